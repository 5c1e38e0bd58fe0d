"""The three rosters: what is a check, what a statement, and what is set aside."""

from datetime import date

import pytest

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    DurationType,
    Issuer,
    MaintenanceStatus,
    PrimarySourceCheck,
)
from finder.domain.memberships import MembershipCategory
from finder.domain.provenance import Source
from finder.importers.record import (
    ImportedAddress,
    ImportedCertification,
    ImportedLocation,
    ImportedMembership,
    ImportedPractice,
)
from tests.importers.conftest import Outcome, ReadFile, Table

CHECK = {
    "source_url": "https://board.example/1",
    "checked_on": "2026-10-03",
    "checked_by": "R. Tester",
}
CERTIFICATION = {
    "npi": "1787789324",
    "issuer": "ABR",
    "certificate": "IR_DR",
    "duration_type": "continuous",
    "issued_on": "2017-10-15",
    "expires_on": "",
    "board_status": "certified",
    "maintenance_status": "participating/maintained",
    **CHECK,
}
MEMBERSHIP = {
    "npi": "1787789324",
    "society": "SIR",
    "category": "fellow",
    "valid_through": "2027-03-31",
    **CHECK,
}
PRACTICE = {
    "npi": "1787789324",
    "practice_name": "Test <b>Spine</b> Center",
    "line1": "=1+1 Test St",
    "line2": "Suite 4",
    "city": "Boston",
    "state": "ma",
    "zip": "02114-2696",
    "phone": "+1 (555) 555-0100",
    "fax": "",
    "accepts_new_patients": "YES",
    "telehealth": "no",
    "medicare": "",
    "wheelchair_access": "Yes",
    "languages": "en; ES;en",
    "website": "https://spine.example/",
    "confirmed_on": "2026-11-01",
    "confirmed_by": "R. Tester",
}
DEFAULTS = {
    Source.CERTIFICATIONS: CERTIFICATION,
    Source.MEMBERSHIPS: MEMBERSHIP,
    Source.PRACTICES: PRACTICE,
}


@pytest.fixture
def roster(read_file: ReadFile, table: type[Table]):
    """Read a roster with one row that differs from a good one in some cells."""

    def read(source: Source, **cells: str) -> Outcome:
        columns = [*DEFAULTS[source], "remark"][::-1]
        return read_file(source, table(columns, DEFAULTS[source]).file(cells))

    return read


def test_a_checked_certificate_is_read_whole(roster) -> None:
    assert roster(Source.CERTIFICATIONS).only == ImportedCertification(
        npi="1787789324",
        issuer=Issuer.ABR,
        certificate=Certificate.IR_DR,
        duration_type=DurationType.CONTINUOUS,
        issued_on=date(2017, 10, 15),
        expires_on=None,
        board_status=BoardStatus.CERTIFIED,
        maintenance_status=MaintenanceStatus.MAINTAINED,
        check=PrimarySourceCheck("https://board.example/1", date(2026, 10, 3), "R. Tester"),
    )


def test_a_checked_membership_is_read_whole(roster) -> None:
    assert roster(Source.MEMBERSHIPS).only == ImportedMembership(
        npi="1787789324",
        society="SIR",
        category=MembershipCategory.FELLOW,
        valid_through=date(2027, 3, 31),
        check=PrimarySourceCheck("https://board.example/1", date(2026, 10, 3), "R. Tester"),
    )


def test_a_confirmed_practice_is_read_whole(roster) -> None:
    address = ImportedAddress("=1+1 Test St", "Suite 4", "Boston", "MA", "02114", "2696", "US")
    assert roster(Source.PRACTICES).only == ImportedPractice(
        npi="1787789324",
        location=ImportedLocation(address, phone="5555550100", name="Test <b>Spine</b> Center"),
        accepts_new_patients=True,
        telehealth=False,
        medicare=None,
        wheelchair_access=True,
        languages=("en", "es"),
        website="https://spine.example/",
        confirmed_on=date(2026, 11, 1),
        confirmed_by="R. Tester",
    )


@pytest.mark.parametrize("source", [Source.CERTIFICATIONS, Source.MEMBERSHIPS])
@pytest.mark.parametrize("missing", CHECK)
def test_a_row_without_source_day_or_person_is_a_statement(
    roster, source: Source, missing: str
) -> None:
    assert roster(source, **{missing: " "}).only.check is None


@pytest.mark.parametrize("missing", ["confirmed_on", "confirmed_by"])
def test_a_confirmation_needs_both_a_day_and_a_person(roster, missing: str) -> None:
    practice = roster(Source.PRACTICES, **{missing: ""}).only
    assert (practice.confirmed_on, practice.confirmed_by) == (None, "")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", MaintenanceStatus.UNKNOWN),
        ("unknown", MaintenanceStatus.UNKNOWN),
        ("maintained", MaintenanceStatus.MAINTAINED),
        ("participating", MaintenanceStatus.MAINTAINED),
        ("not_participating", MaintenanceStatus.NOT_PARTICIPATING),
        ("not_required", MaintenanceStatus.NOT_REQUIRED),
    ],
)
def test_every_word_for_maintenance_is_understood(
    roster, text: str, status: MaintenanceStatus
) -> None:
    read = roster(Source.CERTIFICATIONS, maintenance_status=text).only
    assert read.maintenance_status is status


