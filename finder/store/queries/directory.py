"""The one row that says what the directory is, and its counter of changes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from finder.store.tables import DirectoryRow, ImportRunRow

# Carried by the search statement itself, so that a page needs no statement more for it.
DIRECTORY_COLUMNS = (
    "directory.generation, directory.is_demo, directory.newest_volume_year, directory.data_as_of"
)


@dataclass(frozen=True, slots=True)
class DirectoryState:
    """What every page must know: changes so far, demonstration or not, how old the data is."""

    generation: int = 0
    is_demo: bool = False
    newest_volume_year: int | None = None
    data_as_of: date | None = None


@dataclass(frozen=True, slots=True)
class SourceRelease:
    """The newest load of one source."""

    source: str
    release_on: date | None
    year: int | None
    loaded_on: date
    rows_kept: int


def directory_from(row: Row[Any]) -> DirectoryState:
    """The state from the columns that a statement carried along."""
    as_of = row.data_as_of
    return DirectoryState(
        generation=row.generation or 0,
        is_demo=bool(row.is_demo),
        newest_volume_year=row.newest_volume_year,
        data_as_of=date.fromisoformat(as_of) if isinstance(as_of, str) else as_of,
    )


def directory_state(session: Session) -> DirectoryState:
    row = session.execute(
        text(f"SELECT {DIRECTORY_COLUMNS} FROM directory WHERE id = 1")  # noqa: S608  # nosec B608  # our constant
    ).one_or_none()
    return directory_from(row) if row is not None else DirectoryState()


def ranking_version(session: Session) -> int | None:
    """The version of the ranking's numbers that the index was built with."""
    return session.scalar(select(DirectoryRow.ranking_version))


def directory_row(session: Session) -> DirectoryRow:
    """The row itself, for writing; made on first use."""
    row = session.get(DirectoryRow, 1)
    if row is None:
        row = DirectoryRow(id=1, generation=0, is_demo=False, ranking_version=0)
        session.add(row)
        session.flush()
    return row


def newest_releases(session: Session) -> list[SourceRelease]:
    """The newest load of every source that stands, by source."""
    newest: dict[str, SourceRelease] = {}
    standing = select(ImportRunRow).where(ImportRunRow.undone_at.is_(None))
    for run in session.scalars(standing.order_by(ImportRunRow.id)):
        newest[run.source] = SourceRelease(
            run.source, run.release_on, run.year, run.finished_at.date(), run.rows_kept
        )
    return [newest[source] for source in sorted(newest)]
