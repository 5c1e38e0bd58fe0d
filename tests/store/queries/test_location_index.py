"""What the spatial index holds of one practitioner."""

from finder.domain.practitioner import Practitioner
from finder.store.queries.location_index import NOWHERE_BAND, Flag, index_rows
from tests.domain.builders import NEWEST_YEAR, RULES, TODAY, location, practitioner

PLACED = location(location_id=1)
UNPLACED = location(location_id=2, point=None)


def rows(person: Practitioner) -> list[dict[str, object]]:
    return list(index_rows(person, RULES, NEWEST_YEAR, TODAY))


def test_whoever_has_no_placed_location_stands_in_the_band_that_no_latitude_has() -> None:
    (row,) = rows(practitioner(locations=(UNPLACED,)))
    assert row["lat_band"] == NOWHERE_BAND > 90 / 0.25
    assert row["location_id"] == 2
    assert row["flags"] == int(Flag.INTERVENTIONAL_RADIOLOGY)


def test_a_placed_location_leaves_the_others_out() -> None:
    assert [row["location_id"] for row in rows(practitioner(locations=(PLACED, UNPLACED)))] == [1]


def test_nobody_without_any_location_is_counted() -> None:
    assert rows(practitioner(locations=())) == []


def test_a_location_that_names_its_languages_is_marked() -> None:
    (row,) = rows(practitioner(locations=(location(languages=("en", "es")),)))
    flags = row["flags"]
    assert isinstance(flags, int)
    assert flags & Flag.SPEAKS