@pytest.mark.parametrize(
    "cells",
    [
        {"issued_on": "2010-01-01"},
        {"duration_type": "lifetime", "issued_on": "2005-01-01"},
        {"duration_type": ""},
        {"duration_type": "time_limited", "expires_on": "2020-12-31"},
        {"checked_on": "2026-11-22"},
    ],
)
def test_an_odd_but_possible_certificate_is_kept(roster, cells: dict[str, str]) -> None:
    assert isinstance(roster(Source.CERTIFICATIONS, **cells).only, ImportedCertification)


BAD_CELLS = [
    (Source.CERTIFICATIONS, {"npi": "1787789325"}, "npi", "not an NPI"),
    (Source.CERTIFICATIONS, {"npi": ""}, "npi", "no NPI"),
    (Source.CERTIFICATIONS, {"issuer": "abr"}, "issuer", "ABR, AOBR, ABMS-other, AOA-other"),
    (Source.CERTIFICATIONS, {"board_status": ""}, "board_status", "certified, not_certified"),
    (Source.CERTIFICATIONS, {"maintenance_status": "ok"}, "maintenance_status", "not_required"),
    (Source.CERTIFICATIONS, {"certificate": "VIR_LEGACY"}, "board_status", "15 October 2017"),
    (Source.CERTIFICATIONS, {"duration_type": "time_limited"}, "expires_on", "needs its last day"),
    (Source.CERTIFICATIONS, {"expires_on": "2030-01-01"}, "expires_on", "Only a time-limited"),
    (
        Source.CERTIFICATIONS,
        {"duration_type": "time_limited", "expires_on": "2016-01-01"},
        "expires_on",
        "before it was issued",
    ),
    (Source.CERTIFICATIONS, {"issued_on": "10/15/2017"}, "issued_on", "YYYY-MM-DD"),
    (Source.CERTIFICATIONS, {"issued_on": "1899-12-31"}, "issued_on", "between 1900 and 2200"),
    (Source.CERTIFICATIONS, {"issued_on": "2017-02-30"}, "issued_on", "YYYY-MM-DD"),
    (Source.CERTIFICATIONS, {"checked_on": "2026-11-23"}, "checked_on", "future"),
    (Source.CERTIFICATIONS, {"source_url": "javascript:alert(1)"}, "source_url", "https://"),
    (Source.MEMBERSHIPS, {"society": "RSNA"}, "society", "SIR"),
    (Source.MEMBERSHIPS, {"category": "friend"}, "category", "fellow, member, member_first_year"),
    (Source.MEMBERSHIPS, {"valid_through": "2201-01-01"}, "valid_through", "between"),
    (Source.PRACTICES, {"line1": " "}, "line1", "needs line1"),
    (Source.PRACTICES, {"city": ""}, "city", "needs line1"),
    (Source.PRACTICES, {"state": "Massachusetts"}, "state", "two letters"),
    (Source.PRACTICES, {"state": "XX"}, "state", "two letters"),
    (Source.PRACTICES, {"zip": "2114"}, "zip", "five or nine digits"),
    (Source.PRACTICES, {"zip": ""}, "zip", "five or nine digits"),
    (Source.PRACTICES, {"phone": "555-0100"}, "phone", "ten digits"),
    (Source.PRACTICES, {"telehealth": "maybe"}, "telehealth", "yes, no or nothing"),
    (Source.PRACTICES, {"languages": "en,es"}, "languages", "two letters"),
    (Source.PRACTICES, {"languages": "English"}, "languages", "two letters"),
    (Source.PRACTICES, {"website": "spine.example"}, "website", "https://"),
    (Source.PRACTICES, {"website": "https://[spine"}, "website", "https://"),
    (Source.PRACTICES, {"website": 'https://x"><script>'}, "website", "https://"),
    (Source.PRACTICES, {"confirmed_on": "2027-01-01"}, "confirmed_on", "future"),
]


@pytest.mark.parametrize(("source", "cells", "column", "reason"), BAD_CELLS)
def test_a_row_that_breaks_a_rule_is_set_aside_with_its_column(
    roster, source: Source, cells: dict[str, str], column: str, reason: str
) -> None:
    outcome = roster(source, **cells)
    assert not outcome.records
    problem = outcome.only_problem
    assert (problem.line, problem.field) == (2, column)
    assert reason in problem.reason
    assert problem.reason.endswith(".")
