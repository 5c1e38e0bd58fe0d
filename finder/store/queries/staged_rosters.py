"""Rosters that wait to be loaded, as the database knows them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from finder.store.tables import PractitionerRow, StagedRosterRow

_CODE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class StoredRoster:
    """One uploaded roster, as ``StagedRosterRow`` says; ``code`` is the name of its folder."""

    staged_id: int
    source: str
    code: str
    sha256: str
    uploaded_by: str
    uploaded_at: datetime
    generation: int
    needs_second_person: bool
    trial: str
    applied_by: str
    applied_at: datetime | None


def add_staged(session: Session, values: dict[str, Any]) -> None:
    session.add(StagedRosterRow(applied_by="", applied_at=None, **values))
    session.flush()


def staged(session: Session, code: str) -> StoredRoster | None:
    """By its random code: a number could be that of another roster once this one is gone."""
    if not _CODE.fullmatch(code):
        return None
    found = _stored(session, select(StagedRosterRow).where(StagedRosterRow.folder == code))
    return found[0] if found else None


def newest_staged(session: Session, most: int) -> list[StoredRoster]:
    """The rosters that were uploaded last, the newest first."""
    newest = select(StagedRosterRow).order_by(StagedRosterRow.id.desc()).limit(most)
    return _stored(session, newest)


def unloaded_before(session: Session, moment: datetime) -> list[StoredRoster]:
    """Rosters whose time is over and that nobody has loaded."""
    over = (
        select(StagedRosterRow)
        .where(StagedRosterRow.applied_at.is_(None), StagedRosterRow.uploaded_at <= moment)
        .order_by(StagedRosterRow.id)
    )
    return _stored(session, over)


def mark_applied(session: Session, staged_id: int, by: str, at: datetime) -> bool:
    """Whether nobody was quicker."""
    changed = session.execute(
        update(StagedRosterRow)
        .where(StagedRosterRow.id == staged_id, StagedRosterRow.applied_at.is_(None))
        .values(applied_by=by, applied_at=at)
        .returning(StagedRosterRow.id)
        .execution_options(synchronize_session=False)
    )
    return changed.first() is not None


def drop_staged(session: Session, staged_id: int) -> None:
    session.execute(
        delete(StagedRosterRow)
        .where(StagedRosterRow.id == staged_id)
        .execution_options(synchronize_session=False)
    )


def npis_by_id(session: Session, practitioner_ids: Iterable[int]) -> dict[int, str]:
    """The NPI of each of some practitioners."""
    rows = session.execute(
        select(PractitionerRow.id, PractitionerRow.npi).where(
            PractitionerRow.id.in_(list(practitioner_ids))
        )
    )
    return {row.id: row.npi for row in rows}


def _stored(session: Session, asked: Select[StagedRosterRow]) -> list[StoredRoster]:
    return [
        StoredRoster(
            staged_id=row.id,
            source=row.source,
            code=row.folder,
            sha256=row.sha256,
            uploaded_by=row.uploaded_by,
            uploaded_at=row.uploaded_at,
            generation=row.generation,
            needs_second_person=row.needs_second_person,
            trial=row.trial,
            applied_by=row.applied_by,
            applied_at=row.applied_at,
        )
        for row in session.scalars(asked)
    ]
