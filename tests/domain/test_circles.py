"""The box round a circle holds it, whole and narrowed, wherever on the globe it lies."""

import math

from geopy.distance import geodesic
from hypothesis import assume, example, given
from hypothesis import strategies as st

from finder.domain.circles import NARROWING_MARGIN, box_around, windows_around
from finder.domain.geography import Point, chord_metres_for, earth_centred, latitude_band

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
bearings = st.floats(0, 360)


def point_off(origin: Point, bearing: float, miles: float) -> Point:
    there = geodesic(miles=miles).destination((origin.lat, origin.lon), bearing)
    return Point(there.latitude, math.remainder(there.longitude, 360))


def is_in_box(origin: Point, miles: float, there: Point, share: float = 1.0) -> bool:
    box, band = box_around(origin, miles), latitude_band(there.lat)
    width = box.width_at(origin, band, share)
    if width is None or not box.first_band <= band <= box.last_band:
        return False
    return any(abs(there.lon - middle) <= width for middle in box.middles)


def in_some_window(origin: Point, miles: float, there: Point) -> bool:
    band = latitude_band(there.lat)
    return any(
        window.band == band and window.lon_low <= there.lon <= window.lon_high
        for window in windows_around(origin, miles)
    )


@given(points, bearings, st.floats(0, 500), st.floats(0, 1))
@example(Point(51.9, 179.99), 90.0, 500.0, 0.5)
@example(Point(51.9, -179.99), 270.0, 25.0, 1.0)
@example(Point(89.9, 20), 0.0, 100.0, 1.0)
@example(Point(-90, 0), 45.0, 10.0, 1.0)
@example(Point(0, 180), 90.0, 1.0, 1.0)
def test_every_point_of_the_circle_lies_in_a_window(origin, bearing, miles, share):
    assert in_some_window(origin, miles, point_off(origin, bearing, miles * share))


@given(points)
def test_a_circle_of_no_miles_holds_its_own_centre(origin):
    assert in_some_window(origin, 0.0, origin)


def test_windows_are_split_at_the_antimeridian():
    windows = windows_around(Point(51.9, 179.9), 25)
    assert {w.lon_high for w in windows if w.lon_low > 0} == {180.0}
    assert {w.lon_low for w in windows if w.lon_low < 0} == {-180.0}


def test_a_circle_over_a_pole_takes_the_whole_round():
    windows = windows_around(Point(89.9, 20), 25)
    assert {(w.lon_low, w.lon_high) for w in windows} == {(-180.0, 180.0)}


def test_windows_narrow_away_from_the_centre_and_stay_few():
    windows = windows_around(Point(39.76, -84.19), 50)
    widths = [w.lon_high - w.lon_low for w in windows]
    assert len(windows) == 6
    assert max(widths) < 1.92
    assert widths[-1] < widths[3]


@given(points, bearings, st.floats(1, 500), st.floats(0.001, 1))
@example(Point(71.3, -156.8), 0.0, 500.0, 0.999)
@example(Point(51.9, 179.99), 90.0, 150.0, 0.1)
def test_a_box_narrowed_to_a_smaller_chord_holds_the_smaller_circle(origin, bearing, miles, part):
    there = point_off(origin, bearing, miles * part)
    chord = math.dist(earth_centred(origin), earth_centred(there))
    whole = chord_metres_for(miles)
    assume(chord < whole)
    assert is_in_box(origin, miles, there, NARROWING_MARGIN * (chord / whole) ** 2)


def test_a_narrowed_box_is_narrower():
    origin = Point(39.76, -84.19)
    box, band = box_around(origin, 50), latitude_band(39.76)
    whole, narrowed = box.width_at(origin, band), box.width_at(origin, band, 0.01)
    assert whole is not None
    assert narrowed is not None
    assert narrowed < 0.11 * whole
    assert box.width_at(origin, box.first_band, 0.01) is None


def test_a_circle_over_the_antimeridian_has_a_middle_on_either_side():
    assert box_around(Point(51.9, 179.9), 25).middles == (179.9, 179.9 - 360)
    assert box_around(Point(51.9, -179.9), 25).middles == (-179.9, -179.9 + 360)
