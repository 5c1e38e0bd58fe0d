"""Contradictions between sources: kept in step with the facts, decided by people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from finder.domain.conflicts import Conflict, ConflictField
from finder.domain.provenance import Source
from finder.store.tables import ConflictRow


@dataclass(frozen=True, slots=True)
class StoredConflict:
    """A contradiction and the day the directory first held it."""

    npi: str
    conflict: Conflict
    seen_on: date
    is_decided: bool


def open_conflicts(session: Session) -> list[StoredConflict]:
    """All that nobody has decided, in a fixed order."""
    return _stored(session, ConflictRow.decided_at.is_(None))


def conflicts_held(session: Session, npis: Iterable[str]) -> dict[str, list[StoredConflict]]:
    """Those of these practitioners, decided or not."""
    held: dict[str, list[StoredConflict]] = defaultdict(list)
    for one in _stored(session, ConflictRow.npi.in_(list(npis))):
        held[one.npi].append(one)
    return held


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
    return [
        StoredConflict(row.npi, _conflict(row), row.seen_on, row.decided_at is not None)
        for row in rows
    ]


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
