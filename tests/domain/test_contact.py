"""How a practice can be reached is written as people write it."""

from datetime import date

import pytest

from finder.domain import contact
from finder.domain.practitioner import PracticeLocation
from finder.domain.provenance import Provenance, Source


@pytest.mark.parametrize(
    ("text", "shown", "link"),
    [
        ("3125550100", "(312) 555-0100", "tel:+13125550100"),
        ("13125550100", "(312) 555-0100", "tel:+13125550100"),
        ("312-555-0100", "(312) 555-0100", "tel:+13125550100"),
        ("+44 20 7946 0000", "+44 20 7946 0000", "tel:+442079460000"),
    ],
)
def test_telephone_numbers_are_readable_and_can_be_dialled(
    text: str, shown: str, link: str
) -> None:
    assert contact.phone(text) == shown
    assert contact.tel(text) == link


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("4161 EXAMPLE AVENUE NW", "4161 Example Avenue NW"),
        ("PO BOX 12", "PO Box 12"),
        ("5TH FLOOR", "5th Floor"),
        ("McKinley Street", "McKinley Street"),
    ],
)
def test_capitals_of_a_register_become_readable(text: str, shown: str) -> None:
    assert contact.address_case(text) == shown


def test_a_map_is_searched_by_the_address_and_not_by_the_point_of_its_zip() -> None:
    seen = Provenance(Source.NPPES, date(2026, 11, 1))
    location = PracticeLocation(
        1, "", ("1 A&B Street",), "Chicago", "IL", "606011234", "US", "", "", None, seen
    )
    assert contact.map_link(location).endswith("?query=1+A%26B+Street%2C+Chicago%2C+IL+60601")
    assert contact.zip_shown(location.zip_code) == "60601-1234"
