"""Countries and big cities abroad are told apart from towns of their names."""

import pytest

from finder.places.abroad import is_abroad, may_begin_abroad


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("toronto", True),
        ("mexico", True),
        ("mexico city", True),
        ("monterrey mexico", True),
        ("mexico missouri", False),
        ("new mexico", False),
        ("dayton", False),
        ("", False),
    ],
)
def test_a_name_is_abroad_alone_or_with_its_country(folded, expected):
    assert is_abroad(folded) is expected


def test_the_first_word_tells_what_cannot_be_abroad():
    assert may_begin_abroad("mexico")
    assert not may_begin_abroad("dayton")
