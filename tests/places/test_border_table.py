"""The lines near a point are all found, on either side of the 180th meridian too."""

from itertools import pairwise
from pathlib import Path

import pytest

from finder.domain.borders import Border, BorderKind
from finder.domain.geography import Point, miles_between
from finder.places.border_table import BorderTable
from finder.places.resolve import PlaceTables

EVERY_KIND = tuple(BorderKind)
WHOLE_GLOBE_MILES = 13_000
FAR_WEST = Point(52.0, 179.9)


@pytest.fixture(scope="module")
def borders(tables: PlaceTables) -> BorderTable:
    return tables.borders


@pytest.fixture(scope="module")
def everything(borders: BorderTable) -> list[Border]:
    return borders.around(Point(0, 0), WHOLE_GLOBE_MILES, EVERY_KIND)


def touches(border: Border, centre: Point, miles: float) -> bool:
    return any(miles_between(centre, Point(lat, lon)) <= miles for lat, lon in border.positions)


@pytest.mark.parametrize(
    ("centre", "miles"),
    [
        (Point(39.76, -84.19), 35),
        (Point(41.88, -87.63), 350),
        (Point(71.29, -156.79), 200),
        (FAR_WEST, 300),
        (Point(52.5, -179.9), 300),
        (Point(13.47, 144.75), 40),
        (Point(-14.28, -170.7), 100),
    ],
)
def test_no_line_within_the_distance_is_left_out(
    borders: BorderTable, everything: list[Border], centre: Point, miles: float
) -> None:
    found = {border.positions for border in borders.around(centre, miles, EVERY_KIND)}
    missing = [
        border
        for border in everything
        if border.positions not in found and touches(border, centre, miles)
    ]
    assert found
    assert not missing


def test_both_sides_of_the_180th_meridian_are_found(borders: BorderTable) -> None:
    found = borders.around(FAR_WEST, 150, EVERY_KIND)
    lons = [lon for border in found for _, lon in border.positions]
    assert min(lons) < -170
    assert max(lons) > 170


def test_only_the_kinds_asked_for_are_found(borders: BorderTable) -> None:
    found = borders.around(Point(39.1, -94.58), 50, (BorderKind.STATE,))
    assert {border.kind for border in found} == {BorderKind.STATE}


def test_a_small_map_looks_at_few_lines(borders: BorderTable, everything: list[Border]) -> None:
    found = borders.around(Point(39.76, -84.19), 35, EVERY_KIND)
    assert 20 < len(found) < len(everything) / 20


@pytest.mark.parametrize(
    "text",
    [
        *("Honolulu, HI", "Anchorage, AK", "San Juan, PR", "Hagatna, GU", "Saipan, MP"),
        *("Pago Pago, AS", "Charlotte Amalie, VI", "Key West, FL", "Eastport, ME"),
    ],
)
def test_every_coast_is_there(tables: PlaceTables, borders: BorderTable, text: str) -> None:
    place = tables.resolve(text)
    assert borders.around(place.point, 15, (BorderKind.COAST,))


def test_every_line_stays_within_reach_of_its_neighbours(everything: list[Border]) -> None:
    """A step of half a continent would be a mistake in reading the steps."""
    for border in everything:
        for (lat, lon), (next_lat, next_lon) in pairwise(border.positions):
            assert abs(lat - next_lat) < 5
            assert abs(lon - next_lon) < 5


def test_the_table_stays_small(places_folder: Path) -> None:
    assert (places_folder / "borders.csv").stat().st_size < 600_000


def test_the_most_populous_cities_around_a_point_come_first(tables: PlaceTables) -> None:
    found = tables.cities_around(Point(39.76, -84.19), 30, 3)
    assert found[0].name == "Dayton"
    assert len(found) == 3
    assert found[1].population >= found[2].population


def test_cities_around_the_180th_meridian_are_on_both_sides(tables: PlaceTables) -> None:
    assert {city.name for city in tables.cities_around(Point(52, -179.9), 300, 50)} >= {"Adak"}
