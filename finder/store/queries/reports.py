"""Reports of visitors, as they are kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from finder.domain.reports import Report, ReportKind, ReportOutcome, ReportState, Severity
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
                "is_from_practice": report.is_from_practice,
                "language": report.language,
                "created_at": report.created_at,
                **_progress(report),
            }
        ],
    )


def save_progress(session: Session, report: Report) -> bool:
    """Keeps how far a report has come; whether nobody took a step since it was read.

    The words and the address of its writer are gone with a decision.
    """
    changed = session.execute(
        update(ReportRow)
        .where(ReportRow.reference == report.reference, ReportRow.version == report.version)
        .values(version=report.version + 1, **_progress(report))
        .returning(ReportRow.id)
        .execution_options(synchronize_session=False)
    )
    return changed.first() is not None


def report_with(session: Session, reference: str) -> Report | None:
    row = session.execute(
        select(ReportRow).where(ReportRow.reference == reference)
    ).scalar_one_or_none()
    return as_report(row) if row is not None else None


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
    return [as_report(row) for row in rows]


def decided_reports(session: Session, most: int) -> list[Report]:
    """What was decided last, the newest first."""
    rows = session.scalars(
        select(ReportRow)
        .where(ReportRow.state == ReportState.DECIDED.value)
        .order_by(ReportRow.decided_at.desc(), ReportRow.id.desc())
        .limit(most)
    )
    return [as_report(row) for row in rows]


def under_review_since(session: Session, npi: str) -> datetime | None:
    """When the oldest report came that the listing of an NPI tells of; ``None`` for none."""
    return session.scalar(
        select(func.min(ReportRow.created_at)).where(
            ReportRow.npi == npi,
            ReportRow.state == ReportState.BEING_CHECKED.value,
            ReportRow.severity != Severity.MINOR.value,
        )
    )


def _progress(report: Report) -> dict[str, Any]:
    return {
        "state": report.state.value,
        "taken_up_at": report.taken_up_at,
        "decided_at": report.decided_at,
        "outcome": report.outcome.value if report.outcome else "",
        "text": report.text,
        "contact": report.contact,
        "severity": report.severity.value if report.severity else "",
        "handled_by": report.handled_by,
        "reason": report.reason,
        "not_asked_because": report.not_asked_because,
    }


def as_report(row: ReportRow) -> Report:
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
        severity=Severity(row.severity) if row.severity else None,
        handled_by=row.handled_by,
        reason=row.reason,
        not_asked_because=row.not_asked_because,
        version=row.version,
    )
