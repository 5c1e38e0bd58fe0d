"""The exclusion list: fail-safe reading, and nothing private leaves the file."""

from dataclasses import asdict
from datetime import date

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.importers.record import ImportedExclusion
from tests.importers.conftest import ReadFile, Table

HEADER = (
    "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,"
    "EXCLTYPE,EXCLDATE,REINDATE,WAIVERDATE,WVRSTATE"
)
COLUMNS = HEADER.split(",")
DEFAULTS = {
    "LASTNAME": "EXAMPLEWELL",
    "FIRSTNAME": "ANNA",
    "NPI": "1787789324",
    "DOB": "19600101",
    "ADDRESS": "7 SECRET LANE",
    "STATE": "MD",
    "EXCLTYPE": "1128b4",
    "EXCLDATE": "20240118",
    "REINDATE": "00000000",
    "WAIVERDATE": "00000000",
}


@pytest.fixture
def leie(table: type[Table]) -> Table:
    return table(COLUMNS, DEFAULTS, quoting=1)


def test_a_person_is_read_without_birth_date_and_address(read_file: ReadFile, leie: Table) -> None:
    record = read_file(Source.EXCLUSIONS, leie.file({})).only
    assert isinstance(record, ImportedExclusion)
    assert (record.npi, record.last_name, record.state) == ("1787789324", "EXAMPLEWELL", "MD")
    assert (record.excluded_on, record.reinstated_on) == (date(2024, 1, 18), None)
    assert not {"7 SECRET LANE", "19600101", date(1960, 1, 1)} & set(asdict(record).values())


@pytest.mark.parametrize("npi", ["0000000000", "0", "", "1234567890", "unknown"])
def test_a_person_without_a_true_npi_is_kept_by_name(
    read_file: ReadFile, leie: Table, npi: str
) -> None:
    record = read_file(Source.EXCLUSIONS, leie.file({"NPI": npi})).only
    assert isinstance(record, ImportedExclusion)
    assert record.npi == ""


def test_a_waiver_and_a_reinstatement_keep_their_dates(read_file: ReadFile, leie: Table) -> None:
    cells = {"WAIVERDATE": "20160101", "WVRSTATE": "ak", "REINDATE": "20180101"}
    for content in (leie.file(cells), leie.file(cells).replace(b"WVRSTATE", b"WAIVERSTATE")):
        record = read_file(Source.EXCLUSIONS, content).only
        assert isinstance(record, ImportedExclusion)
        assert (record.waived_on, record.waiver_state) == (date(2016, 1, 1), "AK")
        assert record.reinstated_on == date(2018, 1, 1)


def test_an_unreadable_reinstatement_leaves_the_person_excluded(
    read_file: ReadFile, leie: Table
) -> None:
    record = read_file(Source.EXCLUSIONS, leie.file({"REINDATE": "20189999"})).only
    assert isinstance(record, ImportedExclusion)
    assert record.reinstated_on is None


def test_businesses_count_only_by_npi_and_repeated_rows_once(
    read_file: ReadFile, leie: Table
) -> None:
    business = {"LASTNAME": "", "FIRSTNAME": "", "BUSNAME": "ACME LLC"}
    content = leie.file(
        {**business, "NPI": "1191614613"}, {**business, "NPI": "0000000000"}, {}, {}
    )
    outcome = read_file(Source.EXCLUSIONS, content)
    assert not outcome.problems
    assert [record.npi for record in outcome.records] == ["1191614613", "1787789324"]
    assert outcome.reading.rows_read == 4


def test_a_bad_row_is_reported_without_its_contents(read_file: ReadFile, leie: Table) -> None:
    broken = leie.line(DEFAULTS).replace(b'"DOB"', b"").replace(b'"",', b"", 1)
    long_name = leie.line({**DEFAULTS, "LASTNAME": "SECRET " * 90})
    outcome = read_file(Source.EXCLUSIONS, leie.file({}) + broken + long_name)
    assert [problem.line for problem in outcome.problems] == [3, 4]
    for problem in outcome.problems:
        assert problem.raw == ""
        assert "SECRET" not in problem.reason


@pytest.mark.parametrize("name", ["2610excl.csv", "2610REIN.csv"])
def test_a_monthly_supplement_is_no_full_list(read_file: ReadFile, leie: Table, name: str) -> None:
    with pytest.raises(InputRefused, match="supplement"):
        read_file(Source.EXCLUSIONS, leie.file({}), name)


def test_the_list_is_always_full(read_file: ReadFile, leie: Table) -> None:
    reading = read_file(Source.EXCLUSIONS, leie.file({}), release_on=date(2026, 11, 10)).reading
    assert (reading.is_full, reading.release_on) == (True, date(2026, 11, 10))
