"""What a person should know about an answer, in sentences that say what to do next."""

from collections.abc import Iterator

from finder.domain.place import Place, PlaceKind
from finder.domain.results import Notice, NoticeCode
from finder.domain.rules import RankingRules
from finder.domain.search import INTERVENTIONAL_RADIOLOGY, Filters, SearchRequest
from finder.domain.words import Wishes
from finder.store.queries.candidates import Candidates

DEMONSTRATION = Notice(
    NoticeCode.DEMONSTRATION,
    "This is a demonstration: every doctor, address and number in it is invented.",
)


def about_words(wishes: Wishes) -> Iterator[Notice]:
    """What the words asked for that a search cannot do."""
    if wishes.not_a_distance:
        yield Notice(
            NoticeCode.NOT_A_DISTANCE,
            f"“{wishes.not_a_distance}” is a time, not a distance. We measure straight-line miles: "
            "add for example “within 25 miles”.",
        )
    plans = [part.value for part in wishes.understood if part.as_ == "insurance"]
    if plans:
        yield Notice(
            NoticeCode.INSURANCE_NOT_KNOWN,
            f"We do not know which plans a doctor takes. Call the office and ask about "
            f"{', '.join(dict.fromkeys(plans))} with the exact name of your plan.",
        )


def place_needed(near_me: bool) -> Notice:
    opening = "To find doctors near you" if near_me else "To find doctors"
    return Notice(
        NoticeCode.PLACE_NEEDED,
        f"{opening}, we need a place. Type a ZIP code such as 60601, or a city and state.",
    )


def place_ambiguous(asked_for: str) -> Notice:
    return Notice(
        NoticeCode.PLACE_AMBIGUOUS,
        f"There is more than one {asked_for}. Choose the one you mean, or type a ZIP code.",
    )


def about_place(place: Place) -> Iterator[Notice]:
    if place.approximate:
        what = "ZIP code" if place.kind is not PlaceKind.CITY else "place"
        yield Notice(
            NoticeCode.PLACE_APPROXIMATE,
            f"The point for this {what} is approximate, so distances may be off by some miles.",
        )


def nobody_by_that_name(wishes: Wishes) -> tuple[Notice, ...]:
    if wishes.npi:
        return (
            Notice(
                NoticeCode.NPI_NOT_FOUND,
                f"Nobody with the NPI {wishes.npi} is listed here. Check the ten digits.",
            ),
        )
    return (
        Notice(
            NoticeCode.NAME_NOT_FOUND,
            f"We found nobody named “{wishes.name_text}”. Check the spelling, or try only the last "
            "name.",
        ),
    )


def about_reach(
    radius_asked: float | None,
    widened: bool,
    found: Candidates,
    rules: RankingRules,
    request: SearchRequest,
    filters: Filters,
    place: Place,
) -> Iterator[Notice]:
    """How far the search went and why; what to do where it found nobody."""
    radius = "1 mile" if found.radius_miles == 1 else f"{found.radius_miles:g} miles"
    if widened and found.total:
        first = f"{rules.radius_steps_miles[0]:g}"
        yield Notice(
            NoticeCode.WIDENED,
            f"Fewer than {rules.enough_results} are within {first} miles of {place.label}, so we "
            f"looked as far as {radius}.",
        )
    if not found.total:
        yield Notice(
            NoticeCode.NO_RESULTS,
            f"Nobody in this directory matches within {radius} of {place.label}. "
            f"{_what_to_try(radius_asked, filters)}",
        )
    elif (request.page - 1) * request.per_page >= found.total:
        results = "is only 1 result" if found.total == 1 else f"are only {found.total} results"
        yield Notice(NoticeCode.PAGE_BEYOND_END, f"There {results}. Go back to the first page.")


def _what_to_try(radius_asked: float | None, filters: Filters) -> str:
    """Only what would change the answer of this very search."""
    ways = ["a larger distance"] if radius_asked else []
    if filters != Filters(specialty=filters.specialty):
        ways.append("fewer filters")
    if filters.specialty == INTERVENTIONAL_RADIOLOGY:
        ways.append("all specialties")
    ways.append("another place")
    return f"Try {' or '.join(ways)}."
