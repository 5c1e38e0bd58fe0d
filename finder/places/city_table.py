"""Cities by name and state, and the people around a point, read from ``cities.csv``."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz, process

from finder.domain.geography import Point, bands_around, latitude_band, miles_between
from finder.domain.place import Setting
from finder.places.names import fold, name_key

_LEAST_LIKENESS = 85.0
"""One slip in seven letters: two swapped, or one wrong, missing or too many."""


@dataclass(frozen=True, slots=True)
class City:
    """A populated place; ``population`` is zero where only its ZIP codes place it."""

    name: str
    state: str
    point: Point
    population: int
    setting: Setting

    @property
    def label(self) -> str:
        return f"{self.name}, {self.state}"


class CityTable:
    """The rows of ``cities.csv``, which come in order of precedence: mostly by population."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _rows(self) -> list[list[str]]:
        # No field holds a comma (the build script refuses one), so splitting is exact.
        return [line.split(",") for line in self._path.read_text(encoding="utf-8").splitlines()[1:]]

    @cached_property
    def _by_name(self) -> dict[str, list[list[str]]]:
        index: dict[str, list[list[str]]] = defaultdict(list)
        for row in self._rows:
            index[name_key(row[0])].append(row)
        return dict(index)

    @cached_property
    def _by_alias(self) -> dict[str, list[list[str]]]:
        index: dict[str, list[list[str]]] = defaultdict(list)
        for row in self._rows:
            for alias in filter(None, row[5].split("|")):
                index[name_key(alias)].append(row)
        return dict(index)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every folded name once, the most populous first."""
        return tuple(dict.fromkeys(fold(row[0]) for row in self._rows))

    def named(self, key: str) -> list[City]:
        """One city a state for this key, the most populous first; an alias counts only alone."""
        rows = self._by_name.get(key) or self._by_alias.get(key, [])
        biggest: dict[str, list[str]] = {}
        for row in rows:
            biggest.setdefault(row[1], row)
        return [_city(row) for row in biggest.values()]

    def named_in(self, key: str, state: str) -> City | None:
        """The most populous city of this key in the state, by name or else by alias."""
        for index in (self._by_name, self._by_alias):
            for row in index.get(key, ()):
                if row[1] == state:
                    return _city(row)
        return None

    def like(self, key: str, state: str) -> City | None:
        """The city of the state whose name differs from this key by a small misspelling."""
        rows = {name_key(row[0]): row for row in reversed(self._rows) if row[1] == state}
        keys = list(reversed(rows))
        match = process.extractOne(key, keys, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
        return _city(rows[match[0]]) if match else None

    def people_within(self, centre: Point, miles: float) -> int:
        """The populations of all cities whose point lies within so many miles, added."""
        people = 0
        for window in bands_around(centre, miles):
            for point, population in self._populated.get(window.band, ()):
                inside = window.lon_low <= point.lon <= window.lon_high
                if inside and miles_between(centre, point) <= miles:
                    people += population
        return people

    @cached_property
    def _populated(self) -> dict[int, list[tuple[Point, int]]]:
        bands: dict[int, list[tuple[Point, int]]] = defaultdict(list)
        for row in self._rows:
            if row[4]:
                point = _point(row)
                bands[latitude_band(point.lat)].append((point, int(row[4])))
        return dict(bands)


def _city(row: list[str]) -> City:
    name, state, _lat, _lon, population, _aliases, setting = row
    return City(name, state, _point(row), int(population or 0), Setting(setting))


def _point(row: list[str]) -> Point:
    return Point(float(row[2]), float(row[3]))
