"""The record of imports, and the questions they leave for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from finder.domain.reviews import ReviewKind
from finder.store.tables import ImportRunRow, ProcedureVolumeRow, ReviewRow


@dataclass(frozen=True, slots=True)
class Review:
    """Something only a person can decide, as an import asks it."""

    npi: str
    source: str
    reason: str
    priority: str
    digest: str
    kind: ReviewKind = ReviewKind.OTHER
    subject: str = ""


def newest_release(session: Session, source: str) -> date | None:
    """The newest release day that stands of a source; ``None`` where none was named."""
    return session.scalar(
        select(func.max(ImportRunRow.release_on)).where(
            ImportRunRow.source == source, ImportRunRow.undone_at.is_(None)
        )
    )


def newest_volume_year(session: Session) -> int | None:
    """The newest year imported for anyone; without one, the newest that was loaded at all.

    A file that says nothing of anybody here must not turn every known volume into none.
    """
    of_anyone = session.scalar(select(func.max(ProcedureVolumeRow.year)))
    return of_anyone or session.scalar(
        select(func.max(ImportRunRow.year)).where(ImportRunRow.undone_at.is_(None))
    )


def add_run(session: Session, values: dict[str, Any]) -> int:
    """Records an import and answers its number."""
    return session.execute(insert(ImportRunRow).returning(ImportRunRow.id), [values]).scalar_one()


def open_reviews(session: Session, reviews: Sequence[Review], opened_at: Any) -> None:
    """Asks each question once, however often its cause is imported."""
    by_digest = {review.digest: review for review in reviews}
    known = set(session.scalars(select(ReviewRow.digest)))
    fresh = [review for digest, review in by_digest.items() if digest not in known]
    if fresh:
        session.execute(
            insert(ReviewRow),
            [
                {
                    "npi": review.npi,
                    "source": review.source,
                    "reason": review.reason,
                    "priority": review.priority,
                    "digest": review.digest,
                    "kind": review.kind.value,
                    "subject": review.subject,
                    "opened_at": opened_at,
                }
                for review in fresh
            ],
        )
