"""Facts that the shipped tables must keep."""

import csv
from collections import Counter

import pytest

from finder.domain.geography import Point, miles_between
from finder.domain.place import Place, PlaceKind
from finder.places.zip_table import ZipRow, ZipTable

KM = 1 / 1.609344


@pytest.fixture(scope="module")
def zips(places_folder) -> list[ZipRow]:
    return ZipTable(places_folder / "zips.csv").rows()


@pytest.fixture(scope="module")
def placed(zips) -> list[ZipRow]:
    return [row for row in zips if row.point]


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_kind_is_there_in_its_number(zips):
    kinds = Counter(row.kind for row in zips)
    assert len(zips) == len({row.zip5 for row in zips}) == 41_903
    assert kinds == {
        PlaceKind.STANDARD: 29_690,
        PlaceKind.PO_BOX: 9_117,
        PlaceKind.UNIQUE: 2_081,
        PlaceKind.MILITARY: 806,
        PlaceKind.TERRITORY: 209,
    }


def test_zips_are_sorted(zips):
    assert [row.zip5 for row in zips] == sorted(row.zip5 for row in zips)


def test_only_military_and_six_other_zips_have_no_point(zips):
    unplaced = [row for row in zips if row.point is None]
    assert all(row.setting is None for row in unplaced)
    assert {row.zip5 for row in unplaced if row.kind is not PlaceKind.MILITARY} == {
        "88888", "96939", "96941", "96942", "96943", "96944",
    }  # fmt: skip


def test_military_zips_have_no_point_and_a_military_state(zips):
    military = [row for row in zips if row.kind is PlaceKind.MILITARY]
    assert {row.state for row in military} == {"AA", "AE", "AP"}
    assert not any(row.point for row in military)


def test_no_zip_lies_in_the_gulf_of_guinea(placed):
    assert all(miles_between(row.point, Point(0, 0)) > 1000 for row in placed)


def test_points_have_at_most_five_decimals(places_folder):
    for name in ("zips.csv", "cities.csv"):
        for row in read(places_folder / name):
            assert max(len(row[field].partition(".")[2]) for field in ("lat", "lon")) <= 5


def test_every_zip_lies_in_its_state(placed, boxes):
    margin = 0.05
    outside = {
        row.zip5
        for row in placed
        if row.state in boxes
        and not (
            boxes[row.state][0] - margin <= row.point.lat <= boxes[row.state][1] + margin
            and boxes[row.state][2] - margin <= row.point.lon <= boxes[row.state][3] + margin
        )
    }
    # Wake Island is mailed as Hawaii.
    assert outside == {"96898"}


def test_states_of_zips_and_cities_are_all_named(places_folder, zips):
    states = {row["code"] for row in read(places_folder / "states.csv")}
    assert {row.state for row in zips} <= states
    assert {row["state"] for row in read(places_folder / "cities.csv")} <= states


@pytest.mark.parametrize(
    ("zip5", "city"),
    [
        ("99503", "Anchorage, AK"),
        ("99701", "Fairbanks, AK"),
        ("96813", "Honolulu, HI"),
        ("77352", "Livingston, TX"),
        ("00901", "San Juan, PR"),
        ("96910", "Hagatna, GU"),
        ("96799", "Pago Pago, AS"),
        ("96950", "Saipan, MP"),
        ("00802", "St Thomas, VI"),
    ],
)
def test_a_zip_lies_within_40_kilometres_of_its_city(tables, zip5, city):
    assert miles_between(tables.resolve(zip5).point, tables.resolve(city).point) < 40 * KM


@pytest.mark.parametrize("zip5", ["99503", "99701", "77352"])
def test_a_zip_on_which_the_sources_differ_or_stand_in_is_approximate(tables, zip5):
    assert tables.resolve(zip5).approximate


def test_approximate_zips_are_few(zips):
    assert sum(row.approximate for row in zips) == 394


@pytest.mark.parametrize("state", ["PR", "GU", "VI", "AS", "MP"])
def test_a_territory_has_zips_of_its_kind(placed, state):
    kinds = {row.kind for row in placed if row.state == state}
    assert kinds == {PlaceKind.TERRITORY}


def test_the_city_of_every_placed_zip_is_a_place_too(tables, placed):
    labels = {f"{row.city}, {row.state}" for row in placed}
    assert all(isinstance(tables.resolve(label), Place) for label in labels)


