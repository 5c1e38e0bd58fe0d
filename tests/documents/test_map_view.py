"""Distances and directions from the origin are true on the map, wherever it is."""

from math import atan2, degrees, hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.documents.map_picture import MapView, fitted_view
from finder.documents.map_picture.view import SIDE
from finder.domain.borders import BorderKind
from finder.domain.geography import Point, miles_between
from tests.documents.conftest import at

MIDDLE = SIDE / 2
# Pago Pago lies in the south, Utqiagvik in the north, and the Aleutians on both sides of 180.
origins = st.builds(Point, st.floats(-15, 72), st.floats(-180, 180))
bearings = st.floats(0, 359)


@settings(deadline=None)
@given(origins, st.floats(0.1, 500), bearings)
def test_a_distance_on_the_map_is_the_distance_on_the_ground(
    origin: Point, miles: float, bearing: float
) -> None:
    view = MapView(origin, (500.0,))
    point = at(origin, miles, bearing)
    x, y = view.place(point.lat, point.lon)
    shown = hypot(x - MIDDLE, y - MIDDLE) / view.units_per_mile
    assert shown == pytest.approx(miles, rel=0.001, abs=0.001)


@settings(deadline=None)
@given(origins, st.floats(1, 500), bearings)
def test_a_direction_on_the_map_is_the_direction_on_the_ground(
    origin: Point, miles: float, bearing: float
) -> None:
    view = MapView(origin, (500.0,))
    point = at(origin, miles, bearing)
    x, y = view.place(point.lat, point.lon)
    shown = degrees(atan2(x - MIDDLE, MIDDLE - y))
    assert abs((shown - bearing + 180) % 360 - 180) < 0.5


def test_the_origin_is_the_middle() -> None:
    assert MapView(Point(39.76, -84.19), (25.0,)).place(39.76, -84.19) == (MIDDLE, MIDDLE)


@settings(deadline=None)
@given(
    origins,
    st.floats(1, 500),
    st.lists(st.tuples(st.floats(0, 1), bearings), max_size=20),
)
def test_every_point_within_the_radius_lies_within_the_outermost_ring(
    origin: Point, radius: float, places: list[tuple[float, float]]
) -> None:
    points = [at(origin, share * radius, bearing) for share, bearing in places]
    view = fitted_view(origin, radius, points)
    for point in points:
        assert miles_between(origin, point) <= view.rings[-1] + 0.06
        assert all(0 < part < SIDE for part in view.place(point.lat, point.lon))


def test_a_map_comes_as_close_as_its_farthest_point_allows() -> None:
    origin = Point(39.76, -84.19)
    assert fitted_view(origin, 25, [at(origin, 7, 90)]).rings == (5, 10)
    assert fitted_view(origin, 150, [at(origin, 120, 90)]).rings == (50, 100, 150)
    assert fitted_view(origin, 500, [at(origin, 499, 0)]).rings == (250, 500)


def test_a_map_comes_no_closer_than_pins_in_the_middle_of_zip_codes_are_worth() -> None:
    origin = Point(39.76, -84.19)
    assert fitted_view(origin, 25, [origin]).rings == (2, 5)


def test_a_radius_of_one_mile_is_shown_as_asked_for() -> None:
    origin = Point(39.76, -84.19)
    assert fitted_view(origin, 1, [origin]).rings == (1,)


@pytest.mark.parametrize(
    ("miles", "kinds"),
    [
        (1, set()),
        (25, set(BorderKind)),
        (100, {BorderKind.COAST, BorderKind.STATE}),
        (500, {BorderKind.COAST, BorderKind.STATE}),
    ],
)
def test_borders_are_shown_where_they_are_exact_enough_and_not_too_many(
    miles: float, kinds: set[BorderKind]
) -> None:
    assert set(MapView(Point(39.76, -84.19), (miles,)).border_kinds) == kinds
