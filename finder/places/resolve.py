"""Understand what a person types as a place: a ZIP, a city with or without state, coordinates.

A city without a state is taken where only one state has it, or where it towers above its
namesakes (see :mod:`finder.places.namesakes`); otherwise the choices are returned.
"""

import re
from functools import cached_property
from pathlib import Path

from finder.domain.errors import InvalidValue, UnknownPlace
from finder.domain.geography import Point
from finder.domain.place import (
    SETTING_RADIUS_MILES,
    Place,
    PlaceChoice,
    PlaceChoices,
    PlaceKind,
    Setting,
    setting_for,
)
from finder.domain.sentences import Sentence
from finder.places.abroad import is_abroad, may_begin_abroad
from finder.places.border_table import BorderTable
from finder.places.city_table import City, CityTable
from finder.places.coordinates import is_coordinates, read_point
from finder.places.names import fold
from finder.places.namesakes import is_beyond_doubt, is_dominant
from finder.places.refusals import no_such_zip, place_abroad, unknown_place, zip_without_place
from finder.places.state_table import StateTable
from finder.places.written import cleaned, ends_of_address, without_surroundings
from finder.places.zip_table import ZipTable

MOST_CHOICES = 12

_HAS_SURROUNDINGS = 20_000
# Enough to be meant without "near", and less than any big city here beside it.
_MEANT_ABROAD = 50_000

_ZIP = re.compile(r"([0-9]{5})(?:[- ]?[0-9]{4})?")
_DIGITS = re.compile(r"[0-9-]+")
_ADDRESS_END = re.compile(r"(?:([0-9]{5}) )?(\D+?)(?:,? ([0-9]{5})(?:-?[0-9]{4})?)?")


