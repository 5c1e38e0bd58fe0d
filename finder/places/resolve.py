"""Understand what a person types as a place: a ZIP, a city with or without state, coordinates.

A city without a state is taken at once when only one state has it, or when the biggest has
100,000 people or more and twenty times those of the next; otherwise the choices are returned.
"""

import re
import unicodedata
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
from finder.places.city_table import City, CityTable
from finder.places.coordinates import is_coordinates, read_point
from finder.places.names import fold
from finder.places.state_table import StateTable
from finder.places.zip_table import ZipTable

LONGEST_TEXT = 200
MOST_CHOICES = 12

_DOMINANT_POPULATION = 100_000
_DOMINANT_RATIO = 20
_ASK = "Type a ZIP code, or a city and state such as Dayton, OH."
_ZIP = re.compile(r"([0-9]{5})(?:[- ]?[0-9]{4})?")
_DIGITS = re.compile(r"[0-9-]+")
_ADDRESS_END = re.compile(r"(?:([0-9]{5}) )?(\D+?)(?:,? ([0-9]{5})(?:-?[0-9]{4})?)?")
_COUNTRY = re.compile(r",? (?:USA|U\.S\.A\.|United States(?: of America)?)$", re.IGNORECASE)


class PlaceTables:
    """The places of one data folder; each table is read when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._zips = ZipTable(folder / "zips.csv")
        self._cities = CityTable(folder / "cities.csv")
        self._states_path = folder / "states.csv"

    @cached_property
    def _states(self) -> StateTable:
        return StateTable(self._states_path)

    @property
    def city_names(self) -> tuple[str, ...]:
        """Every city name once, folded to plain words, the most populous first."""
        return self._cities.names

    def resolve(self, text: str) -> Place | PlaceChoices:
        """The place a text means, or the places it may mean.

        Raises UnknownPlace where no point can be given, InvalidValue where coordinates lie off
        the globe or the text holds control characters.
        """
        cleaned = _clean(text)
        zip_match = _ZIP.fullmatch(cleaned)
        if zip_match:
            return self._zip_place(zip_match[1])
        point = read_point(cleaned)
        if point:
            return Place(_point_label(point), PlaceKind.POINT, point, False, self.setting_at(point))
        if _DIGITS.fullmatch(cleaned):
            raise UnknownPlace(
                "A ZIP code has five digits, such as 60601. "
                "Check the digits, or type a city and state, such as Dayton, OH."
            )
        return self._named_place(cleaned)

    def is_place(self, text: str) -> bool:
        """Whether a text is written like a place: any ZIP, coordinates, a city spelt rightly."""
        try:
            cleaned = _clean(text)
        except (InvalidValue, UnknownPlace):
            return False
        if _ZIP.fullmatch(cleaned) or is_coordinates(cleaned):
            return True
        return self._zip_inside(cleaned) is not None or bool(self._cities_meant(fold(cleaned)))

    def zip_point(self, zip5: str) -> Point | None:
        """Where a five-digit ZIP lies; None where it is not in use or has no fixed place."""
        row = self._zips.get(zip5)
        return row.point if row else None

    def setting_at(self, point: Point) -> Setting:
        return setting_for(self._cities.people_within(point, SETTING_RADIUS_MILES))

    def _zip_place(self, zip5: str) -> Place:
        row = self._zips.get(zip5)
        if row is None:
            raise UnknownPlace(
                f"No ZIP code {zip5} is in use. "
                "Check the digits, or type a city and state, such as Dayton, OH."
            )
        if row.point is None or row.setting is None:
            what = "military ZIP code" if row.kind is PlaceKind.MILITARY else "ZIP code for mail"
            raise UnknownPlace(
                f"{zip5} is a {what} and has no fixed place. "
                "Type a city and state or a nearby ZIP code."
            )
        return Place(row.label, row.kind, row.point, row.approximate, row.setting)

    def _named_place(self, cleaned: str) -> Place | PlaceChoices:
        zip5 = self._zip_inside(cleaned)
        if zip5:
            return self._zip_place(zip5)
        folded = fold(cleaned)
        cities = self._cities_meant(folded) or self._cities_misspelt(folded)
        if not cities:
            raise UnknownPlace(self._unknown_sentence(cleaned))
        if len(cities) == 1 or _is_dominant(cities):
            city = cities[0]
            return Place(city.label, PlaceKind.CITY, city.point, False, city.setting)
        return PlaceChoices(
            tuple(PlaceChoice(city.label, city.point) for city in cities[:MOST_CHOICES])
        )

    def _zip_inside(self, cleaned: str) -> str | None:
        """The ZIP of "Dayton, OH 45402" or "45402 Dayton, OH", if it does lie in that state."""
        match = _ADDRESS_END.fullmatch(cleaned)
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
        if self._states.code_of(key) and not _is_dominant(cities):
            return []
        return cities

    def _cities_misspelt(self, folded: str) -> list[City]:
        found = (self._cities.like(key, state) for key, state in self._states.split(folded))
        return [city for city in found if city][:1]

    def _unknown_sentence(self, cleaned: str) -> str:
        state = self._states.code_of(fold(cleaned).replace(" ", ""))
        if state:
            return (
                f"To measure distances we need one place in {self._states.name_of(state)}. "
                f"Type a ZIP code, or a city followed by {state}."
            )
        return f"No place is known as “{cleaned[:60]}”. {_ASK}"


def load_place_tables(folder: Path) -> PlaceTables:
    """The tables of a folder such as ``data/places``; keep the answer, it caches what it reads."""
    return PlaceTables(folder)


def _clean(text: str) -> str:
    """Single blanks, nothing invisible, no country; raises where the text cannot be a place."""
    if len(text) > LONGEST_TEXT:
        raise UnknownPlace(f"A place has at most {LONGEST_TEXT} characters. {_ASK}")
    spaced = re.sub(r"[ \t\r\n]+", " ", text)
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in spaced):
        raise InvalidValue(f"A place is plain text without control characters. {_ASK}")
    visible = "".join(letter for letter in spaced if unicodedata.category(letter) != "Cf")
    words = " ".join(visible.split())
    cleaned = _COUNTRY.sub("", words)
    if not cleaned:
        raise UnknownPlace(f"No place was given. {_ASK}")
    return cleaned


def _is_dominant(cities: list[City]) -> bool:
    """Whether the first is so much more populous than its namesakes that it goes unasked."""
    if not cities or cities[0].population < _DOMINANT_POPULATION:
        return False
    rest = cities[1].population if len(cities) > 1 else 0
    return cities[0].population >= _DOMINANT_RATIO * rest


def _point_label(point: Point) -> str:
    lat, lon = (f"{degree:.5f}".rstrip("0").rstrip(".") for degree in (point.lat, point.lon))
    return f"{lat}, {lon}"
