"""Emptying the directory: every fact, everything derived from it and the record of imports."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from finder.store.base import Base
from finder.store.queries.directory import directory_row
from finder.store.replacing import FACTS
from finder.store.tables import (
    ImportRunRow,
    PractitionerRow,
    ReleaseChangeRow,
    ReportRow,
    StagedRosterRow,
)

# What refers to another table comes before it.
_TABLES: tuple[type[Base], ...] = (
    *reversed(FACTS),
    PractitionerRow,
    ReportRow,
    StagedRosterRow,
    ReleaseChangeRow,
    ImportRunRow,
)


def directory_is_empty(session: Session) -> bool:
    """Nothing was ever imported, or all of it was cleared."""
    return session.scalar(select(ImportRunRow.id).limit(1)) is None


def clear_directory(session: Session) -> None:
    """Deletes every fact; the counter of changes goes on, so that no copy outlives them."""
    for table in _TABLES:
        session.execute(delete(table))
    session.expire_all()
    row = directory_row(session)
    row.generation += 1
    row.is_demo = False
    row.ranking_version = 0
    row.newest_volume_year = None
    row.data_as_of = None
    session.flush()
