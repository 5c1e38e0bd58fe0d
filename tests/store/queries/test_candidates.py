"""The best of a dense circle, found without scoring everybody in it, are those of a full look."""

import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import String, insert

from finder.domain.geography import Point, earth_centred, latitude_band, miles_between
from finder.domain.place import Setting
from finder.domain.procedures import Procedure
from finder.domain.ranking import Candidate, Weighing, in_order
from finder.domain.results import FilterCounts
from finder.domain.search import Filters
from finder.services.resources import Resources
from finder.store.base import Base
from finder.store.held_index import HeldIndex
from finder.store.queries.candidates import CandidateQuery, candidates_near
from finder.store.queries.location_index import FILTER_FLAGS, Flag, verified_components
from finder.store.tables import DirectoryRow, LocationIndexRow, PracticeLocationRow, PractitionerRow
from tests.domain.builders import RULES
from tests.factories import TODAY

CENTRES = (Point(40.75, -73.99), Point(41.05, -73.75), Point(39.95, -75.16))
PEOPLE = 1_600
SEARCHES = 24
SPOKEN = ("", "", ";en;", ";en;es;", ";zh;")
Row = dict[str, Any]


def index_rows(draw: random.Random) -> Iterator[Row]:
    """People crowded round three centres, a third with several locations, few of high quality."""
    number = 0
    for person in range(1, PEOPLE + 1):
        centre = draw.choices(CENTRES, (6, 1, 3))[0]
        quality = draw.choice([0.29, 0.29, 0.75, draw.random()])
        places = draw.choice([1, 1, 1, 1, 2, 3])
        for _ in range(places):
            number += 1
            # Some share a point exactly, as where only the ZIP code is known.
            spread = 0.0 if draw.random() < 0.1 else draw.choice([0.02, 0.1, 0.3])
            point = Point.of(
                centre.lat + draw.gauss(0, 1) * spread, centre.lon + draw.gauss(0, 1) * spread
            )
            x, y, z = earth_centred(point)
            flags = sum(int(flag) for flag in FILTER_FLAGS.values() if draw.random() < 0.5)
            # A day on which the row does not count makes it as if it were not there.
            counts_today = draw.random() < 0.95
            languages = draw.choice(SPOKEN)
            flags |= int(Flag.SPEAKS) if languages else 0
            yield {
                "lat_band": latitude_band(point.lat),
                "lon": point.lon,
                "location_id": number,
                "first_day": 1,
                "last_day": TODAY.toordinal() - (0 if counts_today else 1),
                "lat": point.lat,
                "x": x,
                "y": y,
                "z": z,
                "flags": flags | (int(Flag.HAS_OTHER_LOCATIONS) if places > 1 else 0),
                "practitioner_id": person,
                "npi": f"{person:010d}",
                "kyphoplasty_quality": quality,
                "vertebroplasty_quality": quality / 2,
                "any_quality": 1 - quality,
                "most_recent_check": draw.randrange(5),
                "languages": languages,
            }


@pytest.fixture
def rows(any_resources: Resources) -> list[Row]:
    found = list(index_rows(random.Random(6)))
    with any_resources.database.writing() as session:
        session.add(DirectoryRow(id=1, generation=1, is_demo=False, ranking_version=1))
        session.execute(
            insert(PractitionerRow),
            [
                {
                    **texts_of(PractitionerRow),
                    "id": number,
                    "npi": f"{number:010d}",
                    "source": "nppes",
                    "observed_on": TODAY,
                }
                for number in range(1, PEOPLE + 1)
            ],
        )
        session.execute(insert(PracticeLocationRow), [place_of(row) for row in found])
        session.execute(insert(LocationIndexRow), [without_languages(row) for row in found])
    return found


def place_of(row: Row) -> Row:
    return {
        **texts_of(PracticeLocationRow),
        "id": row["location_id"],
        "practitioner_id": row["practitioner_id"],
        "line_key": str(row["location_id"]),
        "languages": row["languages"],
        "source": "nppes",
        "observed_on": TODAY,
    }


def texts_of(table: type[Base]) -> Row:
    return {
        column.name: "" for column in table.__table__.columns if isinstance(column.type, String)
    }


def without_languages(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "languages"}


