"""When a city without a state is taken, and when people are asked which one they mean."""

import pytest

from finder.domain.geography import Point
from finder.domain.place import Place, PlaceChoices, Setting
from finder.places.city_table import City
from finder.places.namesakes import is_beyond_doubt, is_dominant


def cities(*populations: int) -> list[City]:
    return [City("Sample", "OH", Point(40, -84), number, Setting.METRO) for number in populations]


@pytest.mark.parametrize(
    ("populations", "is_taken"),
    [
        ([], False),
        ([300], True),
        ([100_000, 12_500], True),
        ([100_000, 12_501], False),
        ([99_999, 100], False),
        ([500_000, 50_000], True),
        ([499_999, 50_000], False),
        ([399_992, 49_999], True),
        ([100_000, 1, 1], True),
    ],
)
def test_a_city_is_taken_when_it_towers_above_the_next(
    populations: list[int], is_taken: bool
) -> None:
    assert is_dominant(cities(*populations)) is is_taken


@pytest.mark.parametrize(
    ("populations", "is_unasked"),
    [
        ([], False),
        ([100_000], True),
        ([99_999], False),
        ([100_000, 5_000], True),
        ([100_000, 5_001], False),
    ],
)
def test_the_others_are_not_named_when_they_are_tiny(
    populations: list[int], is_unasked: bool
) -> None:
    assert is_beyond_doubt(cities(*populations)) is is_unasked


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Dayton", "Dayton, OH"),
        ("cleveland", "Cleveland, OH"),
        ("Jacksonville", "Jacksonville, FL"),
        ("buffalo", "Buffalo, NY"),
    ],
)
def test_a_dominant_city_is_taken_and_its_namesakes_are_kept(tables, text, label):
    place = tables.resolve(text)
    assert isinstance(place, Place)
    assert place.label == label
    assert place.namesakes
    assert label not in [choice.label for choice in place.namesakes]
    assert all(tables.resolve(choice.label).label == choice.label for choice in place.namesakes)


@pytest.mark.parametrize("text", ["Chicago", "Houston", "60601", "Dayton, OH", "41.88,-87.63"])
def test_a_place_beyond_doubt_has_no_namesakes(tables, text):
    assert tables.resolve(text).namesakes == ()


@pytest.mark.parametrize("text", ["Springfield", "Portland", "Columbus", "Miller"])
def test_who_towers_above_nobody_is_asked_about(tables, text):
    assert isinstance(tables.resolve(text), PlaceChoices)


def test_a_city_taken_without_its_state_is_the_same_place_as_with_it(tables):
    assert tables.resolve("Dayton") == tables.resolve("Dayton, OH")
