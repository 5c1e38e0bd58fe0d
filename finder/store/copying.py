"""Copying a SQLite database that is in use, whole and in one step, out of a file and into one."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from finder.domain.errors import DirectoryUnavailable, InvalidValue
from finder.store.engine import BUSY_TIMEOUT_SECONDS, Database, as_domain_errors

_HEADER_LENGTH = 100
# Where the header counts the pages; zero makes SQLite count for itself.
_PAGE_COUNT = slice(28, 32)
_CANNOT_BE_OPENED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def sqlite_file(database: Database) -> Path | None:
    """Where the database lies; ``None`` where another program keeps it."""
    url = database.engine.url
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise InvalidValue("A database in memory cannot be kept. Set FINDER_DATABASE_URL.")
    return Path(url.database)


def existing_sqlite_file(database: Database) -> Path | None:
    """The same, but a file that is missing is an error instead of made by the first question."""
    path = sqlite_file(database)
    if path is not None and not path.is_file():
        raise DirectoryUnavailable(
            f"There is no database at {path}. Check FINDER_HOME and FINDER_DATABASE_URL."
        )
    return path


def belongs_to_another_program(live: Path) -> bool:
    """Whether a sound database stands there that has tables, and not ours."""
    if not live.is_file():
        return False
    try:
        with closing(_open(live)) as connection:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.Error:
        return False
    return bool(names) and "alembic_version" not in names


def address_of(copy: Path, database: Database) -> str:
    """The address of another SQLite file, opened as the directory is where that is one too."""
    url = database.engine.url
    if url.get_backend_name() != "sqlite":
        url = URL.create("sqlite")
    return url.set(database=str(copy)).render_as_string(hide_password=False)


def copy_out(live: Path, copy: Path) -> None:
    """Copies what is committed at this moment; nobody who reads or writes waits for it."""
    with as_domain_errors(), closing(_open(live)) as source, closing(_open(copy)) as target:
        source.backup(target, progress=_give_up_when_locked)


def make_single(path: Path) -> None:
    """Leaves one file, which needs no write-ahead log beside it to be read."""
    with as_domain_errors(), closing(_open(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def copy_in(copy: Path, live: Path) -> Path | None:
    """Replaces all that is in ``live`` in one transaction, so that open connections see it too.

    Where what stood there cannot be opened it is kept; the answer is the path of that copy.
    """
    kept = None
    with as_domain_errors(), closing(_open(copy)) as source:
        try:
            _overwrite(source, live)
        except sqlite3.DatabaseError as problem:
            if problem.sqlite_errorcode & 0xFF not in _CANNOT_BE_OPENED:
                raise
            kept = live.with_name(f"{live.name}.damaged")
            shutil.copyfile(live, kept)
            _repair_header(copy, live)
            _overwrite(source, live)
    return kept


def _overwrite(source: sqlite3.Connection, live: Path) -> None:
    with closing(_open(live)) as target:
        source.backup(target, progress=_give_up_when_locked)
        # The log reaches the disk before the database does, and both before we say so.
        target.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _repair_header(copy: Path, live: Path) -> None:
    """Lets SQLite open the file, in place, as others may hold it open; no page of it is read."""
    with copy.open("rb") as file:
        header = bytearray(file.read(_HEADER_LENGTH))
    header[_PAGE_COUNT] = bytes(4)
    with live.open("r+b") as file:
        file.write(header)
        os.fsync(file.fileno())


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None)


def _give_up_when_locked(status: int, _remaining: int, _total: int) -> None:
    # Without this the copy would wait for ever; the time-out has passed once already.
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise DirectoryUnavailable(
            "The directory is being changed at this moment. Try again in a few seconds."
        )
