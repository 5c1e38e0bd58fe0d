"""What the directory's own row says, asked so cheaply that it can be asked before every page."""

import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from finder.domain.errors import DirectoryUnavailable
from finder.store.watched_file import file_identity

# Whatever a public page may show changes this: a correction and an import count up the directory's
# generation, an import without a change and a check of the same outcome add a row. Staff who sign
# in, letters and the ledger leave it as it is.
FACTS_ROW = (
    "SELECT generation, is_demo, ranking_version, newest_volume_year, data_as_of, "
    "(SELECT max(id) FROM import_run), (SELECT max(id) FROM verification_event) "
    "FROM directory WHERE id = 1"
)
# What pg_restore puts here may count as far and hold something else; its tables are new ones.
_SERVER_ROW = FACTS_ROW.replace("SELECT ", "SELECT 'directory'::regclass::oid, ", 1)


@dataclass(frozen=True, slots=True)
class Version:
    """Two pages of the same version were made from the same facts."""

    row: tuple[Any, ...]
    is_replica: bool = False


class VersionWatch(Protocol):
    """Tells the version, or ``None`` where only a page can say what is wrong."""

    def version(self, is_replica: bool = False) -> Version | None: ...

    def close(self) -> None: ...


def version_watch(engine: Engine) -> VersionWatch:
    if engine.dialect.name == "sqlite":
        return _FileWatch(Path(engine.url.database or ":memory:").resolve())
    return _ServerWatch(engine)


class _FileWatch:
    """SQLite tells without a question whether anybody has written since the last look."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._change: int | None = None
        self._version: Version | None = None

    def version(self, is_replica: bool = False) -> Version | None:
        with self._lock:
            try:
                return self._look()
            except sqlite3.Error:
                self._forget()
                return None

    def close(self) -> None:
        with self._lock:
            self._forget()

    def _look(self) -> Version | None:
        connection = self._connected()
        if connection is None:
            return None
        (change,) = connection.execute("PRAGMA data_version").fetchone()
        if change != self._change:
            row = connection.execute(FACTS_ROW).fetchone()
            # Another file that was put here may count as far and hold something else.
            self._version = Version((self._file, *(row or ())))
            self._change = change
        return self._version

    def _connected(self) -> sqlite3.Connection | None:
        """It makes no file and waits for nobody: a page without a copy is made as ever."""
        file = file_identity(self._path)
        if file != self._file:
            self._forget()
        if self._connection is None and file is not None:
            address = f"{self._path.as_uri()}?mode=rw"
            self._connection = sqlite3.connect(
                address, uri=True, timeout=0, isolation_level=None, check_same_thread=False
            )
            self._file = file
        return self._connection

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = self._change = self._version = self._file = None


class _ServerWatch:
    """PostgreSQL is asked for one row, past everything that a session would add."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def version(self, is_replica: bool = False) -> Version | None:
        errors = self._engine.dialect.loaded_dbapi
        try:
            with closing(self._engine.raw_connection()) as connection:
                cursor = connection.cursor()
                cursor.execute(_SERVER_ROW)
                row = cursor.fetchone()
        except (SQLAlchemyError, errors.OperationalError) as problem:
            # A page would ask the same server and wait as long once more.
            raise DirectoryUnavailable(
                "The database cannot be reached. Check FINDER_DATABASE_URL and that it is running."
            ) from problem
        except errors.Error:
            return None
        return Version(tuple(row or ()), is_replica)

    def close(self) -> None:
        """Its connections are the engine's."""