class PlaceTables:
    """The places of one data folder; each table is read when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._zips = ZipTable(folder / "zips.csv")
        self._cities = CityTable(folder / "cities.csv")
        self._states_path = folder / "states.csv"
        self.borders = BorderTable(folder / "borders.csv")

    @cached_property
    def _states(self) -> StateTable:
        return StateTable(self._states_path)

    @property
    def state_names(self) -> dict[str, str]:
        """Every state, territory and military region by its postal code."""
        return self._states.names

    @property
    def city_names(self) -> tuple[str, ...]:
        """Every city name once, folded to plain words, the most populous first."""
        return self._cities.names

    def resolve(self, text: str, *, as_written: bool = False) -> Place | PlaceChoices:
        """The place a text means, or the places it may mean; misspelt unless ``as_written``.

        Raises UnknownPlace where no point can be given, InvalidValue where coordinates lie off
        the globe or the text holds control characters.
        """
        words = cleaned(text)
        zip_match = _ZIP.fullmatch(words)
        if zip_match:
            return self._zip_place(zip_match[1])
        point = read_point(words)
        if point:
            return self._point_place(point)
        if _DIGITS.fullmatch(words):
            raise UnknownPlace(
                Sentence(
                    "A ZIP code has five digits, such as 60601. "
                    "Check the digits, or type a city and state, such as Dayton, OH."
                )
            )
        if is_abroad(fold(words)):
            raise place_abroad(words)
        cities = self._cities_named(words, as_written)
        if isinstance(cities, str):
            return self._zip_place(cities)
        if cities:
            return _chosen(cities)
        raise unknown_place(words, self._states)

    def is_place(self, text: str) -> bool:
        """Whether a text is written like a place: any ZIP, coordinates, a city spelt rightly."""
        try:
            words = cleaned(text)
        except (InvalidValue, UnknownPlace):
            return False
        if _ZIP.fullmatch(words) or is_coordinates(words):
            return True
        return self._zip_inside(words) is not None or bool(self._cities_meant(fold(words)))

    def people_meant(self, text: str) -> int:
        """How many people live in the biggest city that a text could mean.

        1 for a place without such a number, 0 where the text is written like no place.
        """
        first = text.partition(" ")[0].lower()
        is_plain = first.isascii() and first.isalpha()
        if is_plain and not self._cities.may_begin(first) and not may_begin_abroad(first):
            return 0
        try:
            folded = fold(cleaned(text))
        except (InvalidValue, UnknownPlace):
            return 0
        if is_abroad(folded):
            return _MEANT_ABROAD
        cities = self._cities_meant(folded)
        if not cities:
            return int(self.is_place(text))
        return max(city.population for city in cities) or 1

    def misspelt(self, text: str) -> str | None:
        """The name of the big city or the state that a text nearly spells, if it spells none."""
        folded = fold(text)
        if self._cities_meant(folded):
            return None
        cities = self._cities_misspelt(folded)
        if cities:
            return cities[0].name
        state = self._states.like(folded.replace(" ", ""))
        return self._states.name_of(state) if state else None

    def is_forgiven(self, text: str) -> bool:
        """Whether a city is found only because a misspelling is forgiven."""
        words = cleaned(text)
        is_spelt = is_abroad(fold(words)) or self._cities_named(words, as_written=True)
        return not is_spelt and bool(self._cities_misspelt(fold(words)))

    def state_called(self, text: str) -> str | None:
        """The postal code of the state that a text is, by its code, name or short form."""
        return self._states.code_of(fold(text).replace(" ", ""))

    def zip_point(self, zip5: str) -> Point | None:
        """Where a five-digit ZIP lies; None where it is not in use or has no fixed place."""
        row = self._zips.get(zip5)
        return row.point if row else None

    def cities_around(self, point: Point, miles: float, most: int) -> list[City]:
        """So many cities within so many miles, or just beyond, the most populous first."""
        return self._cities.around(point, miles, most)

    def state_name(self, code: str) -> str:
        return self._states.name_of(code)

    def setting_at(self, point: Point) -> Setting:
        return setting_for(self._cities.people_within(point, SETTING_RADIUS_MILES))

    def _point_place(self, point: Point) -> Place:
        city = self._cities.city_near(point)
        return Place(
            label=_point_label(point),
            kind=PlaceKind.POINT,
            point=point,
            approximate=False,
            setting=self.setting_at(point),
            nearest_city=city.label if city else "",
        )

    def _zip_place(self, zip5: str) -> Place:
        row = self._zips.get(zip5)
        if row is None:
            raise no_such_zip(zip5)
        if row.point is None or row.setting is None:
            raise zip_without_place(zip5, row.kind)
        return Place(row.label, row.kind, row.point, row.approximate, row.setting)

    def _cities_named(self, words: str, as_written: bool) -> list[City] | str:
        """The cities a text may mean, or the ZIP it holds."""
        for written in (words, *ends_of_address(words)):
            zip5 = self._zip_inside(written)
            if zip5:
                return zip5
            cities = self._cities_meant(fold(written))
            if cities:
                return cities
        cities = self._city_amid(words)
        return cities or ([] if as_written else self._cities_misspelt(fold(words)))

    def _city_amid(self, words: str) -> list[City]:
        """The city of "Dayton area"; not the small town that "bay area" would name."""
        cities = self._cities_meant(fold(without_surroundings(words)))
        return cities if cities and cities[0].population >= _HAS_SURROUNDINGS else []

    def _zip_inside(self, words: str) -> str | None:
        """The ZIP of "Dayton, OH 45402" or "45402 Dayton, OH", if it does lie in that state."""
        match = _ADDRESS_END.fullmatch(words)
        zip5 = (match[1] or match[3]) if match else None
        row = self._zips.get(zip5) if zip5 else None
        if match is None or row is None:
            return None
        folded = fold(match[2])
        states = [state for _, state in self._states.split(folded)]
        states += [city.state for city in self._cities.named(folded.replace(" ", ""))]
        return zip5 if row.state in states else None

    def _cities_meant(self, folded: str) -> list[City]:
        """Cities spelt rightly; a bare state is none unless a dominant city shares its name."""
        for key, state in self._states.split(folded):
            city = self._cities.named_in(key, state)
            if city:
                return [city]
        key = folded.replace(" ", "")
        cities = self._cities.named(key)
        if self._states.code_of(key) and not is_beyond_doubt(cities):
            return []
        return cities

    def _cities_misspelt(self, folded: str) -> list[City]:
        """The city of a state that is nearly spelt so; without a state, only a big city is."""
        readings = self._states.split(folded)
        if not readings:
            return self._cities.big_like(folded.replace(" ", ""))
        found = (self._cities.like(key, state) for key, state in readings)
        return [city for city in found if city][:1]


def load_place_tables(folder: Path) -> PlaceTables:
    """The tables of a folder such as ``data/places``; keep the answer, it caches what it reads."""
    return PlaceTables(folder)


def _chosen(cities: list[City]) -> Place | PlaceChoices:
    choices = tuple(PlaceChoice(city.label, city.point) for city in cities[:MOST_CHOICES])
    if not is_dominant(cities):
        return PlaceChoices(choices)
    city, namesakes = cities[0], () if is_beyond_doubt(cities) else choices[1:]
    return Place(city.label, PlaceKind.CITY, city.point, False, city.setting, namesakes)


def _point_label(point: Point) -> str:
    lat, lon = (f"{degree:.5f}".rstrip("0").rstrip(".") for degree in (point.lat, point.lon))
    return f"{lat}, {lon}"
