"""What waits comes by kind and day, a page at a time, and nothing is listed that does not wait."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.domain.reports import NewReport, ReportKind
from finder.services import list_work as module
from finder.services import verify
from finder.services.list_work import KINDS, WorkList, list_work
from finder.services.report_problem import receive_report
from finder.services.resources import Resources
from tests.conftest import Statements
from tests.factories import (
    TODAY,
    certification,
    clinician,
    load,
    load_directory,
    membership,
    npi_of,
    person,
    practice,
    write_csv,
)

VERA = Actor("vera@example.org", "verifier")


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.fixture
def site(any_resources: Resources, tmp_path: Path) -> Resources:
    load_directory(
        any_resources,
        tmp_path,
        [person(number, last=f"Sample{number}") for number in range(1, 7)],
        certifications=[
            certification(1, checked_on=ago(366)),
            certification(2, checked_on=ago(365)),
            certification(3, checked_on=ago(365 - 61)),
            certification(4, source_url="", checked_on="", checked_by=""),
        ],
        memberships=[
            membership(5, source_url="", checked_on="", checked_by=""),
            membership(6, checked_on=ago(365 + 31)),
        ],
        practices=[practice(1, confirmed_on=ago(91)), practice(2, confirmed_on=ago(90))],
    )
    return any_resources


def listed(site: Resources, **asked: object) -> WorkList:
    with site.database.reading() as session:
        return list_work(session, site, **asked)  # type: ignore[arg-type]


def whose(work: WorkList) -> list[tuple[str, str]]:
    return [(item.kind, item.npi) for item in work.items]


def test_kinds_come_in_their_order_and_days_within_them(site: Resources) -> None:
    assert whose(listed(site)) == [
        ("overdue", npi_of(6)),
        ("overdue", npi_of(1)),
        ("due", npi_of(2)),
        ("statement", npi_of(4)),
        ("statement", npi_of(5)),
        ("listing", npi_of(1)),
    ]


def test_what_counts_no_more_says_so(site: Resources) -> None:
    notes = {item.npi: item.note for item in listed(site, kind="overdue").items}
    assert notes == {npi_of(6): "counts no more", npi_of(1): ""}


def test_a_certificate_that_ended_yesterday_counts_no_more(
    any_resources: Resources, tmp_path: Path
) -> None:
    ended = certification(1, duration_type="time_limited", expires_on=ago(1))
    load_directory(any_resources, tmp_path, [person(1)], certifications=[ended])
    assert listed(any_resources).items[0].note == "counts no more"


def test_everything_that_waits_for_a_decision_is_counted(site: Resources) -> None:
    cells = certification(1, board_status="revoked_or_surrendered", checked_on=ago(0))
    with site.database.writing() as session:
        verify.record_check(session, site, VERA, npi_of(1), Source.CERTIFICATIONS, cells)
        new = NewReport(npi_of(2), ReportKind.MOVED, "", "", is_from_practice=False)
        receive_report(session, site, new, "", "en")
    work = listed(site)
    assert work.counts == {
        **dict.fromkeys(KINDS, 0),
        "overdue": 2,
        "due": 1,
        "decision": 1,
        "report": 1,
        "statement": 2,
        "listing": 1,
    }
    assert work.total == len(work.items) == 8
    assert [item.kind for item in work.items][3:5] == ["decision", "report"]


def test_a_listing_that_medicare_has_confirmed_since_does_not_wait(
    site: Resources, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "DAC_NationalDownloadableFile.csv", [clinician(1)])
    load(site, Source.MEDICARE_CLINICIANS, file, release_on=TODAY)
    assert listed(site, kind="listing").items == ()


def test_pages_follow_each_other_over_all_kinds(
    site: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = listed(site).items
    monkeypatch.setattr(module, "PER_PAGE", 2)
    pages = [listed(site, page=page) for page in (1, 2, 3)]
    assert tuple(item for page in pages for item in page.items) == everything
    assert pages[0].pages == 3
    assert listed(site, page=99).page == 3


def test_a_state_narrows_every_kind(site: Resources) -> None:
    assert listed(site, state="IL").total == listed(site).total
    assert listed(site, state="WI").total == 0


def test_hidden_practitioners_make_no_routine_work(site: Resources) -> None:
    with site.database.writing() as session:
        done = verify.propose_hiding(session, site, VERA, npi_of(6), "The doctor has retired.")
        otto = Actor("otto@example.org", "verifier")
        verify.approve(session, site, otto, done.claim_id, "Yes.", version=2)
    assert npi_of(6) not in {item.npi for item in listed(site).items}


def test_the_number_of_statements_does_not_grow_with_the_work(
    site: Resources, statements: Statements
) -> None:
    with statements() as seen:
        listed(site)
    assert len(seen) <= 9


@pytest.mark.parametrize(("hours", "kind"), [(-1, "due"), (0, "overdue")])
def test_overdue_begins_at_midnight_utc(site: Resources, hours: int, kind: str) -> None:
    midnight = datetime.fromisoformat(f"{TODAY + timedelta(days=1)}T00:00:00+00:00")
    with time_machine.travel(midnight + timedelta(hours=hours), tick=False):
        assert (kind, npi_of(2)) in whose(listed(site))