def random_query(draw: random.Random) -> CandidateQuery:
    centre = draw.choice(CENTRES)
    radii = draw.choice([(25.0, 50.0, 100.0, 150.0), (draw.choice([5.0, 40.0, 500.0]),)])
    asked = {name: draw.random() < 0.12 for name in FILTER_FLAGS}
    return CandidateQuery(
        origin=Point.of(centre.lat + draw.gauss(0, 0.1), centre.lon + draw.gauss(0, 0.1)),
        radii_miles=radii,
        enough=5,
        procedure=draw.choice(list(Procedure)),
        filters=replace(Filters(specialty="any"), **asked),
        distance_share=draw.choice([0.3, 0.5, 0.7]),
        half_distance_miles=draw.choice([10, 65]),
        today=TODAY,
        wanted=draw.choice([1, 5, 20, 100]),
        with_counts=draw.random() < 0.5,
    )


def everybody(rows: list[Row], query: CandidateQuery, radius: float) -> list[Candidate]:
    """Each practitioner within the radius at the nearest location that passes."""
    column = f"{query.procedure.value}_quality"
    by_person: dict[int, list[Candidate]] = defaultdict(list)
    for row in rows:
        miles = miles_between(query.origin, Point(row["lat"], row["lon"]))
        if miles > radius or not is_asked(row, query):
            continue
        by_person[row["practitioner_id"]].append(
            Candidate(
                npi=row["npi"],
                practitioner_id=row["practitioner_id"],
                location_id=row["location_id"],
                miles=miles,
                quality=row[column],
                verified_components=verified_components(row["flags"], query.procedure),
                most_recent_check=row["most_recent_check"],
            )
        )
    return [
        min(places, key=lambda one: (one.miles, -one.quality, one.location_id))
        for places in by_person.values()
    ]


def is_asked(row: Row, query: CandidateQuery) -> bool:
    return row["last_day"] >= TODAY.toordinal() and all(
        row["flags"] & flag for name, flag in FILTER_FLAGS.items() if getattr(query.filters, name)
    )


def counted(rows: list[Row], query: CandidateQuery, radius: float) -> FilterCounts:
    inside = [
        row
        for row in rows
        if is_asked(row, query)
        and miles_between(query.origin, Point(row["lat"], row["lon"])) <= radius
    ]
    has = {
        name: {row["practitioner_id"] for row in inside if row["flags"] & flag}
        for name, flag in FILTER_FLAGS.items()
    }
    speakers: dict[str, set[int]] = defaultdict(set)
    for row in inside:
        for code in filter(None, row["languages"].split(";")):
            speakers[code].add(row["practitioner_id"])
    return FilterCounts(
        **{name: len(people) for name, people in has.items()},
        languages={code: len(people) for code, people in speakers.items()},
    )


@contextmanager
def holding(resources: Resources) -> Iterator[HeldIndex]:
    with closing(HeldIndex(resources.database)) as index:
        index.refresh()
        yield index


def test_the_best_of_a_dense_circle_are_those_of_a_full_look(
    any_resources: Resources, rows: list[Row]
) -> None:
    draw = random.Random(26)
    stopped_early = 0
    with holding(any_resources) as index, any_resources.database.reading() as session:
        for _ in range(SEARCHES):
            query = random_query(draw)
            found = candidates_near(session, query)
            held = index.near(session, query)
            for radius in query.radii_miles:
                expected = everybody(rows, query, radius)
                if len(expected) >= query.enough:
                    break
            setting = Setting.LARGE_METRO if query.half_distance_miles == 10 else Setting.FRONTIER
            weighing = Weighing(query.distance_share, setting, TODAY)
            assert (found.radius_miles, found.total) == (radius, len(expected)), query
            best = in_order(expected, weighing, RULES)[: query.wanted]
            assert in_order(found.candidates, weighing, RULES)[: query.wanted] == best, query
            if query.with_counts:
                assert found.counts == counted(rows, query, radius), query
            assert held is not None
            assert in_order(held.candidates, weighing, RULES)[: query.wanted] == best, query
            assert replace(held, candidates=()) == replace(found, candidates=()), query
            stopped_early += found.total > max(400, 6 * query.wanted)
    assert stopped_early >= SEARCHES / 4
