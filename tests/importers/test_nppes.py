"""What is taken from an NPPES file, what is skipped, and what is set aside."""

from collections.abc import Callable
from datetime import date

import pytest

from finder.domain.names import PersonName
from finder.domain.provenance import Source
from finder.importers.record import (
    DeactivatedNpi,
    ImportedAddress,
    ImportedLicense,
    ImportedPractitioner,
    ImportedTaxonomy,
)
from tests.importers.conftest import ReadFile, Table

STATE = "Provider Business Practice Location Address State Name"
POSTAL_CODE = "Provider Business Practice Location Address Postal Code"
PHONE = "Provider Business Practice Location Address Telephone Number"
COUNTRY = "Provider Business Practice Location Address Country Code (If outside U.S.)"
CODE = "Healthcare Provider Taxonomy Code_1"
SWITCH = "Healthcare Provider Primary Taxonomy Switch_1"


@pytest.fixture
def practitioner(
    read_file: ReadFile, nppes: Table
) -> Callable[[dict[str, str]], ImportedPractitioner]:
    """The one practitioner of a file whose row differs from the default in some cells."""

    def read(cells: dict[str, str]) -> ImportedPractitioner:
        record = read_file(Source.NPPES, nppes.file(cells)).only
        assert isinstance(record, ImportedPractitioner)
        return record

    return read


Practitioner = Callable[[dict[str, str]], ImportedPractitioner]


def test_an_individual_of_a_kept_taxonomy_is_read_whole(
    practitioner: Practitioner, npi: Callable[[int], str]
) -> None:
    read = practitioner({})
    assert (read.npi, read.name) == (npi(1), PersonName("EXAMPLEWELL", "ANNA"))
    assert (read.enumerated_on, read.updated_on) == (date(2006, 5, 23), date(2024, 2, 13))
    assert read.taxonomies == (ImportedTaxonomy(1, "2085R0204X", is_primary=True),)
    assert read.licenses == (ImportedLicense("MD", "A1001"),)
    assert read.practice is not None
    assert read.practice.phone == "5555550100"
    assert read.practice.address == ImportedAddress(
        "100 TEST PKWY STE 4", "", "BALTIMORE", "MD", "21201", "1234", "US"
    )
    assert read.mailing is None


@pytest.mark.parametrize(
    "skipped",
    [
        {"Entity Type Code": "2"},
        {"Entity Type Code": "2.0"},
        {CODE: "363LF0000X"},
        {CODE: "363LF0000X", "NPI": "1234567890"},
        {CODE: "", "Provider License Number_1": "2085R0204X"},
    ],
)
def test_organizations_and_other_taxonomies_are_skipped_without_a_problem(
    read_file: ReadFile, nppes: Table, skipped: dict[str, str]
) -> None:
    outcome = read_file(Source.NPPES, nppes.file(skipped))
    assert not outcome.records
    assert not outcome.problems
    assert outcome.reading.rows_read == 1


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"NPI": "1234567890"}, "NPI"),
        ({"NPI": "1.003E+09"}, "NPI"),
        ({"NPI": "123"}, "NPI"),
        ({"Provider Last Name (Legal Name)": " "}, "Provider Last Name (Legal Name)"),
        ({"Provider First Name": "A" * 501}, "Provider First Name"),
        ({"Entity Type Code": "3"}, "Entity Type Code"),
    ],
)
def test_a_kept_row_that_cannot_be_true_is_set_aside_with_its_line_and_column(
    read_file: ReadFile,
    nppes: Table,
    npi: Callable[[int], str],
    cells: dict[str, str],
    column: str,
) -> None:
    outcome = read_file(Source.NPPES, nppes.file({"NPI": npi(2)}, cells, {"NPI": npi(3)}))
    assert len(outcome.records) == 2
    problem = outcome.only_problem
    assert (problem.file, problem.line, problem.field) == ("file.csv", 3, column)
    assert problem.raw.startswith('"')
    assert len(problem.raw) <= 2000


@pytest.mark.parametrize("name", ["file.csv", "npidata_pfile_20261102-20261108.csv"])
@pytest.mark.parametrize(
    ("cells", "deactivated_on"),
    [
        ({"NPI Deactivation Date": "03/03/2021"}, date(2021, 3, 3)),
        (
            {"NPI Deactivation Date": "03/03/2021", "NPI Reactivation Date": "03/02/2021"},
            date(2021, 3, 3),
        ),
        ({"NPI Deactivation Date": "soon"}, None),
    ],
)
def test_a_deactivated_npi_is_told_from_a_live_one(
    read_file: ReadFile,
    nppes: Table,
    npi: Callable[[int], str],
    name: str,
    cells: dict[str, str],
    deactivated_on: date | None,
) -> None:
    blank_but = nppes.line({"NPI": npi(4), **cells})
    still_filled = nppes.line({**nppes.defaults, "NPI": npi(5), **cells})
    wrong = nppes.line({"NPI": "1234567890", **cells})
    content = nppes.file() + blank_but + still_filled + wrong
    outcome = read_file(Source.NPPES, content, name)
    assert not outcome.problems
    assert outcome.records == [
        DeactivatedNpi(npi(4), deactivated_on),
        DeactivatedNpi(npi(5), deactivated_on),
    ]


