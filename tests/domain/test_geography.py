"""Distances, chords and bands against geopy's geodesic, the reference."""

import math

import pytest
from geopy.distance import geodesic
from hypothesis import example, given
from hypothesis import strategies as st

from finder.domain.errors import InvalidValue
from finder.domain.geography import (
    MEAN_RADIUS_METRES,
    METRES_PER_MILE,
    Point,
    ZipCode,
    chord_metres_for,
    earth_centred,
    miles_between,
)

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
points = st.builds(Point, latitudes, longitudes)
bearings = st.floats(0, 360)


def reference_miles(a: Point, b: Point) -> float:
    return geodesic((a.lat, a.lon), (b.lat, b.lon)).miles


def point_off(origin: Point, bearing: float, miles: float) -> Point:
    there = geodesic(miles=miles).destination((origin.lat, origin.lon), bearing)
    return Point(there.latitude, math.remainder(there.longitude, 360))


def chord_metres(a: Point, b: Point) -> float:
    return math.dist(earth_centred(a), earth_centred(b))


@given(points, bearings, st.floats(0, 500))
def test_miles_agree_with_geopy_within_two_centimetres_up_to_500_miles(origin, bearing, miles):
    there = point_off(origin, bearing, miles)
    apart = abs(miles_between(origin, there) - reference_miles(origin, there)) * METRES_PER_MILE
    assert apart < 0.02


@given(points, points)
@example(Point(0, 0), Point(0, 180))
@example(Point(0, 0), Point(0.5, 179.5))
@example(Point(41, -87), Point(-41, 93))
@example(Point(90, 10), Point(-90, 20))
def test_miles_hold_anywhere_on_the_globe_even_opposite(a, b):
    assert miles_between(a, b) == pytest.approx(reference_miles(a, b), rel=0.005, abs=1e-5)


@given(points, points)
def test_miles_are_the_same_both_ways(a, b):
    assert miles_between(a, b) == pytest.approx(miles_between(b, a), abs=1e-5)


@given(points)
def test_a_point_is_no_miles_from_itself(point):
    assert miles_between(point, point) == 0.0


def test_miles_cross_the_antimeridian_the_short_way():
    attu, beyond = Point(51.9, 179.9), Point(51.9, -179.9)
    assert miles_between(attu, beyond) == pytest.approx(8.5539, abs=0.001)


@pytest.mark.parametrize("pole", [90.0, -90.0])
def test_every_longitude_of_a_pole_is_one_point(pole):
    assert miles_between(Point(pole, 0), Point(pole, 123)) == pytest.approx(0, abs=1e-6)


@given(points, bearings, st.floats(0, 500))
@example(Point(90, 0), 0.0, 500.0)
@example(Point(0, 0), 90.0, 500.0)
def test_no_pair_within_the_miles_has_a_longer_chord(origin, bearing, miles):
    there = point_off(origin, bearing, miles)
    assert chord_metres(origin, there) <= chord_metres_for(miles)


@given(points, points)
def test_the_chord_bound_holds_at_any_distance(a, b):
    assert chord_metres(a, b) <= chord_metres_for(miles_between(a, b))


@given(points, bearings, st.floats(0, 100))
def test_the_formula_for_sql_is_within_a_metre_at_100_miles(origin, bearing, miles):
    there = point_off(origin, bearing, miles)
    chord = chord_metres(origin, there)
    ground = chord * (1 + chord * chord / (24 * MEAN_RADIUS_METRES**2))
    assert abs(ground - reference_miles(origin, there) * METRES_PER_MILE) < 1


def test_earth_centred_axes_meet_the_ellipsoid_at_its_radii():
    assert earth_centred(Point(0, 0)) == pytest.approx((6_378_137.0, 0, 0))
    assert earth_centred(Point(0, 90)) == pytest.approx((0, 6_378_137.0, 0), abs=1e-6)
    assert earth_centred(Point(90, 0)) == pytest.approx((0, 0, 6_356_752.3142), abs=1e-3)


@pytest.mark.parametrize(("lat", "lon"), [(90.1, 0), (-91, 0), (0, 180.5), (0, -181)])
def test_a_point_off_the_globe_is_refused(lat, lon):
    with pytest.raises(InvalidValue, match="between"):
        Point(lat, lon)


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
def test_a_point_is_finite(odd):
    with pytest.raises(InvalidValue):
        Point(odd, 0)
    with pytest.raises(InvalidValue):
        Point(0, odd)


def test_a_rounded_point_has_five_decimals_and_no_negative_zero():
    assert Point.of(41.878114, -87.629798) == Point(41.87811, -87.6298)
    assert str(Point.of(-0.000001, 0).lat) == "0.0"


@pytest.mark.parametrize("text", ["60601", "60601-1234", "606011234", "60601 1234", " 60601 "])
def test_a_zip_is_read_with_or_without_its_last_four_digits(text):
    assert ZipCode.parse(text) == ZipCode("60601")


@pytest.mark.parametrize(
    "text",
    ["", "6060", "606012", "60601-12", "6060A", "٦٠٦٠١", "60601\x00", "６０６０１", "-60601"],
)
def test_anything_else_is_no_zip(text):
    with pytest.raises(InvalidValue, match="five digits"):
        ZipCode.parse(text)


def test_a_zip_code_value_holds_five_digits_and_prints_them():
    assert str(ZipCode("00601")) == "00601"
    with pytest.raises(InvalidValue):
        ZipCode("601")
