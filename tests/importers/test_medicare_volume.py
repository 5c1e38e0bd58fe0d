"""Counts are summed over primary codes and places; a small count is withheld, never zero."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from finder.domain.errors import InputRefused
from finder.domain.procedures import Procedure, VolumeKind
from finder.domain.provenance import Source
from finder.importers.record import ImportedVolume
from tests.importers.conftest import Outcome, ReadFile, Table

NAME = "MUP_PHY_R25_P05_V20_D23_Prov_Svc.csv"
ANNA, BOB = "1787789324", "1879217424"
EXACT = VolumeKind.EXACT
COLUMNS = [
    "Rndrng_NPI",
    "Rndrng_Prvdr_Last_Org_Name",
    "Rndrng_Prvdr_Gndr",
    "Rndrng_Prvdr_Ent_Cd",
    "HCPCS_Cd",
    "HCPCS_Desc",
    "Place_Of_Srvc",
    "Tot_Benes",
    "Tot_Srvcs",
]
DEFAULTS = dict(zip(COLUMNS, [ANNA, "EXAMPLEWELL", "F", "I", "22513", "", "F", "11"], strict=False))

Read = Callable[..., Outcome]


@pytest.fixture
def read(read_file: ReadFile, table: type[Table]) -> Read:
    def from_rows(*rows: dict[str, str], name: str = NAME, **options: object) -> Outcome:
        content = table(COLUMNS, DEFAULTS).file(*rows)
        return read_file(Source.MEDICARE_VOLUME, content, name, **options)

    return from_rows


def volume(npi: str, procedure: Procedure, low: str, high: str = "") -> ImportedVolume:
    kind = VolumeKind.INTERVAL if high else EXACT
    return ImportedVolume(npi, procedure, 2023, kind, Decimal(low), Decimal(high or low))


def test_places_are_added_and_procedures_kept_apart(read: Read) -> None:
    outcome = read(
        {"Rndrng_NPI": BOB, "Tot_Srvcs": "11"},
        {"Tot_Srvcs": "15"},
        {"Tot_Srvcs": "12.5", "Place_Of_Srvc": "O"},
        {"Tot_Srvcs": "20", "HCPCS_Cd": "22510", "HCPCS_Desc": "one, two"},
    )
    assert not outcome.problems
    assert outcome.records == [
        volume(ANNA, Procedure.KYPHOPLASTY, "27.5"),
        volume(ANNA, Procedure.VERTEBROPLASTY, "20"),
        volume(BOB, Procedure.KYPHOPLASTY, "11"),
    ]


def test_an_interval_makes_the_whole_sum_an_interval(read: Read) -> None:
    outcome = read({"Tot_Srvcs": "1-10"}, {"Tot_Srvcs": "15", "Place_Of_Srvc": "O"})
    assert outcome.only == volume(ANNA, Procedure.KYPHOPLASTY, "16", "25")


@pytest.mark.parametrize(
    "skipped",
    [
        {"HCPCS_Cd": "22515"},
        {"HCPCS_Cd": "99213", "Tot_Benes": "22513"},
        {"Rndrng_Prvdr_Ent_Cd": "O"},
        {"Tot_Srvcs": ""},
        {"Tot_Srvcs": "*"},
    ],
)
def test_add_on_codes_organizations_and_withheld_counts_are_no_volume(
    read: Read, skipped: dict[str, str]
) -> None:
    outcome = read({"Tot_Srvcs": "12", **skipped})
    assert not outcome.records
    assert not outcome.problems


@pytest.mark.parametrize(
    ("services", "reason"),
    [
        ("0", "cannot be zero"),
        ("0.0", "cannot be zero"),
        ("0-10", "cannot be zero"),
        ("10-1", "runs backwards"),
        ("-5", "not a count"),
        ("NaN", "not a count"),
        ("Infinity", "not a count"),
        ("1e5", "not a count"),
        ("٣", "not a count"),
    ],
)
def test_a_count_that_cannot_be_is_set_aside(read: Read, services: str, reason: str) -> None:
    outcome = read({"Tot_Srvcs": services}, {"Rndrng_NPI": BOB, "Tot_Srvcs": "11"})
    assert outcome.records == [volume(BOB, Procedure.KYPHOPLASTY, "11")]
    assert (outcome.only_problem.line, outcome.only_problem.field) == (2, "Tot_Srvcs")
    assert reason in outcome.only_problem.reason


def test_the_same_row_twice_counts_once(read: Read) -> None:
    outcome = read({"Tot_Srvcs": "11"}, {"Tot_Srvcs": "11"})
    assert outcome.records == [volume(ANNA, Procedure.KYPHOPLASTY, "11")]
    assert outcome.only_problem.line == 3


def test_a_row_without_a_true_npi_is_set_aside(read: Read) -> None:
    assert read({"Rndrng_NPI": "1234567890", "Tot_Srvcs": "11"}).only_problem.field == "Rndrng_NPI"


def test_lines_in_windows_1252_are_read(read_file: ReadFile, table: type[Table]) -> None:
    row = {"Rndrng_Prvdr_Last_Org_Name": "NUNEZ", "Tot_Srvcs": "11"}
    content = table(COLUMNS, DEFAULTS).file(row).replace(b"NUNEZ", b"NU\xd1EZ")
    assert read_file(Source.MEDICARE_VOLUME, content, NAME).records


@pytest.mark.parametrize(
    ("name", "release_on", "year"),
    [
        (NAME, None, 2023),
        ("MUP_PHY_RY25_P05_V20_DY22_Prov_Svc.csv", None, 2022),
        ("Physicians_by_Provider_and_Service_2021.csv", None, 2021),
        (NAME, date(2020, 6, 1), 2020),
    ],
)
def test_the_year_is_that_of_the_release_or_of_the_name(
    read: Read, name: str, release_on: date | None, year: int
) -> None:
    reading = read({"Tot_Srvcs": "11"}, name=name, release_on=release_on).reading
    assert (reading.year, reading.is_full) == (year, True)
    assert reading.release_on == (release_on or date(year, 12, 31))


def test_a_file_of_no_known_year_is_refused(read: Read) -> None:
    with pytest.raises(InputRefused, match="Add --release YYYY-MM-DD"):
        read({"Tot_Srvcs": "11"}, name="services.csv")
