"""Coordinates as typed."""

import pytest

from finder.domain.errors import InvalidValue
from finder.domain.geography import Point
from finder.places.coordinates import is_coordinates, read_point


@pytest.mark.parametrize(
    "text",
    [
        "41.88,-87.63",
        "41.88, -87.63",
        "+41.88 , -87.63",
        "41.88 -87.63",
        "41.88;-87.63",
        "41.88N 87.63W",
        "41.88n,87.63w",
        "41.88° N, 87.63° W",
        "41°52'48\"N 87°37'48\"W",
        "41°52′48″N, 87°37′48″W",
    ],
)
def test_decimal_and_compass_forms_are_read(text):
    assert read_point(text) == Point(41.88, -87.63)


def test_south_and_east_turn_the_signs():
    assert read_point("14.28S 170.7E") == Point(-14.28, 170.7)


@pytest.mark.parametrize(
    "text",
    ["60601", "Dayton, OH", "41.88", "41.88N 87.63N", "41 52 48 N 87 37 48 W", "٤١,٨٧", "1,2,3"],
)
def test_other_texts_are_no_coordinates(text):
    assert read_point(text) is None
    assert not is_coordinates(text)


@pytest.mark.parametrize(
    "text", ["91,10", "10,181", "-90.5,0", "91N 10W", "41N 187W", "90°30'N 1W"]
)
def test_coordinates_off_the_globe_are_refused_with_the_bounds(text):
    assert is_coordinates(text)
    with pytest.raises(InvalidValue, match="lies between"):
        read_point(text)
