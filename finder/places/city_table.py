"""Cities by name and state, and the people around a point, read from ``cities.csv``."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from math import inf
from pathlib import Path

from rapidfuzz import fuzz, process

from finder.domain.circles import windows_around
from finder.domain.geography import Point, latitude_band, miles_between
from finder.domain.place import Setting
from finder.places.names import LONG_FORMS, fold, name_key

# "Mc Allen" and "O Fallon" are written as one word too.
_SHORTEST_CERTAIN = 2
LEAST_LIKENESS = 85.0
"""One slip in seven letters: two swapped, or one wrong, missing or too many."""

_BIG = 100_000
_SHORTEST_MISSPELT = 5
_CLOSE_CITY_MILES = 5.0
_FARTHEST_CITY_MILES = 50.0


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

    def may_begin(self, word: str) -> bool:
        """Whether some name begins with this word in small letters; short forms always may."""
        return len(word) <= _SHORTEST_CERTAIN or word in LONG_FORMS or word in self._first_words

    @cached_property
    def _first_words(self) -> frozenset[str]:
        aliases = [fold(alias) for row in self._rows if row[5] for alias in row[5].split("|")]
        return frozenset(name.partition(" ")[0] for name in (*self.names, *aliases))

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
        match = process.extractOne(key, keys, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
        return _city(rows[match[0]]) if match else None

    def big_like(self, key: str) -> list[City]:
        """The namesakes of the big city that this key nearly spells, the most populous first."""
        match = process.extractOne(
            key, list(self._big), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS
        )
        if match and match[0][0] == key[0]:
            return self.named(match[0])
        return self.named(self._jumbled.get(_jumble(key), ""))

    @cached_property
    def _jumbled(self) -> dict[str, str]:
        """Keys of the big cities by their letters, which come in any order but for the first."""
        return {_jumble(key): key for key in reversed(self._big)}

    @cached_property
    def _big(self) -> tuple[str, ...]:
        """Keys of the cities with so many people that a misspelling is recognised unaided."""
        keys = (name_key(row[0]) for row in self._rows if int(row[4] or 0) >= _BIG)
        return tuple(dict.fromkeys(key for key in keys if len(key) >= _SHORTEST_MISSPELT))

    def city_near(self, centre: Point) -> City | None:
        """The most populous city within a few miles, else the nearest within a day's errand."""
        cities = self.around(centre, _FARTHEST_CITY_MILES, len(self._rows))
        populated = [
            (miles_between(centre, city.point), city) for city in cities if city.population
        ]
        # They come with the most populous first.
        close = next((city for miles, city in populated if miles <= _CLOSE_CITY_MILES), None)
        nearest = min(populated, key=lambda found: found[0], default=(inf, None))
        return close or (nearest[1] if nearest[0] <= _FARTHEST_CITY_MILES else None)

    def people_within(self, centre: Point, miles: float) -> int:
        """The populations of all cities whose point lies within so many miles, added."""
        people = 0
        for window in windows_around(centre, miles):
            for point, population in self._populated.get(window.band, ()):
                inside = window.lon_low <= point.lon <= window.lon_high
                if inside and miles_between(centre, point) <= miles:
                    people += population
        return people

    def around(self, centre: Point, miles: float, most: int) -> list[City]:
        """So many cities within so many miles, or just beyond, in their order of precedence."""
        numbers: list[int] = []
        for window in windows_around(centre, miles):
            band = self._by_band.get(window.band, [])
            first = bisect_left(band, (window.lon_low, 0))
            last = bisect_right(band, (window.lon_high, len(self._rows)))
            numbers += [number for _, number in band[first:last]]
        return [_city(self._rows[number]) for number in nsmallest(most, numbers)]

    @cached_property
    def _by_band(self) -> dict[int, list[tuple[float, int]]]:
        """Longitudes from west to east, each with the number of its row, by latitude band."""
        bands: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            bands[latitude_band(float(row[2]))].append((float(row[3]), number))
        return {band: sorted(cities) for band, cities in bands.items()}

    @cached_property
    def _populated(self) -> dict[int, list[tuple[Point, int]]]:
        bands: dict[int, list[tuple[Point, int]]] = defaultdict(list)
        for row in self._rows:
            if row[4]:
                point = _point(row)
                bands[latitude_band(point.lat)].append((point, int(row[4])))
        return dict(bands)


def _jumble(key: str) -> str:
    return key[:1] + "".join(sorted(key))


def _city(row: list[str]) -> City:
    name, state, _lat, _lon, population, _aliases, setting = row
    return City(name, state, _point(row), int(population or 0), Setting(setting))


def _point(row: list[str]) -> Point:
    return Point(float(row[2]), float(row[3]))
