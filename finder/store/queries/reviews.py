"""Questions for a person: the open ones, the decided ones, and what was decided."""

from collections.abc import Container, Iterable, Sequence, Set
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, select, update
from sqlalchemy.orm import Session

from finder.domain.reviews import Question, ReviewKind, Verdict
from finder.store.tables import ReviewRow

_PRESSING = case({"high": 0, "normal": 1}, value=ReviewRow.priority, else_=2)
_BATCH = 500


def count_questions(session: Session, is_decided: bool) -> dict[ReviewKind, int]:
    """How many there are of each kind."""
    rows = session.execute(
        select(ReviewRow.kind, func.count())
        .where(_decided(is_decided))
        .group_by(ReviewRow.kind)
        .order_by(ReviewRow.kind)
    )
    return {ReviewKind(kind): count for kind, count in rows}


def questions(
    session: Session, kind: ReviewKind | None, is_decided: bool, most: int, start: int = 0
) -> list[Question]:
    """The most pressing first, then the oldest; of the decided ones the newest decision first."""
    statement = select(ReviewRow).where(_decided(is_decided))
    if kind is not None:
        statement = statement.where(ReviewRow.kind == kind.value)
    order: tuple[Any, ...] = (_PRESSING, ReviewRow.opened_at, ReviewRow.id)
    if is_decided:
        order = (ReviewRow.decided_at.desc(), ReviewRow.id)
    rows = session.scalars(statement.order_by(*order).limit(most).offset(start))
    return [_question(row) for row in rows]


def question(session: Session, review_id: int) -> Question | None:
    row = session.scalars(
        select(ReviewRow).where(ReviewRow.id == review_id).execution_options(populate_existing=True)
    ).one_or_none()
    return _question(row) if row is not None else None


def save_verdict(
    session: Session, held: Question, verdict: Verdict, by: str, at: datetime, note: str
) -> bool:
    """Whether nobody was quicker: the question is as it was read, and is decided now."""
    changed = session.execute(
        update(ReviewRow)
        .where(ReviewRow.id == held.review_id, ReviewRow.version == held.version)
        .values(
            decision=verdict.value,
            decided_by=by,
            decided_at=at,
            note=note,
            version=held.version + 1,
        )
        .returning(ReviewRow.id)
    )
    return changed.first() is not None


def withdraw_reviews(session: Session, kinds: Iterable[ReviewKind], asked: Set[str]) -> None:
    """Takes back open questions that have lost their cause; ``asked`` are those still asked."""
    rows = session.execute(
        select(ReviewRow.id, ReviewRow.digest).where(
            ReviewRow.decision == "", ReviewRow.kind.in_([kind.value for kind in kinds])
        )
    )
    _delete(session, [number for number, digest in rows if digest not in asked])


def keep_only_reviews_of(session: Session, kind: ReviewKind, npis: Container[str]) -> set[str]:
    """Forgets questions of this kind about others, decided or not; whom the kept ones are about."""
    rows = session.execute(
        select(ReviewRow.id, ReviewRow.npi).where(ReviewRow.kind == kind.value)
    ).all()
    _delete(session, [number for number, npi in rows if npi not in npis])
    return {npi for _, npi in rows if npi in npis}


def _delete(session: Session, review_ids: Sequence[int]) -> None:
    for start in range(0, len(review_ids), _BATCH):
        batch = review_ids[start : start + _BATCH]
        session.execute(delete(ReviewRow).where(ReviewRow.id.in_(batch)))


def _decided(is_decided: bool) -> ColumnElement[bool]:
    return ReviewRow.decision != "" if is_decided else ReviewRow.decision == ""


def _question(row: ReviewRow) -> Question:
    return Question(
        review_id=row.id,
        npi=row.npi,
        source=row.source,
        kind=ReviewKind(row.kind),
        reason=row.reason,
        priority=row.priority,
        subject=row.subject,
        opened_at=row.opened_at,
        version=row.version,
        verdict=Verdict(row.decision) if row.decision else None,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        note=row.note,
    )
