"""Addresses that lead on from one search: other pages, presets, places, wider circles, choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from finder.domain.chosen import MOST_CHOSEN
from finder.domain.place import PlaceChoice
from finder.domain.results import SearchResults
from finder.domain.rules import PRESETS
from finder.domain.search import ANY_SPECIALTY, LARGEST_RADIUS, LONGEST_TEXT
from finder.domain.sentences import Sentence

PRESET_LABELS = {
    "nearest": Sentence("Nearest"),
    "balanced": Sentence("Balanced"),
    "most-checked": Sentence("Most checked"),
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
class Choosing:
    """The way to put one doctor aside for comparing, or back; no ``href`` where four are chosen.

    ``profile_href`` leads to the profile and keeps who else is chosen.
    """

    href: str
    is_chosen: bool
    profile_href: str


@dataclass(frozen=True, slots=True)
class Pager:
    """The neighbours of one page of results; ``None`` at either end."""

    page: int
    pages: int
    previous_href: str | None
    next_href: str | None


class Links:
    """Builds addresses from the parameters that a search was asked with, and who is chosen."""

    def __init__(self, parameters: dict[str, str], chosen: Sequence[str] = ()) -> None:
        self.chosen = tuple(chosen)
        self.parameters = {
            name: value
            for name, value in parameters.items()
            if value and len(value) <= LONGEST_TEXT
        }

    def to(self, **changes: str | None) -> str:
        """The same search with changes; ``None`` leaves a parameter out, as does its first page."""
        return self._address({**self.parameters, "page": None, **changes}, self.chosen)

    def choosing(self, npi: str) -> Choosing:
        """The same page of results with this one chosen or no longer chosen."""
        others = tuple(other for other in self.chosen if other != npi)
        is_chosen = npi in self.chosen
        if not is_chosen and len(others) >= MOST_CHOSEN:
            return Choosing("", is_chosen=False, profile_href=self.profile(npi))
        wanted = others if is_chosen else (*others, npi)
        address = self._address(dict(self.parameters), wanted)
        return Choosing(f"{address}#provider-{npi}", is_chosen, self.profile(npi))

    def profile(self, npi: str) -> str:
        """Everything about one, whose page can add it to the chosen too."""
        address = url_for("profiles.profile", npi=npi)
        others = urlencode([("npi", other) for other in self.chosen if other != npi])
        return f"{address}{'&' if '?' in address else '?'}{others}" if others else address

    def without_chosen(self, npi: str) -> str:
        """The same page of results with this one no longer chosen."""
        return self._address(
            dict(self.parameters), tuple(other for other in self.chosen if other != npi)
        )

    def presets(self, results: SearchResults) -> list[Link]:
        return [
            Link(PRESET_LABELS[name], self.to(preset=name), name == results.preset)
            for name in PRESETS
        ]

    def places(self, choices: Sequence[PlaceChoice]) -> list[Link]:
        """The places that a text may mean."""
        return [Link(choice.label, self.to(near=choice.label)) for choice in choices]

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
            label = Sentence("Look within %(miles)s miles", miles=further)
            ways.append(Link(label, self.to(radius=str(further))))
        asked = {name: None for name in _FILTERS if self.parameters.get(name)}
        if asked:
            ways.append(Link(Sentence("Look without the other choices"), self.to(**asked)))
        if results.filters.specialty != ANY_SPECIALTY:
            label = Sentence("Look for other doctors too, such as spine surgeons and pain doctors")
            ways.append(Link(label, self.to(specialty=ANY_SPECIALTY)))
        return ways

    def _address(self, wanted: dict[str, str | None], chosen: Sequence[str]) -> str:
        kept: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
        return url_for("search.results", **kept, npi=list(chosen))
