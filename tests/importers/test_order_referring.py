"""Whose orders and referrals Medicare accepts."""

from collections.abc import Callable
from datetime import date

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.importers.record import OrderingNpi
from tests.importers.conftest import ReadFile

Number = Callable[[int], str]
HEADER = "NPI,LAST_NAME,FIRST_NAME,PARTB,DME,HHA,PMD,HOSPICE\n"


def file_of(*lines: str, header: str = HEADER) -> bytes:
    return (header + "".join(f"{line}\n" for line in lines)).encode()


def test_whoever_has_a_yes_for_part_b_may_order(read_file: ReadFile, npi: Number) -> None:
    content = file_of(
        f"{npi(1)},SAMPLE,ADA,Y,Y,Y,N,N",
        f'{npi(2)},"SAMPLE, JR",BEN,y,N,N,N,N',
        f"{npi(3)},SAMPLE,CAL,N,Y,Y,Y,Y",
    )
    outcome = read_file(Source.ORDER_REFERRING, content, "OrderReferring_20261109.csv")
    assert outcome.records == [OrderingNpi(npi(1)), OrderingNpi(npi(2))]
    assert not outcome.problems
    assert outcome.reading.rows_read == 3
    assert (outcome.reading.release_on, outcome.reading.is_full) == (date(2026, 11, 9), True)


def test_an_older_file_without_hospice_is_read(read_file: ReadFile, npi: Number) -> None:
    content = file_of(f"{npi(1)},SAMPLE,ADA,Y,Y,Y,N", header=HEADER.replace(",HOSPICE", ""))
    assert read_file(Source.ORDER_REFERRING, content).only == OrderingNpi(npi(1))


def test_rows_that_cannot_be_read_are_set_aside(read_file: ReadFile, npi: Number) -> None:
    good = f"{npi(1)},SAMPLE,ADA,Y,Y,Y,N,N"
    content = file_of(
        good,
        f"{npi(2)},SAMPLE,BEN,,Y,Y,N,N",
        f"{npi(3)},SAMPLE,CAL,YES,Y,Y,N,N",
        "1234567890,SAMPLE,DAN,Y,Y,Y,N,N",
        f"{npi(4)},SAMPLE, JR,EVE,Y,Y,Y,N,N",
        good.replace("1", "5", 0),
    )
    outcome = read_file(Source.ORDER_REFERRING, content)
    assert outcome.records == [OrderingNpi(npi(1))] * 2
    assert [(problem.line, problem.field) for problem in outcome.problems] == [
        (3, "PARTB"),
        (4, "PARTB"),
        (5, "NPI"),
        (6, "row"),
    ]


def test_names_in_windows_1252_lose_no_row(read_file: ReadFile, npi: Number) -> None:
    content = file_of(f"{npi(1)},NUNEZ,ADA,Y,Y,Y,N,N").replace(b"NUNEZ", b"NU\xd1EZ")
    assert read_file(Source.ORDER_REFERRING, content).only == OrderingNpi(npi(1))


def test_a_part_of_the_file_is_refused_and_named(read_file: ReadFile, npi: Number) -> None:
    content = file_of(f"{npi(1)},Y", header="NPI,PARTB\n")
    with pytest.raises(InputRefused, match="a part of the CMS Order and Referring file"):
        read_file(Source.ORDER_REFERRING, content)
