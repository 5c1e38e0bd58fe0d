"""One pass over a file: its facts, its problems, and when the whole of it is refused."""

import hashlib

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from tests.importers.conftest import ReadFile, Table

ROSTER = b"npi,society,category\n"
GOOD = b"1787789324,SIR,member\n"
BAD = b"1787789324,SIR,friend\n"


def test_a_reading_knows_its_file(read_file: ReadFile) -> None:
    content = b"\xef\xbb\xbf" + ROSTER + b"\n" + GOOD + b",,\r\n" + GOOD.strip()
    reading = read_file(Source.MEMBERSHIPS, content, "sir.csv").reading
    assert (reading.source, reading.file_name) == (Source.MEMBERSHIPS, "sir.csv")
    assert reading.sha256 == hashlib.sha256(content).hexdigest()
    assert (reading.rows_read, reading.is_cut_off, reading.is_full) == (2, False, False)
    assert (reading.release_on, reading.year) == (None, None)
    assert reading.bytes_read == reading.bytes_total == len(content)


def test_a_cut_off_file_is_told_from_a_bad_row(read_file: ReadFile) -> None:
    outcome = read_file(Source.MEMBERSHIPS, ROSTER + GOOD * 3 + b"17877893")
    assert outcome.reading.is_cut_off
    assert len(outcome.records) == 3
    assert (outcome.only_problem.line, outcome.only_problem.field) == (5, "row")
    assert not read_file(Source.MEMBERSHIPS, ROSTER + GOOD + BAD).reading.is_cut_off


def test_a_problem_shows_its_row_but_no_nul(read_file: ReadFile) -> None:
    problem = read_file(Source.MEMBERSHIPS, ROSTER + b"1,S\0R,\xff" + b"x" * 9000).only_problem
    assert problem.raw.startswith("1,S\ufffdR,\ufffdxxx")
    assert len(problem.raw) == 2000


@pytest.mark.parametrize(("good", "bad", "is_refused"), [(9, 11, True), (10, 10, False)])
def test_a_file_of_mostly_bad_rows_is_of_the_wrong_kind(
    read_file: ReadFile, good: int, bad: int, is_refused: bool
) -> None:
    content = ROSTER + GOOD * good + BAD * bad
    if is_refused:
        with pytest.raises(InputRefused, match="11 of 20 rows"):
            read_file(Source.MEMBERSHIPS, content)
    else:
        assert len(read_file(Source.MEMBERSHIPS, content).problems) == bad


def test_a_refused_file_says_where_and_why_it_went_wrong_first(read_file: ReadFile) -> None:
    with pytest.raises(InputRefused, match="The first is line 3, category: friend cannot be used"):
        read_file(Source.MEMBERSHIPS, ROSTER + GOOD + BAD * 20)


def test_a_few_bad_rows_are_no_reason_to_refuse(read_file: ReadFile) -> None:
    assert len(read_file(Source.MEMBERSHIPS, ROSTER + BAD * 19).problems) == 19


def test_a_hopeless_file_is_not_read_to_its_end(read_file: ReadFile) -> None:
    with pytest.raises(InputRefused, match="10000 of 10000 rows"):
        read_file(Source.MEMBERSHIPS, ROSTER + b"x\n" * 30_000)


def test_a_header_alone_is_a_roster_but_no_federal_file(read_file: ReadFile, nppes: Table) -> None:
    assert not read_file(Source.MEMBERSHIPS, ROSTER).records
    with pytest.raises(InputRefused, match="no rows"):
        read_file(Source.NPPES, nppes.file())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"npi,society\n", "lacks “category”"),
        (b"npi;society;category\n", "separated by semicolons"),
        (b"npi\tsociety\tcategory\n", "separated by tabs"),
        (b"<!DOCTYPE html>\n", "a web page"),
        (b'{"npi": 1}\n', "JSON"),
        (GOOD, "no header row"),
        (b"what,is,this\n", "right file"),
        (b'npi,"society,category\n', "lacks"),
        (b"npi,society,category,NPI\n", "“npi” more than once"),
        (b"npi,issuer,certificate,duration_type,board_status\n", "finder import certifications"),
        (b"NPI,LAST_NAME,FIRST_NAME,PARTB\n", "the CMS Order and Referring file"),
    ],
)
def test_a_wrong_header_says_what_is_missing_and_what_the_file_seems_to_be(
    read_file: ReadFile, content: bytes, reason: str
) -> None:
    with pytest.raises(InputRefused, match=reason):
        read_file(Source.MEMBERSHIPS, content)


def test_an_nppes_file_given_as_a_roster_is_recognised(read_file: ReadFile, nppes: Table) -> None:
    with pytest.raises(InputRefused, match="It looks like a file for “finder import nppes”"):
        read_file(Source.PRACTICES, nppes.file({}))
