"""Invented directories of any size, spread over the country like its people."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    Certification,
    DurationType,
    Issuer,
    PrimarySourceCheck,
)
from finder.domain.geography import Point
from finder.domain.names import PersonName
from finder.domain.npi import check_digit
from finder.domain.practitioner import PracticeLocation, Practitioner, Taxonomy
from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind
from finder.domain.provenance import Provenance, Source
from finder.services.resources import Resources
from finder.store.queries.directory import directory_row
from finder.store.queries.location_index import index_rows
from finder.store.tables import (
    LocationIndexRow,
    PracticeLocationRow,
    PractitionerRow,
    TaxonomyRow,
)

_BATCH = 5_000
YEAR = 2024
# The share whose address has a point; other directories report one in sixty without.
PLACED = 0.983
SPOKEN = ("ar", "es", "fr", "hi", "ko", "pl", "ru", "tl", "vi", "zh")


class Country:
    """Cities drawn by their people, and points scattered round them."""

    def __init__(self, places: Path, seed: int) -> None:
        self.random = random.Random(seed)
        with (places / "cities.csv").open(newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["population"]]
        self.cities = [Point(float(row["lat"]), float(row["lon"])) for row in rows]
        self.weights = list(accumulate(int(row["population"]) for row in rows))

    def point(self) -> Point:
        city = self.random.choices(self.cities, cum_weights=self.weights)[0]
        lat = min(89.0, max(-89.0, city.lat + self.random.gauss(0, 0.12)))
        lon = min(179.9, max(-179.9, city.lon + self.random.gauss(0, 0.15)))
        return Point.of(lat, lon)


def practitioners(country: Country, count: int, today: date) -> Iterator[Practitioner]:
    """Invented practitioners, one location each; a third with checked facts."""
    draw = country.random
    provenance = Provenance(Source.NPPES, today)
    for number in range(1, count + 1):
        nine = f"2{number:08d}"
        checked = draw.random() < 0.33
        yield Practitioner(
            practitioner_id=number,
            npi=nine + check_digit(nine),
            name=PersonName(f"SYNTHETICUS{number}", "ALEX"),
            credentials_text="MD",
            provenance=provenance,
            taxonomies=(Taxonomy(1, "2085R0204X" if draw.random() < 0.8 else "2085R0202X", True),),
            locations=(_location(country, number, today, checked, provenance),),
            certifications=(_certification(draw, today),) if checked else (),
            volumes=(_volume(draw),) if draw.random() < 0.3 else (),
        )


def fill(session: Session, resources: Resources, country: Country, count: int) -> None:
    """Writes an invented directory; its index rows come from the program's own rules."""
    today = resources.today()
    directory = directory_row(session)
    directory.newest_volume_year = YEAR
    directory.ranking_version = resources.rules.version
    session.flush()
    people = practitioners(country, count, today)
    while batch := list(islice(people, _BATCH)):
        session.execute(insert(PractitionerRow), [_practitioner_row(person) for person in batch])
        session.execute(
            insert(TaxonomyRow),
            [
                {
                    "practitioner_id": person.practitioner_id,
                    "slot": 1,
                    "code": person.taxonomies[0].code,
                    "is_primary": True,
                }
                for person in batch
            ],
        )
        session.execute(insert(PracticeLocationRow), [_location_row(person) for person in batch])
        session.execute(
            insert(LocationIndexRow),
            [row for person in batch for row in index_rows(person, resources.rules, YEAR, today)],
        )


def _location(
    country: Country, number: int, today: date, checked: bool, provenance: Provenance
) -> PracticeLocation:
    draw = country.random
    return PracticeLocation(
        location_id=number,
        name="",
        lines=(f"{number} SAMPLE ST",),
        city="EXAMPLETON",
        state="ZZ",
        zip_code="00000",
        country="US",
        phone="5555550100",
        fax="",
        point=country.point() if draw.random() < PLACED else None,
        provenance=provenance,
        accepts_new_patients=draw.random() < 0.7 if checked else None,
        telehealth=draw.random() < 0.2 if checked else None,
        medicare=draw.random() < 0.8 if checked else None,
        languages=("en", *draw.sample(SPOKEN, draw.randrange(3))) if checked else (),
        confirmed_on=today - timedelta(days=draw.randrange(400)) if checked else None,
    )


def _certification(draw: random.Random, today: date) -> Certification:
    return Certification(
        issuer=Issuer.ABR,
        certificate=Certificate.IR_DR,
        duration_type=DurationType.CONTINUOUS,
        board_status=BoardStatus.CERTIFIED,
        check=PrimarySourceCheck(
            "https://example.org", today - timedelta(days=draw.randrange(420)), "bench"
        ),
    )


def _volume(draw: random.Random) -> ProcedureVolume:
    count = float(draw.randrange(11, 80))
    return ProcedureVolume(Procedure.KYPHOPLASTY, VolumeKind.EXACT, count, count, YEAR)


def _practitioner_row(person: Practitioner) -> dict[str, Any]:
    return {
        "id": person.practitioner_id,
        "npi": person.npi,
        "last_name": person.name.last,
        "first_name": person.name.first,
        "middle_name": "",
        "suffix": "",
        "name_key": person.npi,
        "credentials_text": "MD",
        "hidden_because": "",
        "digest": "",
        "source": person.provenance.source.value,
        "observed_on": person.provenance.observed_on,
    }


def _location_row(person: Practitioner) -> dict[str, Any]:
    (place,) = person.locations
    point = place.point
    return {
        "id": place.location_id,
        "practitioner_id": person.practitioner_id,
        "name": "",
        "line1": place.lines[0],
        "line2": "",
        "line_key": place.lines[0].lower(),
        "city": place.city,
        "state": place.state,
        "zip_code": place.zip_code,
        "zip_plus4": "",
        "country": "US",
        "phone": place.phone,
        "fax": "",
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "languages": f";{';'.join(place.languages)};" if place.languages else "",
        "website": "",
        "confirmed_on": place.confirmed_on,
        "confirmed_by": "",
        "source": place.provenance.source.value,
        "observed_on": place.provenance.observed_on,
    }
