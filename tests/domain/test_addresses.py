"""First lines of an address that mean the same door."""

import pytest

from finder.domain.addresses import line_key, street_and_unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100 North Example Street", "100 N EXAMPLE ST"),
        ("100 N. Example St.", "100 n example st"),
        ("12 Heron Avenue, Suite 400", "12 HERON AVE STE 400"),
        ("12 Heron Av", "12 Heron Ave."),
        ("7 St. Bride's Boulevard", "7 ST BRIDES BLVD"),
        ("9 Northwest Parkway   Floor 2", "9 NW PKWY FL 2"),
        ("3-B Lane Court", "3 b ln ct"),
        ("5 Calle Peña", "5 CALLE PENA"),
    ],
)
def test_long_and_short_forms_are_one_place(one: str, other: str) -> None:
    assert line_key(one) == line_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100 N Example St", "100 S Example St"),
        ("100 Example St", "100 Example Ave"),
        ("100 Example St", "1000 Example St"),
        ("100 Example St Ste 4", "100 Example St Ste 5"),
        ("100 Example St", "100 Example St Ste 5"),
    ],
)
def test_other_doors_are_other_places(one: str, other: str) -> None:
    assert line_key(one) != line_key(other)


def test_an_empty_line_has_an_empty_key() -> None:
    assert line_key(" . , ") == ""


@pytest.mark.parametrize(
    ("lines", "street", "unit"),
    [
        (("100 Example Street Suite 5",), "100 example st", "ste 5"),
        (("100 EXAMPLE ST", "STE 5"), "100 example st", "ste 5"),
        (("100 Example St", ""), "100 example st", ""),
        (("100 Medical Center Blvd", "2nd Floor"), "100 medical ctr blvd", "2nd fl"),
        (("2 Unit Road",), "2 unit rd", ""),
        (("Suite 5",), "ste 5", ""),
        (("", ""), "", ""),
    ],
)
def test_a_suite_stands_in_either_line(lines: tuple[str, ...], street: str, unit: str) -> None:
    assert street_and_unit(*lines) == (street, unit)
