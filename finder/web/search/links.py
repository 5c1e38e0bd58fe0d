"""Addresses that lead on from one search: other pages, presets, places, wider circles."""

from dataclasses import dataclass

from flask import url_for

from finder.domain.results import SearchResults
from finder.domain.rules import PRESETS
from finder.domain.search import ANY_SPECIALTY, LARGEST_RADIUS, LONGEST_TEXT

_PRESET_LABELS = {
    "nearest": "Nearest",
    "balanced": "Balanced",
    "most-checked": "Most checked",
}
_WIDER_MILES = (50, 100, 150, 300, 500)
_FILTERS = ("certified", "member", "new_patients", "telehealth", "medicare", "language")


@dataclass(frozen=True, slots=True)
class Link:
    """A way on; ``is_current`` where it leads to what is shown already."""

    label: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The neighbours of one page of results; ``None`` at either end."""

    page: int
    pages: int
    previous_href: str | None
    next_href: str | None


class Links:
    """Builds addresses from the parameters that a search was asked with."""

    def __init__(self, parameters: dict[str, str]) -> None:
        self.parameters = {
            name: value
            for name, value in parameters.items()
            if value and len(value) <= LONGEST_TEXT
        }

    def to(self, **changes: str | None) -> str:
        """The same search with changes; ``None`` leaves a parameter out, as does its first page."""
        wanted: dict[str, str | None] = {**self.parameters, "page": None, **changes}
        kept = {name: value for name, value in wanted.items() if value is not None}
        return url_for("search.results", **kept)  # type: ignore[arg-type]  # text only

    def presets(self, results: SearchResults) -> list[Link]:
        return [
            Link(_PRESET_LABELS[name], self.to(preset=name), name == results.preset)
            for name in PRESETS
        ]

    def places(self, results: SearchResults) -> list[Link]:
        """The places an ambiguous text may mean."""
        return [Link(choice.label, self.to(near=choice.label)) for choice in results.place_choices]

    def pager(self, results: SearchResults) -> Pager:
        page, pages = results.request.page, results.pages
        before = min(page - 1, pages)
        return Pager(
            page=page,
            pages=pages,
            previous_href=self.to(page=str(before) if before > 1 else None) if before else None,
            next_href=self.to(page=str(page + 1)) if page < pages else None,
        )

    def wider(self, results: SearchResults) -> list[Link]:
        """What may find somebody where nobody was found, the smallest change first."""
        ways = []
        reached = results.radius_miles or LARGEST_RADIUS
        further = next((miles for miles in _WIDER_MILES if miles > reached), None)
        if further is not None:
            ways.append(Link(f"Look within {further} miles", self.to(radius=str(further))))
        asked = {name: None for name in _FILTERS if self.parameters.get(name)}
        if asked:
            ways.append(Link("Look without the other choices", self.to(**asked)))
        if results.filters.specialty != ANY_SPECIALTY:
            ways.append(
                Link(
                    "Look for other doctors too, such as spine surgeons and pain doctors",
                    self.to(specialty=ANY_SPECIALTY),
                )
            )
        return ways
