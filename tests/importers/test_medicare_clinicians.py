"""The national file of doctors and clinicians, in today's layout and in older ones."""

from collections.abc import Callable
from datetime import date

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.importers.record import ImportedAddress, ImportedClinician, ImportedLocation
from tests.importers.conftest import Outcome, ReadFile, Table, unissued_npi

ANNA, BOB = unissued_npi(1), unissued_npi(2)
HEADER = (
    "NPI,Ind_PAC_ID,Ind_enrl_ID,Provider Last Name,Provider First Name,Provider Middle Name,suff,"
    "gndr,Cred,Med_sch,Grd_yr,pri_spec,sec_spec_1,sec_spec_2,sec_spec_3,sec_spec_4,sec_spec_all,"
    "Telehlth,Facility Name,org_pac_id,num_org_mem,adr_ln_1,adr_ln_2,ln_2_sprs,City/Town,State,"
    "ZIP Code,Telephone Number,ind_assgn,grp_assgn,adrs_id"
)
DEFAULTS = {
    "NPI": ANNA,
    "Provider Last Name": "EXAMPLEWELL",
    "Provider First Name": "ANNA",
    "gndr": "F",
    "pri_spec": "INTERVENTIONAL RADIOLOGY",
    "Telehlth": "Y",
    "Facility Name": "TEST IMAGING, LLC",
    "adr_ln_1": "100 TEST PKWY",
    "adr_ln_2": "STE 4",
    "City/Town": "BALTIMORE",
    "State": "MD",
    "ZIP Code": "212011234",
    "Telephone Number": "4105550100",
    "ind_assgn": "Y",
    "grp_assgn": "M",
}
BALTIMORE = ImportedAddress("100 TEST PKWY", "STE 4", "BALTIMORE", "MD", "21201", "1234", "US")
RECORD = ImportedClinician(
    ANNA,
    "EXAMPLEWELL",
    "ANNA",
    ImportedLocation(BALTIMORE, phone="4105550100", name="TEST IMAGING, LLC"),
    telehealth=True,
    takes_assignment=True,
)

Read = Callable[..., Outcome]


@pytest.fixture
def read(read_file: ReadFile, table: type[Table]) -> Read:
    def from_rows(*rows: dict[str, str], quoting: int = 0, **options: object) -> Outcome:
        content = table(HEADER.split(","), DEFAULTS, quoting).file(*rows)
        kept = frozenset({ANNA, BOB})
        return read_file(Source.MEDICARE_CLINICIANS, content, kept_npis=kept, **options)

    return from_rows


@pytest.mark.parametrize("quoting", [0, 1])
def test_a_row_is_a_person_a_group_and_an_address(read: Read, quoting: int) -> None:
    assert read({}, quoting=quoting).only == RECORD


def test_neither_sex_nor_school_is_kept(read: Read) -> None:
    outcome = read({"gndr": "F", "Med_sch": "TEST COLLEGE", "Grd_yr": "1999"})
    assert outcome.only == RECORD


@pytest.mark.parametrize(
    ("telehealth", "assignment", "means"),
    [("Y", "M", (True, None)), ("", "", (None, None)), ("N", "N", (None, None))],
)
def test_only_a_yes_says_anything(
    read: Read, telehealth: str, assignment: str, means: tuple[bool | None, bool | None]
) -> None:
    record = read({"Telehlth": telehealth, "ind_assgn": assignment}).only
    assert isinstance(record, ImportedClinician)
    assert (record.telehealth, record.takes_assignment) == means


def test_rows_of_people_who_are_not_in_the_directory_are_passed_over(read: Read) -> None:
    outcome = read({"NPI": unissued_npi(9)}, {"NPI": BOB}, {"NPI": unissued_npi(8)})
    assert [record.npi for record in outcome.records] == [BOB]
    assert (outcome.reading.rows_read, outcome.problems) == (3, [])


