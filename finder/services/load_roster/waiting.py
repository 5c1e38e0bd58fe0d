"""Where an uploaded roster waits between its trial and its load, and for how long."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from finder.importers.rosters.columns import ROSTER_COLUMNS
from finder.services.resources import Resources
from finder.services.write_file import remove_when_done
from finder.store.queries.staged_rosters import StoredRoster, drop_staged, unloaded_before

FOLDER = "staging"
LIFETIME = timedelta(hours=1)
ROSTERS = tuple(ROSTER_COLUMNS)


def roster_columns(roster: str) -> tuple[str, ...]:
    """The columns of the roster of this name, in the order of its sample; none for no roster."""
    return next((names for source, names in ROSTER_COLUMNS.items() if source.value == roster), ())


def file_of(resources: Resources, folder: str, source: str) -> Path:
    """Named after the roster, because imports tell of files by their names."""
    return resources.settings.home / FOLDER / folder / f"{source}.csv"


def is_over(resources: Resources, row: StoredRoster) -> bool:
    return resources.now() >= row.uploaded_at + LIFETIME


def drop_old(session: Session, resources: Resources) -> None:
    """Whoever uploads, loads or discards one clears away those whose hour is over."""
    for row in unloaded_before(session, resources.now() - LIFETIME):
        drop(session, resources, row)


def drop(session: Session, resources: Resources, row: StoredRoster) -> None:
    """The row in this transaction, the file once it is kept."""
    drop_staged(session, row.staged_id)
    remove_when_done(session, file_of(resources, row.code, row.source).parent)
