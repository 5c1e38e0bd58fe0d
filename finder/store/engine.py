"""The one engine factory, for SQLite and PostgreSQL, used by the program and by migrations."""

import math
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session, sessionmaker

from finder.domain.errors import DirectoryUnavailable, StoredDataDamaged
from finder.store.postgresql import postgresql_engine

BUSY_TIMEOUT_SECONDS = 5
_BEGIN = "finder_begin"
# The name of the lock that a writer holds on PostgreSQL; any number no other program uses.
_WRITERS = 1_718_184_548
# What SQLite says where the bytes of its file are wrong.
_DAMAGED = ("malformed", "not a database", "could not decode to utf-8")
# What it says where the file system refuses: no permission, a limit, a failing disk.
_UNWRITABLE = ("readonly database", "unable to open database file", "disk i/o error")


def make_engine(url: str, has_deadline: bool = False) -> Engine:
    """An engine for the address; a SQLite file's folder is made if it is missing.

    A local file cannot stop answering as a server can, so only PostgreSQL has a deadline.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite_engine(url, address.database)
    engine = postgresql_engine(address, has_deadline)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _sqlite_engine(url: str, database: str | None) -> Engine:
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transactions would commit before DDL and begin too late to hold a read
    # and a later write together; we begin ourselves.
    connection.isolation_level = None
    try:
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")
        _add_missing_functions(connection)
    except sqlite3.Error:
        # A damaged file: nobody else knows of this connection yet, so nobody would close it.
        connection.close()
        raise


def _add_missing_functions(connection: sqlite3.Connection) -> None:
    """Some builds of SQLite lack the mathematical functions that the candidate query uses."""
    try:
        connection.execute("SELECT sqrt(4.0), exp(1.0)")
    except sqlite3.OperationalError:
        connection.create_function("sqrt", 1, math.sqrt, deterministic=True)
        connection.create_function("exp", 1, math.exp, deterministic=True)


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer fails at once when another writer came first; a writer that
    # says so from the start waits its turn.
    mode = connection.get_execution_options().get(_BEGIN, "DEFERRED")
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        # As the driver would do itself: no question to the directory, so none in any count.
        driver.execute(f"BEGIN {mode}")


def _begin_postgresql(connection: Connection) -> None:
    # Two imports that began from the same state would add the same rows; one waits for the other.
    if connection.get_execution_options().get(_BEGIN) == "IMMEDIATE":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


class Database:
    """Sessions for reading and for writing; the only way anything reaches the tables."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._reader = self.engine
        if self.engine.dialect.name == "postgresql":
            # One page sees one state of the directory in all of its statements, as on SQLite.
            self._reader = make_engine(url, has_deadline=True).execution_options(
                isolation_level="REPEATABLE READ"
            )
        self._reading = sessionmaker(self._reader, autoflush=False)
        self._writing = sessionmaker(
            self.engine.execution_options(**{_BEGIN: "IMMEDIATE"}), autoflush=False
        )

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes, if any, are never kept."""
        with as_domain_errors(), self._reading() as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end, or keeps nothing when anything is raised."""
        with as_domain_errors(), self._writing() as session, session.begin():
            yield session

    @contextmanager
    def changing_schema(self) -> Iterator[Connection]:
        """A connection that waits its turn to write, commits at the end or keeps nothing."""
        writer = self.engine.execution_options(**{_BEGIN: "IMMEDIATE"})
        with as_domain_errors(), writer.connect() as connection:
            yield connection
            connection.commit()

    def close(self) -> None:
        self._reader.dispose()
        self.engine.dispose()


@contextmanager
def as_domain_errors() -> Iterator[None]:
    """What a database says about itself, in our own terms; a fault of ours stays as it is."""
    try:
        yield
    except PoolTimeoutError as problem:
        raise DirectoryUnavailable(
            "Too many requests wait for the database. Try again in a few seconds."
        ) from problem
    except (DBAPIError, sqlite3.Error) as problem:
        text = str(problem.orig if isinstance(problem, DBAPIError) else problem).lower()
        if any(words in text for words in _DAMAGED):
            raise StoredDataDamaged(
                "The stored data is damaged. Restore the newest backup: finder restore FILE"
            ) from problem
        # SQLite calls a wrong statement operational too; the last is PostgreSQL's word for a
        # missing table.
        is_ours = "syntax error" in text or "no such function" in text
        is_operational = isinstance(problem, OperationalError | sqlite3.OperationalError)
        if (is_operational and not is_ours) or (
            isinstance(problem, ProgrammingError) and "does not exist" in text
        ):
            raise DirectoryUnavailable(_sentence(text)) from problem
        raise


def _sentence(text: str) -> str:
    if "locked" in text or "lock timeout" in text:
        return "The directory is being changed at this moment. Try again in a few seconds."
    if re.search(r"no such (table|column)|(relation|column) .* does not exist", text):
        return "The database is not up to date. Run: finder migrate"
    if "disk" in text and "full" in text:
        return "The disk is full, so nothing was written. Make room and try again."
    if any(words in text for words in _UNWRITABLE):
        return (
            "The database file cannot be read or written. Check FINDER_DATABASE_URL, the disk, and "
            "that this user may write to the file and its folder."
        )
    return "The database cannot be reached. Check FINDER_DATABASE_URL and that it is running."
