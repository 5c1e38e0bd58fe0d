"""The exclusion list as a whole, and who in the directory it may mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import delete, func, insert, select, union
from sqlalchemy.orm import Session

from finder.domain.reviews import ListEntry, ReviewKind, Verdict
from finder.store.tables import (
    ExclusionRow,
    PracticeLocationRow,
    PractitionerRow,
    ReviewRow,
    StateLicenseRow,
)

_BATCH = 500


@dataclass(frozen=True, slots=True)
class ExclusionMatch:
    """A practitioner and an entry of the list that may mean the same person."""

    npi: str
    practitioner_id: int
    entry: ExclusionRow
    same_state: bool


def stored_digests(session: Session) -> set[str]:
    return set(session.scalars(select(ExclusionRow.digest)))


def count_exclusions(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ExclusionRow)) or 0


def insert_exclusions(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(ExclusionRow), list(rows))


def delete_exclusions(session: Session, digests: Iterable[str]) -> None:
    listed = sorted(digests)
    for start in range(0, len(listed), _BATCH):
        session.execute(
            delete(ExclusionRow).where(ExclusionRow.digest.in_(listed[start : start + _BATCH]))
        )


def matches_by_npi(session: Session) -> list[ExclusionMatch]:
    """Entries that carry the very NPI of a practitioner, in force or not."""
    rows = session.execute(
        select(PractitionerRow.npi, PractitionerRow.id, ExclusionRow)
        .join(ExclusionRow, ExclusionRow.npi == PractitionerRow.npi)
        .order_by(PractitionerRow.npi, ExclusionRow.id)
    )
    return [ExclusionMatch(npi, number, entry, True) for npi, number, entry in rows]


def matches_by_name(session: Session) -> list[ExclusionMatch]:
    """Entries in force without an NPI whose name a practitioner shares."""
    rows = session.execute(
        select(PractitionerRow.npi, PractitionerRow.id, ExclusionRow)
        .join(ExclusionRow, ExclusionRow.name_key == PractitionerRow.name_key)
        .where(ExclusionRow.npi == "", ExclusionRow.reinstated_on.is_(None))
        .order_by(PractitionerRow.npi, ExclusionRow.id)
    ).all()
    states = _states(session, {number for _, number, _ in rows})
    return [
        ExclusionMatch(npi, number, entry, (number, entry.state) in states)
        for npi, number, entry in rows
    ]


def judged_by_name(session: Session) -> set[int]:
    """Ids of those whom two people found to be an entry that has no NPI."""
    statement = (
        select(PractitionerRow.id)
        .join(ReviewRow, ReviewRow.npi == PractitionerRow.npi)
        .where(
            ReviewRow.kind == ReviewKind.EXCLUDED_NAME.value,
            ReviewRow.decision == Verdict.SAME_PERSON.value,
        )
    )
    return set(session.scalars(statement))


def entry_of(session: Session, identity: str) -> ListEntry | None:
    """The entry of the list that means one person; ``None`` once it is lifted."""
    row = session.scalars(
        select(ExclusionRow)
        .where(ExclusionRow.identity == identity, ExclusionRow.identity != "")
        .order_by(ExclusionRow.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return ListEntry(**{field.name: getattr(row, field.name) for field in fields(ListEntry)})


def _states(session: Session, practitioner_ids: set[int]) -> set[tuple[int, str]]:
    """Practitioner and every state of a practice location or licence."""
    pairs: set[tuple[int, str]] = set()
    listed = sorted(practitioner_ids)
    for start in range(0, len(listed), _BATCH):
        batch = listed[start : start + _BATCH]
        statement = union(
            select(PracticeLocationRow.practitioner_id, PracticeLocationRow.state).where(
                PracticeLocationRow.practitioner_id.in_(batch)
            ),
            select(StateLicenseRow.practitioner_id, StateLicenseRow.state).where(
                StateLicenseRow.practitioner_id.in_(batch)
            ),
        )
        pairs |= {(row[0], row[1]) for row in session.execute(statement)}
    return pairs