def test_the_label_of_a_zip_resolves_to_the_zip(tables, placed):
    for row in placed[::97]:
        assert tables.resolve(row.label).label == row.label


def test_stored_settings_are_what_the_program_computes(tables, placed, places_folder):
    for row in placed[::211]:
        assert row.setting is tables.setting_at(row.point)
    for city in read(places_folder / "cities.csv")[::211]:
        point = Point(float(city["lat"]), float(city["lon"]))
        assert city["setting"] == tables.setting_at(point).value


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("60601", "large-metro"),
        ("Dayton, OH", "metro"),
        ("Duluth, MN", "micro"),
        ("Lander, WY", "rural"),
        ("Tonopah, NV", "frontier"),
    ],
)
def test_settings_of_known_cities(tables, text, setting):
    assert tables.resolve(text).setting.value == setting


@pytest.fixture(scope="module")
def boxes() -> dict[str, list[float]]:
    """South, north, west, east of each state: Census boundaries of 2017, widened to a tenth."""
    return {
        code: list(map(float, bounds.split(",")))
        for code, _, bounds in (line.partition(" ") for line in STATE_BOXES.split("\n") if line)
    }


STATE_BOXES = """
AK 51.2,71.4,-179.2,179.8
AL 30.2,35.1,-88.5,-84.8
AR 33.0,36.5,-94.7,-89.6
AS -14.4,-14.1,-170.9,-169.4
AZ 31.3,37.0,-114.9,-109.0
CA 32.5,42.1,-124.5,-114.1
CO 36.9,41.0,-109.1,-102.0
CT 40.9,42.1,-73.8,-71.7
DC 38.7,39.0,-77.2,-76.9
DE 38.4,39.9,-75.8,-75.0
FL 24.5,31.0,-87.7,-80.0
GA 30.3,35.0,-85.7,-80.8
GU 13.2,13.7,144.6,145.0
HI 18.9,22.3,-160.3,-154.8
IA 40.3,43.5,-96.7,-90.1
ID 41.9,49.0,-117.3,-111.0
IL 36.9,42.6,-91.6,-87.4
IN 37.7,41.8,-88.1,-84.7
KS 36.9,40.0,-102.1,-94.5
KY 36.5,39.2,-89.6,-81.9
LA 28.9,33.1,-94.1,-88.8
MA 41.2,42.9,-73.6,-69.9
MD 37.9,39.8,-79.5,-75.0
ME 43.0,47.5,-71.1,-66.9
MI 41.7,48.2,-90.5,-82.4
MN 43.5,49.4,-97.3,-89.4
MO 36.0,40.7,-95.8,-89.1
MP 14.1,18.9,145.1,146.1
MS 30.1,35.0,-91.7,-88.1
MT 44.3,49.0,-116.1,-104.0
NC 33.8,36.6,-84.4,-75.4
ND 45.9,49.0,-104.1,-96.5
NE 40.0,43.0,-104.1,-95.3
NH 42.7,45.4,-72.6,-70.7
NJ 38.9,41.4,-75.6,-73.8
NM 31.3,37.0,-109.1,-103.0
NV 35.0,42.0,-120.1,-114.0
NY 40.5,45.1,-79.8,-71.8
OH 38.4,42.0,-84.9,-80.5
OK 33.6,37.0,-103.0,-94.4
OR 41.9,46.3,-124.6,-116.4
PA 39.7,42.3,-80.6,-74.7
PR 17.9,18.6,-68.0,-65.2
RI 41.1,42.1,-71.9,-71.1
SC 32.0,35.3,-83.4,-78.5
SD 42.4,46.0,-104.1,-96.4
TN 34.9,36.7,-90.4,-81.6
TX 25.8,36.5,-106.7,-93.5
UT 37.0,42.0,-114.1,-109.0
VA 36.5,39.5,-83.7,-75.2
VI 17.6,18.4,-65.1,-64.5
VT 42.7,45.1,-73.5,-71.4
WA 45.5,49.0,-124.8,-116.9
WI 42.4,47.1,-92.9,-86.8
WV 37.2,40.7,-82.7,-77.7
WY 41.0,45.1,-111.1,-104.0
"""
