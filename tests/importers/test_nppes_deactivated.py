"""The report of deactivated NPIs, as a workbook in a ZIP, a workbook or CSV."""

from collections.abc import Callable
from datetime import date

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.importers.record import DeactivatedNpi
from tests import workbooks
from tests.importers.conftest import ReadFile

Number = Callable[[int], str]
CSV_HEADER = b"NPI,NPPES Deactivation Date\n"


def test_the_workbook_is_read_below_its_title_zipped_or_not(
    read_file: ReadFile, npi: Number
) -> None:
    content = workbooks.report([npi(1), "11/02/2026"], [npi(2), "01/31/2008"])
    for file, name in (
        (content, workbooks.NAME),
        (workbooks.zipped(content), workbooks.ZIP_NAME),
        (workbooks.zipped(content, "report.xlsx"), workbooks.ZIP_NAME),
    ):
        outcome = read_file(Source.NPPES_DEACTIVATED, file, name)
        assert outcome.records == [
            DeactivatedNpi(npi(1), date(2026, 11, 2)),
            DeactivatedNpi(npi(2), date(2008, 1, 31)),
        ]
        assert not outcome.problems
        assert outcome.reading.rows_read == 2
        assert (outcome.reading.release_on, outcome.reading.is_full) == (date(2026, 11, 9), True)


@pytest.mark.parametrize("title", [b"", b"NPPES Deactivated Records as of Nov 09 2026,\n"])
def test_a_csv_is_read_with_or_without_the_title(
    read_file: ReadFile, npi: Number, title: bytes
) -> None:
    content = title + CSV_HEADER + f"{npi(1)},11/02/2026\n".encode()
    outcome = read_file(Source.NPPES_DEACTIVATED, content, "deactivated_2026-11-09.csv")
    assert outcome.only == DeactivatedNpi(npi(1), date(2026, 11, 2))
    assert outcome.reading.release_on == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("day", "means"),
    [
        ("11/02/2026", date(2026, 11, 2)),
        ("2026-11-02", date(2026, 11, 2)),
        ("46328", date(2026, 11, 2)),
        ("46328.0", date(2026, 11, 2)),
        ("", None),
        ("soon", None),
        ("13/45/2026", None),
    ],
)
def test_an_npi_without_a_readable_day_is_deactivated_all_the_same(
    read_file: ReadFile, npi: Number, day: str, means: date | None
) -> None:
    content = CSV_HEADER + f"{npi(1)},{day}\n".encode()
    assert read_file(Source.NPPES_DEACTIVATED, content).only == DeactivatedNpi(npi(1), means)


def test_a_bad_row_is_told_by_the_number_of_its_row_in_the_sheet(
    read_file: ReadFile, npi: Number
) -> None:
    rows = [[npi(1), "11/02/2026"], ["1234567890", "11/02/2026"], ["", "11/02/2026"]]
    wide = [npi(2), "11/02/2026", "a note"]
    content = workbooks.report(*rows, wide, [npi(3), "11/02/2026"])
    outcome = read_file(Source.NPPES_DEACTIVATED, content, workbooks.NAME)
    assert [record.npi for record in outcome.records] == [npi(1), npi(3)]
    assert [(problem.line, problem.field) for problem in outcome.problems] == [
        (4, "NPI"),
        (5, "NPI"),
        (6, "row"),
    ]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("NPPES Deactivated NPI Report 20261109.csv", date(2026, 11, 9)),
        ("NPPES_Deactivated_NPI_Report_110926.csv", date(2026, 11, 9)),
        ("NPPES_Deactivated_NPI_Report_110926_V2.csv", date(2026, 11, 9)),
        ("NPPES_Deactivated_NPI_Report_202611.csv", None),
        ("NPPES_Deactivated_NPI_Report_20261399.csv", None),
        ("deactivated.csv", None),
    ],
)
def test_the_release_is_in_the_name(
    read_file: ReadFile, npi: Number, name: str, day: date | None
) -> None:
    content = CSV_HEADER + f"{npi(1)},11/02/2026\n".encode()
    assert read_file(Source.NPPES_DEACTIVATED, content, name).reading.release_on == day


def test_the_main_register_is_no_such_report(read_file: ReadFile) -> None:
    content = b'"NPI","Entity Type Code","NPI Deactivation Date"\n"2000000016","","11/02/2026"\n'
    with pytest.raises(InputRefused, match="lacks “NPPES Deactivation Date”"):
        read_file(Source.NPPES_DEACTIVATED, content)


def test_a_report_without_rows_is_refused(read_file: ReadFile) -> None:
    with pytest.raises(InputRefused, match="no rows"):
        read_file(Source.NPPES_DEACTIVATED, workbooks.report(), workbooks.NAME)
