"""Addresses that lead on from one search: other pages, presets, places, wider circles, choices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
_ANYBODY = "0000000000"
# What may stand in a question as it is, as everywhere else on the site.
_READABLE = "!$'()*,/:;?@"


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
        # Looked up once: a page of results holds some fifty of them.
        self._search, _, self._language = url_for("search.results").partition("?")
        self._profile = url_for("profiles.profile", npi=_ANYBODY)
        self._asked = _question(self.parameters)

    def to(self, **changes: str | None) -> str:
        """The same search with changes; ``None`` leaves a parameter out, as does its first page."""
        wanted = {**self.parameters, "page": None, **changes}
        return self._address(_question(wanted), self.chosen)

    def choosing(self, npi: str) -> Choosing:
        """The same page of results with this one chosen or no longer chosen."""
        is_chosen = npi in self.chosen
        if not is_chosen and len(self.chosen) >= MOST_CHOSEN:
            return Choosing("", is_chosen=False, profile_href=self.profile(npi))
        wanted = self._others(npi) if is_chosen else (*self.chosen, npi)
        address = self._address(self._asked, wanted)
        return Choosing(f"{address}#provider-{npi}", is_chosen, self.profile(npi))

    def profile(self, npi: str) -> str:
        """Everything about one, whose page can add it to the chosen too."""
        address = self._profile.replace(_ANYBODY, npi)
        others = _people(self._others(npi))
        return f"{address}{'&' if '?' in address else '?'}{others}" if others else address

    def without_chosen(self, npi: str) -> str:
        """The same page of results with this one no longer chosen."""
        return self._address(self._asked, self._others(npi))

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

    def _others(self, npi: str) -> tuple[str, ...]:
        return tuple(other for other in self.chosen if other != npi)

    def _address(self, asked: str, chosen: Sequence[str]) -> str:
        question = "&".join(filter(None, (asked, _people(chosen), self._language)))
        return f"{self._search}?{question}" if question else self._search


def _question(wanted: Mapping[str, str | None]) -> str:
    kept = [(name, value) for name, value in wanted.items() if value is not None]
    return urlencode(kept, safe=_READABLE)


def _people(npis: Iterable[str]) -> str:
    """NPIs are digits, which an address holds as they are."""
    return "&".join([f"npi={npi}" for npi in npis])
