"""Who was put aside to be compared: the link is the only memory of it."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for

from finder.domain.chosen import MOST_CHOSEN
from finder.domain.procedures import Procedure
from finder.domain.results import SearchResults
from finder.web.search.links import Link, Links

PARAMETER = "npi"
_COMPARE, _SHEET = "compare.side_by_side", "compare.take_away"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The bar above the list; an address is empty where the site has no such page."""

    people: tuple[Link, ...]
    compare_href: str
    sheet_href: str
    left_out: int
    is_full: bool


def chosen_of(results: SearchResults, links: Links, asked_count: int) -> Chosen | None:
    """The bar, with the way to take each back; ``None`` where nobody is chosen."""
    if not results.chosen:
        return None
    return Chosen(
        people=tuple(
            Link(person.name.display, links.without_chosen(person.npi)) for person in results.chosen
        ),
        compare_href=_address(_COMPARE, results, links),
        sheet_href=_address(_SHEET, results, links),
        left_out=max(0, asked_count - MOST_CHOSEN),
        is_full=len(results.chosen) >= MOST_CHOSEN,
    )


def _address(endpoint: str, results: SearchResults, links: Links) -> str:
    if endpoint not in current_app.view_functions:
        return ""
    wanted: dict[str, Any] = {"npi": list(links.chosen)}
    if results.place is not None:
        wanted["near"] = results.place.label
    if results.procedure is not Procedure.ANY:
        wanted["procedure"] = results.procedure.value
    return url_for(endpoint, **wanted)
