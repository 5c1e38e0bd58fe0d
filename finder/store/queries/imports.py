"""The record of imports, and the questions they leave for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, insert, select
from sqlalchemy.orm import Session

from finder.store.tables import ImportRunRow, ProcedureVolumeRow, ReviewRow


@dataclass(frozen=True, slots=True)
class Review:
    """Something only a person can decide."""

    npi: str
    source: str
    reason: str
    priority: str
    digest: str


def newest_release(session: Session, source: str) -> date | None:
    """The newest release day loaded of a source; ``None`` where none was named."""
    return session.scalar(
        select(func.max(ImportRunRow.release_on)).where(ImportRunRow.source == source)
    )


def newest_volume_year(session: Session) -> int | None:
    """The newest year imported for anyone; without one, the newest that was loaded at all.

    A file that says nothing of anybody here must not turn every known volume into none.
    """
    of_anyone = session.scalar(select(func.max(ProcedureVolumeRow.year)))
    return of_anyone or session.scalar(select(func.max(ImportRunRow.year)))


def add_run(session: Session, values: dict[str, Any]) -> None:
    session.execute(insert(ImportRunRow), [values])


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
                    "opened_at": opened_at,
                }
                for review in fresh
            ],
        )


def waiting_reviews(session: Session, most: int) -> list[Review]:
    """Questions that nobody has answered: the most pressing first, then the oldest."""
    order = {"high": 0, "normal": 1, "low": 2}
    rows = session.scalars(
        select(ReviewRow)
        .order_by(case(order, value=ReviewRow.priority), ReviewRow.opened_at, ReviewRow.id)
        .limit(most)
    )
    return [Review(row.npi, row.source, row.reason, row.priority, row.digest) for row in rows]