@pytest.mark.parametrize("reactivated", ["04/04/2019", "03/03/2019"])
def test_a_reactivated_practitioner_is_kept(practitioner: Practitioner, reactivated: str) -> None:
    practitioner({"NPI Deactivation Date": "03/03/2019", "NPI Reactivation Date": reactivated})


def test_all_fifteen_taxonomies_are_read_and_none_need_be_primary(
    practitioner: Practitioner,
) -> None:
    codes = {f"Healthcare Provider Taxonomy Code_{slot}": "2085R0202X" for slot in range(1, 15)}
    codes["Healthcare Provider Taxonomy Code_15"] = " 2085r0204x "
    read = practitioner({**codes, SWITCH: "X"})
    assert [taxonomy.slot for taxonomy in read.taxonomies] == list(range(1, 16))
    assert read.taxonomies[-1] == ImportedTaxonomy(15, "2085R0204X", is_primary=False)
    assert not any(taxonomy.is_primary for taxonomy in read.taxonomies)


@pytest.mark.parametrize("masked", ["$$$$$$$$$", "*********", "_________"])
def test_a_masked_number_is_no_license_number(practitioner: Practitioner, masked: str) -> None:
    cells = {"Provider License Number_1": masked, "Provider License Number_2": "B2"}
    cells |= {"Provider License Number_3": "B2", "Provider License Number State Code_3": ""}
    assert practitioner(cells).licenses == (ImportedLicense("MD", ""), ImportedLicense("", "B2"))


@pytest.mark.parametrize(
    ("postal_code", "state", "zip5", "zip4"),
    [
        ("212011234", "MD", "21201", "1234"),
        ("33136-1234", "FL", "33136", "1234"),
        ("99508", "AK", "99508", ""),
        ("212010000", "MD", "21201", ""),
        ("688482168.0", "NE", "68848", "2168"),
        ("21142696", "MA", "02114", "2696"),
        ("21142696.0", "ma", "02114", "2696"),
        ("2114.0", "MA", "02114", ""),
        ("659", "PR", "00659", ""),
        ("6591234", "PR", "00659", "1234"),
        ("21142696", "TX", "", ""),
        ("2114", "", "", ""),
        ("212011", "MD", "", ""),
        ("00000", "MD", "", ""),
        ("21 201", "MD", "", ""),
        ("٢١٢٠١", "MD", "", ""),
        ("", "", "", ""),
    ],
)
def test_zip_codes_are_mended_only_where_the_state_agrees(
    practitioner: Practitioner, postal_code: str, state: str, zip5: str, zip4: str
) -> None:
    practice = practitioner({POSTAL_CODE: postal_code, STATE: state}).practice
    assert practice is not None
    assert (practice.address.zip5, practice.address.zip4) == (zip5, zip4)


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("5555550100", "5555550100"),
        ("(555) 555-0100", "5555550100"),
        ("15555550100", "5555550100"),
        ("5555550100.0", "5555550100"),
        ("2.12689E+12", ""),
        ("555-0100", ""),
    ],
)
def test_a_telephone_number_is_ten_digits_or_nothing(
    practitioner: Practitioner, phone: str, digits: str
) -> None:
    practice = practitioner({PHONE: phone}).practice
    assert practice is not None
    assert practice.phone == digits


def test_a_foreign_practice_keeps_its_country_and_has_no_zip(practitioner: Practitioner) -> None:
    practice = practitioner({COUNTRY: "CA", STATE: "ONTARIO", POSTAL_CODE: "21201"}).practice
    assert practice is not None
    assert (practice.address.country, practice.address.zip5) == ("CA", "")


def test_impossible_dates_do_not_lose_a_row(practitioner: Practitioner) -> None:
    read = practitioner({"Last Update Date": "13/45/2024", "Provider Enumeration Date": "0"})
    assert (read.enumerated_on, read.updated_on) == (None, None)


def test_hidden_characters_are_taken_out_of_names(practitioner: Practitioner) -> None:
    name = "MUN\u0303OZ\u202e-\x07 O'NEIL \u00a0 \u200b"
    assert practitioner({"Provider Last Name (Legal Name)": name}).name.last == "MUÑOZ- O'NEIL"


def test_a_file_saved_by_pandas_reads_like_the_published_one(
    read_file: ReadFile, nppes: Table, table: type[Table]
) -> None:
    mangled = {"Entity Type Code": "1.0", POSTAL_CODE: "212011234.0", PHONE: "5555550100.0"}
    plain = table(nppes.columns, {**nppes.defaults, **mangled})
    published = read_file(Source.NPPES, nppes.file({}))
    assert read_file(Source.NPPES, plain.file({})).records == published.records


def test_older_headers_and_other_column_orders_are_read_by_name(
    read_file: ReadFile, nppes: Table, table: type[Table]
) -> None:
    older = [column for column in nppes.columns if column != "Certification Date"]
    spelled = [column.replace("Sex Code", "Gender Code").upper() for column in older]
    cells = {column.upper(): cell for column, cell in nppes.defaults.items()}
    turned = table(spelled[::-1], cells).file({})
    assert read_file(Source.NPPES, turned).only == read_file(Source.NPPES, nppes.file({})).only
