"""Settings by the people living around, and how a place is spoken of."""

import pytest

from finder.domain.geography import Point
from finder.domain.place import Place, PlaceKind, Setting, setting_for
from finder.domain.sentences import Sentence


@pytest.mark.parametrize(
    ("people", "setting"),
    [
        (2_000_000, Setting.LARGE_METRO),
        (1_999_999, Setting.METRO),
        (500_000, Setting.METRO),
        (499_999, Setting.MICRO),
        (100_000, Setting.MICRO),
        (99_999, Setting.RURAL),
        (20_000, Setting.RURAL),
        (19_999, Setting.FRONTIER),
        (0, Setting.FRONTIER),
    ],
)
def test_a_setting_begins_at_its_number_of_people(people, setting):
    assert setting_for(people) is setting


def place(kind, **facts):
    return Place("the label", kind, Point(41.88, -87.63), False, Setting.METRO, **facts)


@pytest.mark.parametrize("kind", [kind for kind in PlaceKind if kind is not PlaceKind.POINT])
def test_a_place_is_spoken_of_by_its_label(kind):
    assert place(kind).spoken == "the label"


def test_coordinates_are_spoken_of_as_a_position():
    assert place(PlaceKind.POINT).spoken == "your position"
    near = place(PlaceKind.POINT, nearest_city="Chicago, IL").spoken
    assert near == "your position (Chicago, IL)"
    assert isinstance(near, Sentence)
