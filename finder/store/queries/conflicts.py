"""Contradictions between sources: kept in step with the facts, decided by people."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from finder.domain.conflicts import Conflict, ConflictField
from finder.domain.picks import Side
from finder.domain.provenance import Source
from finder.store.tables import ConflictRow


@dataclass(frozen=True, slots=True)
class StoredConflict:
    """A contradiction, the day the directory first held it, and what somebody decided."""

    conflict_id: int
    npi: str
    conflict: Conflict
    seen_on: date
    side: Side | None
    decided_by: str
    decided_at: datetime | None
    note: str

    @property
    def is_decided(self) -> bool:
        return self.side is not None

    @property
    def seen(self) -> str:
        """What tells it, as it stands, from any other that ever had its number."""
        told = (self.npi, *astuple(self.conflict), self.side, self.decided_at)
        return hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()


def open_conflicts(session: Session) -> list[StoredConflict]:
    """All that nobody has decided, in a fixed order."""
    return _stored(session, ConflictRow.decided_at.is_(None))


def conflicts_held(session: Session, npis: Iterable[str]) -> dict[str, list[StoredConflict]]:
    """Those of these practitioners, decided or not."""
    held: dict[str, list[StoredConflict]] = defaultdict(list)
    for one in _stored(session, ConflictRow.npi.in_(list(npis))):
        held[one.npi].append(one)
    return held


def conflicts_page(
    session: Session, field: ConflictField | None, is_decided: bool, most: int, start: int
) -> list[StoredConflict]:
    """The oldest first; of the decided ones the newest decision first."""
    order = (ConflictRow.decided_at.desc(),) if is_decided else (ConflictRow.seen_on,)
    statement = select(ConflictRow).where(_is_decided(is_decided))
    if field is not None:
        statement = statement.where(ConflictRow.field == field.value)
    rows = session.scalars(
        statement.order_by(*order, ConflictRow.npi, ConflictRow.field, ConflictRow.place)
        .limit(most)
        .offset(start)
    )
    return [_told(row) for row in rows]


def count_conflicts(session: Session, is_decided: bool) -> dict[ConflictField, int]:
    """How many there are of each field."""
    rows = session.execute(
        select(ConflictRow.field, func.count())
        .where(_is_decided(is_decided))
        .group_by(ConflictRow.field)
        .order_by(ConflictRow.field)
    )
    return {ConflictField(row[0]): row[1] for row in rows}


def conflict_with(session: Session, conflict_id: int) -> StoredConflict | None:
    row = session.scalars(
        select(ConflictRow)
        .where(ConflictRow.id == conflict_id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return _told(row) if row is not None else None


def save_side(
    session: Session, held: StoredConflict, side: Side | None, by: str, at: datetime, note: str
) -> bool:
    """Whether nobody was quicker: it is as it was read, and is decided or open again now."""
    changed = session.execute(
        update(ConflictRow)
        .where(
            ConflictRow.id == held.conflict_id,
            ConflictRow.decision == (held.side.value if held.side else ""),
        )
        .values(
            decision=side.value if side else "",
            decided_at=at if side else None,
            decided_by=by if side else "",
            note=note if side else "",
        )
        .returning(ConflictRow.id)
    )
    return changed.first() is not None


def replace_conflicts(
    session: Session, found: Mapping[str, Sequence[Conflict]], today: date
) -> None:
    """Makes the stored contradictions of these NPIs those that were found.

    A decision stays as long as both sources say what they said.
    """
    stored = {
        (row.npi, row.field, row.place): row
        for row in session.scalars(select(ConflictRow).where(ConflictRow.npi.in_(list(found))))
    }
    wanted = {
        (npi, conflict.field.value, conflict.place): conflict
        for npi, conflicts in found.items()
        for conflict in conflicts
    }
    gone = [
        row.id
        for key, row in stored.items()
        if (row.decided_at is None and key not in wanted)
        or (key in wanted and _conflict(row) != wanted[key])
    ]
    if gone:
        session.execute(delete(ConflictRow).where(ConflictRow.id.in_(gone)))
    fresh = [
        (npi, conflict)
        for (npi, field, place), conflict in wanted.items()
        if (row := stored.get((npi, field, place))) is None or _conflict(row) != conflict
    ]
    if fresh:
        session.execute(insert(ConflictRow), [_columns(*one, today) for one in fresh])


def _stored(session: Session, condition: ColumnElement[bool]) -> list[StoredConflict]:
    rows = session.scalars(
        select(ConflictRow)
        .where(condition)
        .order_by(ConflictRow.npi, ConflictRow.field, ConflictRow.place)
    )
    return [_told(row) for row in rows]


def _is_decided(is_decided: bool) -> ColumnElement[bool]:
    return ConflictRow.decided_at.is_not(None) if is_decided else ConflictRow.decided_at.is_(None)


def _told(row: ConflictRow) -> StoredConflict:
    return StoredConflict(
        conflict_id=row.id,
        npi=row.npi,
        conflict=_conflict(row),
        seen_on=row.seen_on,
        side=Side(row.decision) if row.decision else None,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        note=row.note,
    )


def _columns(npi: str, conflict: Conflict, today: date) -> dict[str, object]:
    return {
        "npi": npi,
        "field": conflict.field.value,
        "place": conflict.place,
        "source_a": conflict.source_a.value,
        "value_a": conflict.value_a,
        "source_b": conflict.source_b.value,
        "value_b": conflict.value_b,
        "seen_on": today,
        "decision": "",
        "decided_at": None,
        "decided_by": "",
    }


def _conflict(row: ConflictRow) -> Conflict:
    return Conflict(
        ConflictField(row.field),
        row.place,
        Source(row.source_a),
        row.value_a,
        Source(row.source_b),
        row.value_b,
    )
