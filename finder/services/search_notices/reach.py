"""How far a search went, and what to do where it found nobody."""

from collections.abc import Iterator
from functools import reduce

from finder.domain.place import Place
from finder.domain.results import Notice, NoticeCode
from finder.domain.rules import RankingRules
from finder.domain.search import INTERVENTIONAL_RADIOLOGY, Filters, SearchRequest
from finder.domain.sentences import Sentence, counted, joined
from finder.store.queries.candidates import Candidates


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
    if widened and found.total:
        yield Notice(NoticeCode.WIDENED, _looked_further(found, rules, place))
    if not found.total:
        nobody = counted(
            "Nobody in this directory matches within %(miles)s mile of %(place)s.",
            "Nobody in this directory matches within %(miles)s miles of %(place)s.",
            1 if found.radius_miles == 1 else 2,
            miles=f"{found.radius_miles:g}",
            place=place.spoken,
        )
        yield Notice(
            NoticeCode.NO_RESULTS, joined(" ", nobody, _what_to_try(radius_asked, filters))
        )
    elif (request.page - 1) * request.per_page >= found.total:
        yield Notice(
            NoticeCode.PAGE_BEYOND_END,
            counted(
                "There is only %(count)s result. Go back to the first page.",
                "There are only %(count)s results. Go back to the first page.",
                found.total,
            ),
        )


def _looked_further(found: Candidates, rules: RankingRules, place: Place) -> Sentence:
    """How many the smaller circles hold, and how many the one shown."""
    first = rules.radius_steps_miles[0]
    empty = [
        miles
        for miles, count in zip(rules.radius_steps_miles, found.nearer, strict=False)
        if count == 0
    ]
    if empty:
        return counted(
            "None within %(empty)s miles of %(place)s. "
            "Showing %(count)s doctor within %(miles)s miles.",
            "None within %(empty)s miles of %(place)s. "
            "Showing %(count)s doctors within %(miles)s miles.",
            found.total,
            empty=f"{empty[-1]:g}",
            place=place.spoken,
            miles=f"{found.radius_miles:g}",
        )
    return counted(
        "Only %(few)s within %(first)s miles of %(place)s. "
        "Showing %(count)s doctor within %(miles)s miles.",
        "Only %(few)s within %(first)s miles of %(place)s. "
        "Showing %(count)s doctors within %(miles)s miles.",
        found.total,
        few=found.nearer[0],
        first=f"{first:g}",
        place=place.spoken,
        miles=f"{found.radius_miles:g}",
    )


def _what_to_try(radius_asked: float | None, filters: Filters) -> Sentence:
    """Only what would change the answer of this very search."""
    ways = [Sentence("a larger distance")] if radius_asked else []
    if filters != Filters(specialty=filters.specialty):
        ways.append(Sentence("fewer filters"))
    if filters.specialty == INTERVENTIONAL_RADIOLOGY:
        ways.append(Sentence("all specialties"))
    ways.append(Sentence("another place"))
    either = reduce(lambda one, other: Sentence("%(one)s or %(other)s", one=one, other=other), ways)
    return Sentence("Try %(ways)s.", ways=either)
