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
from finder.store.forgetting import Journal
from finder.store.pools import PoolUse, pool_use
from finder.store.postgresql import postgresql_engine
from finder.store.replica import Replica, ReplicaState
from finder.store.versions import Version, version_watch
from finder.store.watched_file import watch_file

BUSY_TIMEOUT_SECONDS = 5
_PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "secure_delete=ON")
_BEGIN = "finder_begin"
_AT_LENGTH = "finder_at_length"
# What a session's ``info`` holds that reads from the replica.
FROM_REPLICA = "from_replica"
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
    if database and database != ":memory:":
        watch_file(engine, Path(database).resolve())
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transactions would commit before DDL and begin too late to hold a read
    # and a later write together; we begin ourselves.
    connection.isolation_level = None
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        _add_missing_functions(connection)
    except sqlite3.Error:
        # A damaged file: nobody else knows of this connection yet, so nobody would close it.
        connection.close()
        raise


def _add_missing_functions(connection: sqlite3.Connection) -> None:
    """Some builds of SQLite lack the mathematical functions that the candidate query uses."""
    try:
        connection.execute("SELECT sqrt(4.0), exp(1.0), ln(2.0)")
    except sqlite3.OperationalError:
        connection.create_function("sqrt", 1, math.sqrt, deterministic=True)
        connection.create_function("exp", 1, math.exp, deterministic=True)
        connection.create_function("ln", 1, math.log, deterministic=True)


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer fails at once when another writer came first; a writer that
    # says so from the start waits its turn.
    options = connection.get_execution_options()
    mode = options.get(_BEGIN, "DEFERRED")
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        # What a page sorts is small, and a file made for it would cost more than the search; an
        # import and whoever reads everything have more than the memory should hold.
        is_page = mode == "DEFERRED" and not options.get(_AT_LENGTH)
        driver.execute(f"PRAGMA temp_store = {'MEMORY' if is_page else 'DEFAULT'}")
        # As the driver would do itself: no question to the directory, so none in any count.
        driver.execute(f"BEGIN {mode}")


def _begin_postgresql(connection: Connection) -> None:
    # Two imports that began from the same state would add the same rows; one waits for the other.
    if connection.get_execution_options().get(_BEGIN) == "IMMEDIATE":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


def _page_reader(url: str) -> Engine:
    """One page sees one state of the directory in all of its statements, as on SQLite."""
    return make_engine(url, has_deadline=True).execution_options(isolation_level="REPEATABLE READ")


class Database:
    """Sessions for reading and for writing; the only way anything reaches the tables."""

    def __init__(self, url: str, replica_url: str = "") -> None:
        self.engine = make_engine(url)
        self._reader = self.engine
        if self.engine.dialect.name == "postgresql":
            self._reader = _page_reader(url)
        self._reading = sessionmaker(self._reader, autoflush=False)
        self._writing = sessionmaker(
            self.engine.execution_options(**{_BEGIN: "IMMEDIATE"}), autoflush=False
        )
        self._replica = Replica(_page_reader(replica_url), self._reader) if replica_url else None
        self._versions = version_watch(self._reader)
        self._journal = Journal(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes, if any, are never kept."""
        with as_domain_errors(), self._reading() as session:
            yield session
            session.rollback()

    @contextmanager
    def reading_nearby(self) -> Iterator[Session]:
        """The same for what may be a moment old: from the replica while it keeps up."""
        session = self._replica.session() if self._replica else None
        if self._replica is None or session is None:
            with self.reading() as session:
                yield session
            return
        session.info[FROM_REPLICA] = True
        with as_domain_errors(), session:
            try:
                yield session
                session.rollback()
            except OperationalError:
                self._replica.give_up()
                raise

    @contextmanager
    def reading_at_length(self) -> Iterator[Session]:
        """One moment of the primary for as long as it takes to read all of it."""
        engine = self.engine.execution_options(**{_AT_LENGTH: True})
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with as_domain_errors(), Session(engine, autoflush=False) as session:
            yield session
            session.rollback()

    def replica_state(self) -> ReplicaState | None:
        """``None`` where no replica is set."""
        return self._replica.state() if self._replica else None

    def version(self) -> Version | None:
        """What the directory's own row says where ``reading_nearby`` would read.

        ``None`` where that cannot be told; asked before every page, so it costs next to nothing.
        """
        if self._replica is not None and self._replica.state().serves_reads:
            try:
                return version_watch(self._replica.reader).version(is_replica=True)
            except DirectoryUnavailable:
                self._replica.give_up()
        return self._versions.version()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end, or keeps nothing when anything is raised."""
        with as_domain_errors(), self._writing() as session:
            with session.begin():
                yield session
            self._journal.settle(session)

    @contextmanager
    def changing_schema(self) -> Iterator[Connection]:
        """A connection that waits its turn to write, commits at the end or keeps nothing."""
        writer = self.engine.execution_options(**{_BEGIN: "IMMEDIATE"})
        with as_domain_errors(), writer.connect() as connection:
            yield connection
            connection.commit()

    def pools(self) -> tuple[PoolUse, ...]:
        """The connections of each kind; on SQLite readers and writers share one."""
        engines = {"writing": self.engine, "reading": self._reader}
        if self._reader is self.engine:
            engines = {"all": self.engine}
        if self._replica is not None:
            engines["replica"] = self._replica.reader
        return tuple(pool_use(name, engine) for name, engine in engines.items())

    def close(self) -> None:
        self._versions.close()
        if self._replica is not None:
            self._replica.close()
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
