"""The sentences above a list of results: what was looked for, and how much was found."""

from dataclasses import dataclass

from finder.domain.results import Notice, NoticeCode, SearchResults
from finder.domain.search import ANY_SPECIALTY, Filters
from finder.web.filters.words import PROCEDURES, language_name

_HEADINGS = {
    NoticeCode.PLACE_NEEDED: "Where should we look?",
    NoticeCode.PLACE_AMBIGUOUS: "Which place do you mean?",
    NoticeCode.PLACE_UNKNOWN: "We could not find that place",
    NoticeCode.NPI_NOT_FOUND: "Nobody with that NPI",
    NoticeCode.NAME_NOT_FOUND: "Nobody by that name",
}
_SAID_ELSEWHERE = (NoticeCode.DEMONSTRATION,)


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands above the list; an empty text is not shown."""

    heading: str
    looking_for: str
    found: str
    notices: tuple[Notice, ...]
    asks_for_place: bool


def summary_of(results: SearchResults) -> Summary:
    """The summary of one answer; the demonstration is said by the banner of every page."""
    codes = {notice.code for notice in results.notices}
    return Summary(
        heading=_heading(results, codes),
        looking_for=_looking_for(results),
        found=_found(results),
        notices=tuple(item for item in results.notices if item.code not in _SAID_ELSEWHERE),
        asks_for_place=bool(codes & {NoticeCode.PLACE_NEEDED, NoticeCode.PLACE_UNKNOWN}),
    )


def is_by_name(results: SearchResults) -> bool:
    """Whether the list is of people with a name or NPI, in no place."""
    return bool(results.matches) and results.matches[0].miles is None


def _heading(results: SearchResults, codes: set[NoticeCode]) -> str:
    if is_by_name(results):
        return "Doctors by name"
    if results.place is not None and results.radius_miles is not None:
        name = PROCEDURES[results.procedure].capitalize()
        return f"{name} doctors near {results.place.label}"
    return next((text for code, text in _HEADINGS.items() if code in codes), "Doctors")


def _looking_for(results: SearchResults) -> str:
    if is_by_name(results):
        asked = [part.value for part in results.understood if part.as_ in ("name", "npi")]
        return " ".join(asked)
    parts = [PROCEDURES[results.procedure]]
    if results.place is not None:
        parts.append(f"near {results.place.label}")
    if results.radius_miles is not None:
        parts.append(f"within {_miles(results.radius_miles)}")
    return ", ".join([" ".join(parts[:2]), *parts[2:], *_wishes(results.filters)])


def _wishes(filters: Filters) -> list[str]:
    said = {
        "checked board certification": filters.certified,
        "checked SIR membership": filters.member,
        "takes new patients": filters.new_patients,
        "offers telehealth": filters.telehealth,
        "takes Medicare": filters.medicare,
        "all specialties": filters.specialty == ANY_SPECIALTY,
        f"speaks {language_name(filters.language or '')}": filters.language is not None,
    }
    return [words for words, is_asked in said.items() if is_asked]


def _found(results: SearchResults) -> str:
    if not results.total:
        return ""
    doctors = "1 doctor" if results.total == 1 else f"{results.total:,} doctors"
    if is_by_name(results) or results.radius_miles is None:
        return f"{doctors} found."
    return f"{doctors} within {_miles(results.radius_miles)}."


def _miles(radius: float) -> str:
    return "1 mile" if radius == 1 else f"{radius:g} miles"
