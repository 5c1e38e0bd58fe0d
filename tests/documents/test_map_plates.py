"""Every number of the list is on the map once, readable and where it belongs."""

import re
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.documents.map_picture import MapView
from finder.documents.map_picture.boxes import Box
from finder.documents.map_picture.plates import Plate, placed_plates
from finder.documents.map_picture.view import SIDE
from finder.domain.geography import Point
from tests.documents.conftest import at, pin, scattered

ORIGIN = Point(39.76, -84.19)
VIEW = MapView(ORIGIN, (10.0, 25.0))
MIDDLE_MARK = Box.around(SIDE / 2, SIDE / 2, 16, 16)

spots = st.tuples(st.floats(0, 25), st.floats(0, 359))


def ranks_in(text: str) -> list[int]:
    """The numbers that a plate names: "2, 7–9" are four."""
    ranks: list[int] = []
    for part in re.findall(r"[0-9]+(?:–[0-9]+)?", text):
        first, _, last = part.partition("–")
        ranks += range(int(first), int(last or first) + 1)
    return ranks


def words(plate: Plate) -> str:
    return " ".join(plate.lines)


def overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.001 and down > 0.001


@settings(deadline=None)
@given(st.lists(spots, min_size=1, max_size=50), st.integers(1, 981))
def test_every_rank_is_on_one_plate_inside_the_picture_and_no_plate_hides_another(
    places: list[tuple[float, float]], first: int
) -> None:
    pins = [
        pin(rank, at(ORIGIN, miles, bearing), ORIGIN)
        for rank, (miles, bearing) in enumerate(places, start=first)
    ]
    plates = placed_plates(VIEW, pins)
    shown = sorted(rank for plate in plates for rank in ranks_in(words(plate)))
    assert shown == list(range(first, first + len(places)))
    for plate in plates:
        assert min(plate.box.left, plate.box.top) >= 0
        assert max(plate.box.right, plate.box.bottom) <= SIDE
    for one, other in combinations(plates, 2):
        assert not overlap(one.box, other.box)


def test_fifty_doctors_at_one_address_share_one_readable_plate() -> None:
    point = at(ORIGIN, 12, 45)
    (plate,) = placed_plates(VIEW, [pin(rank, point, ORIGIN) for rank in range(1, 51)])
    assert plate.lines == ("1–50",)


def test_pins_of_one_point_share_a_plate_and_two_numbers_are_no_range() -> None:
    there, elsewhere = at(ORIGIN, 12, 45), at(ORIGIN, 20, 200)
    pins = [pin(rank, there, ORIGIN) for rank in (1, 2, 4, 5, 6)] + [pin(3, elsewhere, ORIGIN)]
    assert {words(plate) for plate in placed_plates(VIEW, pins)} == {"3", "1, 2, 4–6"}


def test_a_number_with_room_stands_at_its_point() -> None:
    point = at(ORIGIN, 12, 45)
    (plate,) = placed_plates(VIEW, [pin(1, point, ORIGIN)])
    assert (plate.x, plate.y) == pytest.approx(VIEW.place(point.lat, point.lon))
    assert not plate.is_aside


def test_the_better_rank_keeps_its_point_and_the_other_moves_aside() -> None:
    near, beside = at(ORIGIN, 12, 45), at(ORIGIN, 13.5, 45)
    first, second = placed_plates(VIEW, [pin(9, beside, ORIGIN), pin(8, near, ORIGIN)])
    assert (words(first), first.is_aside) == ("8", False)
    assert (words(second), second.is_aside) == ("9", True)
    assert second.spot == pytest.approx(VIEW.place(beside.lat, beside.lon))


@pytest.mark.parametrize("others", [0, 19])
def test_no_number_hides_the_origin(others: int) -> None:
    here = [pin(rank, ORIGIN, ORIGIN) for rank in (98, 99)]
    plates = placed_plates(VIEW, [*scattered(ORIGIN, 25, others), *here])
    assert not any(overlap(plate.box, MIDDLE_MARK) for plate in plates)


@settings(deadline=None)
@given(st.lists(spots, min_size=2, max_size=12), st.randoms())
def test_pins_of_one_point_always_share_a_plate(
    places: list[tuple[float, float]], order: Random
) -> None:
    points = [at(ORIGIN, miles, bearing) for miles, bearing in places] * 3
    order.shuffle(points)
    pins = [pin(rank, point, ORIGIN) for rank, point in enumerate(points, start=1)]
    plate_of = {rank: plate for plate in placed_plates(VIEW, pins) for rank in plate.ranks}
    for one, other in combinations(pins, 2):
        if one.point == other.point:
            assert plate_of[one.rank] is plate_of[other.rank]
