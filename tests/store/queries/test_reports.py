"""Reports come back from the store as they went in, and the store keeps their promises too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from finder.domain.reports import (
    Decision,
    Report,
    ReportKind,
    ReportOutcome,
    ReportState,
    Severity,
)
from finder.store.engine import Database
from finder.store.queries.reports import (
    add_report,
    reference_of,
    report_with,
    save_progress,
    undecided_reports,
    under_review_since,
)
from finder.store.tables import ReportRow

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
REPORT = Report(
    reference="K7QM4XP29T",
    npi="2000000016",
    kind=ReportKind.MOVED,
    text="Zéro <b>\n\u202e🩻",
    contact="name@example.org",
    is_from_practice=True,
    language="es",
    state=ReportState.RECEIVED,
    created_at=NOW,
)
TAKEN = REPORT.taken_up(NOW + timedelta(hours=1), "vera@example.org", Severity.FACT)
ENDED = TAKEN.decided(Decision(ReportOutcome.REMOVED, "The doctor left."), NOW)
OVER = {
    "state": "decided",
    "taken_up_at": NOW,
    "decided_at": NOW,
    "outcome": "corrected",
    "severity": "fact",
}


@pytest.fixture
def kept(any_database: Database) -> Database:
    with any_database.writing() as session:
        add_report(session, REPORT, "digest")
    return any_database


@pytest.mark.parametrize(
    "report",
    [REPORT, TAKEN, ENDED],
    ids=lambda report: report.state.value,
)
def test_a_report_comes_back_as_it_was_kept(any_database: Database, report: Report) -> None:
    with any_database.writing() as session:
        add_report(session, report, "digest")
    with any_database.reading() as session:
        assert report_with(session, report.reference) == report
        assert reference_of(session, "digest") == report.reference
        assert report_with(session, "2222222222") is None
        assert reference_of(session, "another") is None


def test_progress_is_kept_with_nothing_else_changed(kept: Database) -> None:
    with kept.writing() as session:
        assert save_progress(session, replace(ENDED, npi="0", language="fr"))
    with kept.reading() as session:
        assert report_with(session, REPORT.reference) == replace(ENDED, version=2)


def test_the_second_of_two_who_saw_the_same_changes_nothing(kept: Database) -> None:
    with kept.writing() as session:
        assert save_progress(session, TAKEN)
        assert not save_progress(session, replace(TAKEN, handled_by="otto@example.org"))
    with kept.reading() as session:
        assert report_with(session, REPORT.reference) == replace(TAKEN, version=2)


def test_a_listing_is_under_review_while_somebody_checks_a_report(any_database: Database) -> None:
    minor = replace(REPORT, reference="A" * 10, created_at=NOW - timedelta(days=3))
    with any_database.writing() as session:
        for number, report in enumerate([REPORT, minor, replace(ENDED, reference="B" * 10)]):
            add_report(session, report, str(number))
        assert under_review_since(session, REPORT.npi) is None
        save_progress(session, minor.taken_up(NOW, "vera@example.org", Severity.MINOR))
        assert under_review_since(session, REPORT.npi) is None
        save_progress(session, TAKEN)
        assert under_review_since(session, REPORT.npi) == NOW
        assert under_review_since(session, "2000000024") is None


def test_only_what_waits_is_open_and_the_oldest_comes_first(kept: Database) -> None:
    older = replace(REPORT, reference="A" * 10, created_at=NOW - timedelta(hours=1))
    ended = replace(ENDED, reference="B" * 10)
    with kept.writing() as session:
        add_report(session, older, "older")
        add_report(session, ended, "ended")
    with kept.reading() as session:
        assert undecided_reports(session) == [older, REPORT]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gossip"},
        {"state": "lost", "taken_up_at": NOW},
        {"state": "being_checked"},
        {"taken_up_at": NOW},
        {"decided_at": NOW},
        {"outcome": "corrected"},
        {"outcome": "gossip"},
        {"reason": "too early"},
        {"severity": "fact"},
        {"state": "being_checked", "taken_up_at": NOW},
        {"npi": "1"},
        {"reference": "1"},
        # Decided, and the words or the address of its writer are still there.
        {**OVER, "text": ""},
        {**OVER, "contact": ""},
    ],
    ids=str,
)
def test_the_store_refuses_what_no_report_can_be(kept: Database, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)check"), kept.writing() as session:
        session.execute(update(ReportRow).values(wrong))


@pytest.mark.parametrize("twice", ["reference", "digest"])
def test_the_store_keeps_no_number_and_no_form_twice(kept: Database, twice: str) -> None:
    other = REPORT if twice == "reference" else replace(REPORT, reference="C" * 10)
    with pytest.raises(IntegrityError, match=rf"(?i)unique.*{twice}"), kept.writing() as session:
        add_report(session, other, "digest" if twice == "digest" else "other")


def test_the_store_keeps_no_network_address(kept: Database) -> None:
    columns = set(ReportRow.__table__.columns.keys())
    assert not {name for name in columns if "address" in name or "ip" in name.split("_")}
    with kept.reading() as session:
        assert len(session.execute(select(ReportRow)).all()) == 1
