"""The imports that were committed as releases, and what each changed."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, func, select, update
from sqlalchemy.orm import Session

from finder.domain.releases import ChangeKind, Release, ReleaseChange
from finder.store.bulk import insert_rows
from finder.store.tables import ImportRunRow, ReleaseChangeRow

_ORDER = {kind.value: place for place, kind in enumerate(ChangeKind)}
# What a column of numbers can hold; an address may ask for more.
_LARGEST_NUMBER = 2**31 - 1
_COUNTS = ("rows_read", "rows_kept", "added", "changed", "unchanged", "removed", "quarantined")


def releases(session: Session, source: str, most: int, start: int = 0) -> list[Release]:
    """The imports of a source, or of all, the newest first."""
    statement = select(ImportRunRow).order_by(ImportRunRow.id.desc()).limit(most).offset(start)
    return [_release(row) for row in session.scalars(_of(statement, source))]


def count_releases(session: Session, source: str) -> int:
    return session.scalar(_of(select(func.count(ImportRunRow.id)), source)) or 0


def release_numbered(session: Session, number: int) -> Release | None:
    row = session.get(ImportRunRow, number) if number <= _LARGEST_NUMBER else None
    return _release(row) if row is not None else None


def newest_before(session: Session, number: int | None = None) -> Release | None:
    """The newest import before this one, or the newest of all."""
    earlier = select(ImportRunRow).order_by(ImportRunRow.id.desc()).limit(1)
    if number is not None:
        earlier = earlier.where(ImportRunRow.id < number)
    row = session.scalar(earlier)
    return _release(row) if row is not None else None


def newest_with_changes(session: Session) -> Release | None:
    """The import that made the directory what it is, if there is one."""
    row = session.scalar(
        select(ImportRunRow)
        .where(
            ImportRunRow.undone_at.is_(None),
            ImportRunRow.added + ImportRunRow.changed + ImportRunRow.removed > 0,
        )
        .order_by(ImportRunRow.id.desc())
        .limit(1)
    )
    return _release(row) if row is not None else None


def is_first_of(session: Session, source: str) -> bool:
    """Whether nothing of the source has been loaded that still stands."""
    standing = select(ImportRunRow.id).where(
        ImportRunRow.source == source, ImportRunRow.undone_at.is_(None)
    )
    return session.scalar(standing.limit(1)) is None


def mark_undone(session: Session, release: Release, at: datetime) -> None:
    """The import, and whatever of its source was loaded on top of it without changing anything."""
    session.execute(
        update(ImportRunRow)
        .where(
            ImportRunRow.source == release.source,
            ImportRunRow.id >= release.number,
            ImportRunRow.undone_at.is_(None),
        )
        .values(undone_at=at)
    )


def add_changes(session: Session, number: int, changes: Sequence[ReleaseChange]) -> None:
    rows = [
        {
            "run_id": number,
            "npi": change.npi,
            "name": change.name,
            "kind": change.kind.value,
            "before": change.before,
            "after": change.after,
        }
        for change in changes
    ]
    insert_rows(session, ReleaseChangeRow, rows)


def forget_old_changes(session: Session, source: str, kept: int) -> None:
    """Keeps the changes of the newest imports of a source; of older ones the counts stay."""
    newest = (
        select(ImportRunRow.id)
        .where(ImportRunRow.source == source)
        .order_by(ImportRunRow.id.desc())
        .offset(kept)
        .limit(1)
    )
    last_to_forget = session.scalar(newest)
    if last_to_forget is not None:
        old = select(ImportRunRow.id).where(
            ImportRunRow.source == source, ImportRunRow.id <= last_to_forget
        )
        session.execute(delete(ReleaseChangeRow).where(ReleaseChangeRow.run_id.in_(old)))


def changes_of(
    session: Session, number: int, kind: ChangeKind | None, most: int, start: int = 0
) -> list[ReleaseChange]:
    """Whom an import changed; those who need a look first."""
    rows = session.scalars(
        select(ReleaseChangeRow)
        .where(ReleaseChangeRow.run_id == number, *_of_kind(kind))
        .order_by(case(_ORDER, value=ReleaseChangeRow.kind), ReleaseChangeRow.npi)
        .limit(most)
        .offset(start)
    )
    return [
        ReleaseChange(row.npi, row.name, ChangeKind(row.kind), row.before, row.after)
        for row in rows
    ]


def count_changes(session: Session, number: int, kind: ChangeKind | None) -> int:
    """How many of them are stored."""
    statement = select(func.count(ReleaseChangeRow.id)).where(
        ReleaseChangeRow.run_id == number, *_of_kind(kind)
    )
    return session.scalar(statement) or 0


def _of_kind(kind: ChangeKind | None) -> list[ColumnElement[bool]]:
    return [ReleaseChangeRow.kind == kind.value] if kind is not None else []


def _of(statement: Select[Any], source: str) -> Select[Any]:
    return statement.where(ImportRunRow.source == source) if source else statement


def _release(row: ImportRunRow) -> Release:
    told = json.loads(row.difference)
    return Release(
        number=row.id,
        source=row.source,
        release_on=row.release_on,
        year=row.year,
        files=tuple(json.loads(row.files)),
        loaded_at=row.finished_at,
        generation=row.generation,
        counts={name: getattr(row, name) for name in _COUNTS},
        difference={kind: told[kind.value] for kind in ChangeKind if told.get(kind.value)},
        undone_at=row.undone_at,
    )
