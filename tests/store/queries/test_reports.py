"""Reports come back from the store as they went in, and the store keeps their promises too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from finder.domain.reports import Report, ReportKind, ReportOutcome, ReportState
from finder.store.engine import Database
from finder.store.queries.reports import (
    add_report,
    reference_of,
    report_with,
    save_progress,
    undecided_reports,
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


@pytest.fixture
def kept(any_database: Database) -> Database:
    with any_database.writing() as session:
        add_report(session, REPORT, "digest")
    return any_database


@pytest.mark.parametrize(
    "report",
    [
        REPORT,
        REPORT.taken_up(NOW + timedelta(hours=1)),
        REPORT.decided(ReportOutcome.CORRECTED, NOW + timedelta(days=1)),
    ],
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
    ended = REPORT.decided(ReportOutcome.REMOVED, NOW)
    with kept.writing() as session:
        save_progress(session, replace(ended, text="changed", npi="0"))
    with kept.reading() as session:
        assert report_with(session, REPORT.reference) == ended


def test_only_what_waits_is_open_and_the_oldest_comes_first(kept: Database) -> None:
    older = replace(REPORT, reference="A" * 10, created_at=NOW - timedelta(hours=1))
    ended = replace(REPORT, reference="B" * 10).decided(ReportOutcome.CORRECTED, NOW)
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
        {"npi": "1"},
        {"reference": "1"},
        # Decided, and the address of its writer is still there.
        {"state": "decided", "taken_up_at": NOW, "decided_at": NOW, "outcome": "corrected"},
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
