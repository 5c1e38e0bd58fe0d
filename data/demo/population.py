"""Draws the practitioners of all places: names, offices and the state that each fact is in."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from names import full_name
from people import Office, Person, twin_of, with_case
from shares import (
    CERTIFICATIONS,
    DR,
    IR,
    LISTINGS,
    LOCATION_COUNTS,
    MEMBERSHIPS,
    OSTEOPATHIC,
    OTHER_CERTIFICATIONS,
    OTHER_MEMBERSHIPS,
    RADIOLOGY_CERTIFICATIONS,
    SPECIALTIES,
    VOLUMES,
    Deck,
)

from finder.domain.npi import Npi, check_digit

_STREETS = ("Sample Street", "Example Avenue", "Demonstration Way", "Sample Boulevard")
_INVENTED = ("Sample", "Example", "Demonstration")
_KINDS = ("Spine and Vascular", "Imaging", "Interventional Associates", "Clinic")
_PER_BUILDING = 3


@dataclass(frozen=True)
class Town:
    """A place of demo.toml with its ZIPs; Census and GeoNames agree where these are."""

    city: str
    state: str
    zips: tuple[str, ...]
    area_code: str = "202"


def towns(path: Path, people: Mapping[str, list[Any]]) -> dict[str, Town]:
    """Every city of the ZIP table by "City, ST", without boxes, single owners and guesses."""
    zips: dict[str, list[str]] = defaultdict(list)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] in ("", "territory") and not row["approximate"]:
                zips[f"{row['city']}, {row['state']}"].append(row["zip"])
    by_state = {name[-2:]: code for name, (_, code) in people.items()}
    return {
        name: Town(
            *name.rsplit(", ", 1),
            tuple(found),
            str(people.get(name, [0, by_state.get(name[-2:], 202)])[1]),
        )
        for name, found in zips.items()
    }


class Population:
    """Draws the practitioners of all places, always in the same order."""

    def __init__(self, random: Random, settings: Mapping[str, Any], found: Mapping[str, Town]):
        self._random, self._settings, self._towns = random, settings, found
        self._names: set[str] = set()
        self._npis: set[str] = set()
        self._specialties = Deck(random, SPECIALTIES)
        self._certifications = {
            "ir": Deck(random, CERTIFICATIONS),
            "radiology": Deck(random, RADIOLOGY_CERTIFICATIONS),
            "other": Deck(random, OTHER_CERTIFICATIONS),
        }
        self._memberships = Deck(random, MEMBERSHIPS)
        self._other_memberships = Deck(random, OTHER_MEMBERSHIPS)
        self._volumes = Deck(random, VOLUMES)
        self._listings = Deck(random, LISTINGS)
        self._counts = Deck(random, LOCATION_COUNTS)

    def draw(self) -> Iterator[Person]:
        for name, (count, _) in self._settings["people"].items():
            cases = [case for case, place in self._settings["cases"].items() if place == name]
            buildings = [self._office(name) for _ in range(1 + (count - 1) // _PER_BUILDING)]
            people = [
                self._person(name, buildings[number % len(buildings)]) for number in range(count)
            ]
            for case in cases:
                people[0] = with_case(people[0], case)
                if case == "twins":
                    people[1] = twin_of(people[0], people[1])
            yield from people

    def _person(self, home: str, first_office: Office) -> Person:
        random = self._random
        codes, primary_slot = self._specialties.draw()
        group = "ir" if IR in codes else "radiology" if DR in codes else "other"
        certification = self._certifications[group].draw()
        memberships = self._memberships if group == "ir" else self._other_memberships
        first, middle, last, suffix = full_name(random, self._names)
        membership = memberships.draw()
        npi = self._npi()
        return Person(
            npi=npi,
            seed=npi,
            first=first,
            middle=middle,
            last=last,
            suffix=suffix,
            letters=self._letters(certification, membership),
            taxonomies=codes,
            primary_slot=primary_slot,
            offices=self._offices(home, first_office),
            certification=certification,
            membership=membership,
            volume=self._volumes.draw(),
            listing=self._listings.draw(),
            license_state=home[-2:],
        )

    def _letters(self, certification: str, membership: str) -> str:
        """Spelled in the many ways that practitioners type them."""
        if certification in OSTEOPATHIC or self._random.randrange(20) == 0:
            return self._random.choice(["DO", "D.O."])
        if membership == "fellow":
            return "MD, FSIR"
        return self._random.choice(["MD", "M.D.", "MD", "M.D.", "M. D.", "MD, PhD"])

    def _npi(self) -> str:
        """Issued NPIs begin with 1; one that begins with 2 is nobody's."""
        while True:
            digits = f"2{self._random.randrange(10**8):08d}"
            if digits not in self._npis:
                self._npis.add(digits)
                return Npi(digits + check_digit(digits)).digits

    def _offices(self, home: str, first: Office) -> tuple[Office, ...]:
        offices = [replace(first, phone=self._phone(home), line2=self._suite())]
        branches = self._settings["branches"].get(home, [home])
        for number in range(1, self._counts.draw()):
            town = branches[(number - 1) % len(branches)]
            origin = "practices" if number == 3 else "locations"
            offices.append(replace(self._office(town), origin=origin))
        return tuple(offices)

    def _office(self, name: str) -> Office:
        town, random = self._towns[name], self._random
        return Office(
            practice=f"{random.choice(_INVENTED)} {random.choice(_KINDS)} of {town.city}",
            line1=f"{random.randrange(100, 9900)} {random.choice(_STREETS)}",
            line2=self._suite(),
            city=town.city,
            state=town.state,
            zip_code=random.choice(town.zips),
            phone=self._phone(name),
            fax=random.choice(["", self._phone(name)]),
        )

    def _suite(self) -> str:
        return self._random.choice(["", f"Suite {self._random.randrange(1, 9)}00"])

    def _phone(self, name: str) -> str:
        """555-0100 to 555-0199 are kept free for fiction."""
        return f"{self._towns[name].area_code}55501{self._random.randrange(100):02d}"
