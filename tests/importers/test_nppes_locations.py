"""Further practice locations, as NPPES publishes them."""

from finder.domain.provenance import Source
from finder.importers.record import ImportedAddress, ImportedLocation, SecondaryLocation
from tests.importers.conftest import ReadFile

HEADER = (
    '"NPI","Provider Secondary Practice Location Address- Address Line 1",'
    '"Provider Secondary Practice Location Address-  Address Line 2",'
    '"Provider Secondary Practice Location Address - City Name",'
    '"Provider Secondary Practice Location Address - State Name",'
    '"Provider Secondary Practice Location Address - Postal Code",'
    '"Provider Secondary Practice Location Address - Country Code (If outside U.S.)",'
    '"Provider Secondary Practice Location Address - Telephone Number",'
    '"Provider Secondary Practice Location Address - Telephone Extension",'
    '"Provider Practice Location Address - Fax Number"\n'
)
GOOD = (
    '"1787789324","5 Test Rd","Ste A","Laurel","MD","207071234","US","5555550100","","5555550101"\n'
)


def test_a_row_is_a_further_location_of_its_npi(read_file: ReadFile) -> None:
    content = (HEADER + GOOD).encode()
    outcome = read_file(Source.NPPES_LOCATIONS, content, "pl_pfile_20050523-20261108.csv")
    assert outcome.only == SecondaryLocation(
        "1787789324",
        ImportedLocation(
            ImportedAddress("5 Test Rd", "Ste A", "Laurel", "MD", "20707", "1234", "US"),
            phone="5555550100",
            fax="5555550101",
        ),
    )
    assert outcome.reading.is_full
    assert str(outcome.reading.release_on) == "2026-11-08"


def test_a_row_without_a_true_npi_or_an_address_is_set_aside(read_file: ReadFile) -> None:
    empty = '"1787789324","","","","","","US","","",""\n'
    content = (HEADER + GOOD.replace("324", "325", 1) + GOOD + empty).encode()
    outcome = read_file(Source.NPPES_LOCATIONS, content)
    assert len(outcome.records) == 1
    assert [(problem.line, problem.field[:4]) for problem in outcome.problems] == [
        (2, "NPI"),
        (4, "Prov"),
    ]
