"""Reports of visitors, as they are kept."""

from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from finder.domain.reports import Report, ReportKind, ReportOutcome, ReportState
from finder.store.tables import ReportRow


def add_report(session: Session, report: Report, digest: str) -> None:
    """Keeps a new report; ``digest`` tells the same form sent twice."""
    session.execute(
        insert(ReportRow),
        [
            {
                "reference": report.reference,
                "digest": digest,
                "npi": report.npi,
                "kind": report.kind.value,
                "text": report.text,
                "is_from_practice": report.is_from_practice,
                "language": report.language,
                "created_at": report.created_at,
                **_progress(report),
            }
        ],
    )


def save_progress(session: Session, report: Report) -> None:
    """Keeps how far a report has come, and that the address of its writer is gone with it."""
    session.execute(
        update(ReportRow)
        .where(ReportRow.reference == report.reference)
        .values(_progress(report))
        .execution_options(synchronize_session=False)
    )


def report_with(session: Session, reference: str) -> Report | None:
    row = session.execute(
        select(ReportRow).where(ReportRow.reference == reference)
    ).scalar_one_or_none()
    return _report(row) if row is not None else None


def reference_of(session: Session, digest: str) -> str | None:
    """The number that the same form, sent before, was given."""
    return session.scalar(select(ReportRow.reference).where(ReportRow.digest == digest))


def undecided_reports(session: Session) -> list[Report]:
    """Everything that waits for somebody, the oldest first."""
    rows = session.scalars(
        select(ReportRow)
        .where(ReportRow.state != ReportState.DECIDED.value)
        .order_by(ReportRow.created_at, ReportRow.id)
    )
    return [_report(row) for row in rows]


def _progress(report: Report) -> dict[str, Any]:
    return {
        "state": report.state.value,
        "taken_up_at": report.taken_up_at,
        "decided_at": report.decided_at,
        "outcome": report.outcome.value if report.outcome else "",
        "contact": report.contact,
    }


def _report(row: ReportRow) -> Report:
    return Report(
        reference=row.reference,
        npi=row.npi,
        kind=ReportKind(row.kind),
        text=row.text,
        contact=row.contact,
        is_from_practice=row.is_from_practice,
        language=row.language,
        state=ReportState(row.state),
        created_at=row.created_at,
        taken_up_at=row.taken_up_at,
        decided_at=row.decided_at,
        outcome=ReportOutcome(row.outcome) if row.outcome else None,
    )
