"""The sentences above a list of results: what it is, how much was found, and what to know."""

from dataclasses import dataclass

from finder.domain.place import Place
from finder.domain.procedures import Procedure
from finder.domain.results import UNPLACED_UP_TO, Notice, NoticeCode, SearchResults
from finder.domain.sentences import Sentence, counted
from finder.web.search.parts import within

_HEADINGS = {
    NoticeCode.PLACE_NEEDED: Sentence("Where should we look?"),
    NoticeCode.PLACE_AMBIGUOUS: Sentence("Which place do you mean?"),
    NoticeCode.PLACE_UNKNOWN: Sentence("We could not find that place"),
    NoticeCode.NPI_NOT_FOUND: Sentence("Nobody with that NPI"),
    NoticeCode.NAME_NOT_FOUND: Sentence("Nobody by that name"),
}
_SAID_ELSEWHERE = (NoticeCode.DEMONSTRATION,)
# What is wrong about the place stands where the place is named.
_BESIDE_HEADING = (NoticeCode.PLACE_APPROXIMATE, NoticeCode.PLACE_CHOSEN)


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands above and below the list; an empty text is not shown.

    ``urgent`` comes before everything, ``about_place`` right under the heading.
    """

    heading: str
    found: str
    unplaced: str
    urgent: tuple[Notice, ...]
    about_place: tuple[Notice, ...]
    notices: tuple[Notice, ...]
    asks_for_place: bool


def summary_of(results: SearchResults) -> Summary:
    """The summary of one answer; the demonstration is said by the banner of every page."""
    codes = {notice.code for notice in results.notices}
    first = (NoticeCode.EMERGENCY, *_BESIDE_HEADING, *_SAID_ELSEWHERE)
    return Summary(
        heading=_heading(results, codes),
        found=_found(results),
        unplaced=_unplaced(results.unplaced),
        urgent=_with(results, NoticeCode.EMERGENCY),
        about_place=_with(results, *_BESIDE_HEADING),
        notices=tuple(item for item in results.notices if item.code not in first),
        asks_for_place=bool(codes & {NoticeCode.PLACE_NEEDED, NoticeCode.PLACE_UNKNOWN}),
    )


def _with(results: SearchResults, *codes: NoticeCode) -> tuple[Notice, ...]:
    return tuple(item for item in results.notices if item.code in codes)


def _heading(results: SearchResults, codes: set[NoticeCode]) -> str:
    if results.is_by_name:
        return Sentence("Doctors by name")
    if results.place is not None and results.radius_miles is not None:
        return _near(results.procedure, results.place)
    return next((text for code, text in _HEADINGS.items() if code in codes), Sentence("Doctors"))


def _near(procedure: Procedure, place: Place) -> Sentence:
    match procedure:
        case Procedure.KYPHOPLASTY:
            return Sentence("Kyphoplasty doctors near %(place)s", place=place.spoken)
        case Procedure.VERTEBROPLASTY:
            return Sentence("Vertebroplasty doctors near %(place)s", place=place.spoken)
        case Procedure.ANY:
            return Sentence(
                "Kyphoplasty or vertebroplasty doctors near %(place)s", place=place.spoken
            )


def _found(results: SearchResults) -> str:
    if not results.total:
        return ""
    if results.is_by_name or results.radius_miles is None:
        return counted("%(count)s doctor found.", "%(count)s doctors found.", results.total)
    return counted(
        "%(count)s doctor %(within)s.",
        "%(count)s doctors %(within)s.",
        results.total,
        within=within(results.radius_miles),
    )


def _unplaced(count: int) -> str:
    """Who passes the filters and cannot be measured; they may live near or far."""
    if not count:
        return ""
    if count > UNPLACED_UP_TO:
        return Sentence(
            "More than %(count)s other doctors match. Their addresses have no place on our map, "
            "so they may be near or far.",
            count=UNPLACED_UP_TO,
        )
    return counted(
        "%(count)s more doctor matches. The address has no place on our map, so it may be near "
        "or far.",
        "%(count)s more doctors match. Their addresses have no place on our map, so they may be "
        "near or far.",
        count,
    )