def test_a_withheld_street_leaves_the_person_in_the_file(read: Read) -> None:
    record = read({"adr_ln_1": "", "adr_ln_2": "", "ln_2_sprs": "Y"}).only
    assert isinstance(record, ImportedClinician)
    assert (record.npi, record.location) == (ANNA, None)


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"NPI": "1234567890"}, "NPI"),
        ({"NPI": ""}, "NPI"),
        ({"NPI": "1.21592E+09"}, "NPI"),
        ({"ZIP Code": "99999-1"}, "ZIP Code"),
        ({"ZIP Code": ""}, "ZIP Code"),
        ({"adr_ln_1": "X" * 501}, "adr_ln_1"),
    ],
)
def test_a_row_that_cannot_be_read_is_set_aside(
    read: Read, cells: dict[str, str], field: str
) -> None:
    outcome = read({}, cells, {"NPI": BOB})
    assert [record.npi for record in outcome.records] == [ANNA, BOB]
    assert (outcome.only_problem.line, outcome.only_problem.field) == (3, field)


def test_damage_in_a_row_of_a_stranger_is_found_too(read_file: ReadFile, read: Read) -> None:
    stranger = ",".join([unissued_npi(9), *["x"] * 29])
    lines = [HEADER, stranger, stranger + ",y", stranger + ',"y', stranger + ",y,z"]
    content = ("\n".join(lines) + "\n").encode()
    outcome = read_file(Source.MEDICARE_CLINICIANS, content, kept_npis=frozenset({ANNA}))
    assert [problem.line for problem in outcome.problems] == [2, 4, 5]


def test_a_file_that_a_spreadsheet_went_through_is_read_as_far_as_it_holds(read: Read) -> None:
    mangled = {"State": "PR", "ZIP Code": "659", "Telephone Number": "7.87555E+09"}
    record = read(mangled).only
    assert isinstance(record, ImportedClinician)
    assert record.location is not None
    assert (record.location.address.zip5, record.location.phone) == ("00659", "")


def test_rounded_npis_refuse_the_whole_file(read: Read) -> None:
    with pytest.raises(InputRefused, match="a spreadsheet has rounded"):
        read(*[{"NPI": "1.21592E+09"}] * 30)


def test_the_layout_of_2021_has_shorter_names_and_blanks(
    read_file: ReadFile, table: type[Table]
) -> None:
    names = {
        "Provider Last Name": "lst_nm",
        "Provider First Name": "frst_nm",
        "Provider Middle Name": "mid_nm",
        "Facility Name": "org_nm",
        "City/Town": "cty",
        "State": "st",
        "ZIP Code": "zip",
        "Telephone Number": "phn_numbr",
    }
    header = [names.get(name, name) for name in HEADER.split(",") if name != "Telehlth"]
    row = table(
        [*header, "hosp_afl_1", "hosp_afl_lbn_1"],
        {names.get(name, name): value for name, value in DEFAULTS.items() if name != "Telehlth"},
    ).file({})
    content = row.replace(b",", b", ", row.split(b"\n", 1)[0].count(b","))
    outcome = read_file(Source.MEDICARE_CLINICIANS, content, kept_npis=frozenset({ANNA}))
    record = outcome.only
    assert isinstance(record, ImportedClinician)
    assert (record.location, record.telehealth) == (RECORD.location, None)


def test_tabs_behind_the_names_of_columns_do_no_harm(
    read_file: ReadFile, table: type[Table]
) -> None:
    content = table(HEADER.split(","), DEFAULTS).file({}).replace(b"Telehlth", b"Telehlth\t\t", 1)
    outcome = read_file(Source.MEDICARE_CLINICIANS, content, kept_npis=frozenset({ANNA}))
    assert outcome.only == RECORD


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("DAC_NationalDownloadableFile.csv", None),
        ("DAC_NationalDownloadableFile_20261113.csv", date(2026, 11, 13)),
        ("DAC_NationalDownloadableFile-2026-11-13.csv", date(2026, 11, 13)),
        ("DAC_NationalDownloadableFile_2026_11.csv", None),
    ],
)
def test_the_release_is_in_the_name_or_not_known(read: Read, name: str, day: date | None) -> None:
    reading = read({}, name=name).reading
    assert (reading.release_on, reading.is_full) == (day, True)


def test_a_copy_with_some_columns_is_refused(read_file: ReadFile) -> None:
    content = (
        b"NPI,Provider Name,Primary Specialty,Address,City/Town,State,ZIP Code\n1,2,3,4,5,6,7\n"
    )
    with pytest.raises(InputRefused, match="lacks “Provider Last Name”, “Provider First Name”"):
        read_file(Source.MEDICARE_CLINICIANS, content)
