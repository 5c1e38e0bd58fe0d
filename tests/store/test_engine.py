"""Sessions keep or give up whole; a database in trouble says so in a sentence, and soon."""

import math
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from finder.domain.errors import DirectoryUnavailable, StoredDataDamaged
from finder.store.engine import BUSY_TIMEOUT_SECONDS, Database, _add_missing_functions, make_engine
from finder.store.tables import PractitionerRow

AddPractitioner = Callable[..., PractitionerRow]


def how_many(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(PractitionerRow)) or 0


def test_writing_keeps_what_was_done(
    any_database: Database, add_practitioner: AddPractitioner
) -> None:
    with any_database.writing() as session:
        add_practitioner(session)
    assert how_many(any_database) == 1


def test_writing_keeps_nothing_when_anything_is_raised(
    any_database: Database, add_practitioner: AddPractitioner
) -> None:
    def add_and_fail() -> None:
        with any_database.writing() as session:
            add_practitioner(session)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        add_and_fail()
    assert how_many(any_database) == 0


def test_reading_never_keeps_a_change(
    any_database: Database, add_practitioner: AddPractitioner
) -> None:
    with any_database.reading() as session:
        add_practitioner(session)
    assert how_many(any_database) == 0


def test_a_reader_sees_the_old_directory_until_the_writer_commits(
    any_database: Database, add_practitioner: AddPractitioner
) -> None:
    with any_database.writing() as session:
        add_practitioner(session)
        assert how_many(any_database) == 0
    assert how_many(any_database) == 1


def test_a_reader_sees_one_state_however_long_it_reads(
    database: Database, add_practitioner: AddPractitioner
) -> None:
    count = select(func.count()).select_from(PractitionerRow)
    with database.reading() as reader:
        assert reader.scalar(count) == 0
        with database.writing() as writer:
            add_practitioner(writer)
        assert reader.scalar(count) == 0


def test_on_sqlite_a_writer_asks_for_its_turn_at_once_and_a_reader_does_not(
    database: Database,
) -> None:
    begun: list[str] = []

    def note(statement: str) -> None:
        if statement.startswith("BEGIN"):
            begun.append(statement)

    with database.reading() as session:
        driver = session.connection().connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_trace_callback(note)
    for session_of in (database.reading, database.writing):
        with session_of() as session:
            session.execute(text("SELECT 1"))
    assert begun == ["BEGIN DEFERRED", "BEGIN IMMEDIATE"]


def test_two_writers_that_first_read_take_turns(
    database: Database, add_practitioner: AddPractitioner
) -> None:
    """Without a turn asked for at the start, the second would fail at once."""
    first_has_read, problems = threading.Event(), []

    def second_writer() -> None:
        first_has_read.wait()
        try:
            with database.writing() as session:
                session.scalars(select(PractitionerRow)).all()
                add_practitioner(session, npi="2000000010")
        except DirectoryUnavailable as problem:
            problems.append(problem)

    other = threading.Thread(target=second_writer)
    other.start()
    with database.writing() as session:
        session.scalars(select(PractitionerRow)).all()
        first_has_read.set()
        time.sleep(0.1)
        add_practitioner(session)
    other.join()
    assert problems == []
    assert how_many(database) == 2


def test_a_locked_database_is_waited_for_well_below_ten_seconds() -> None:
    assert 3 <= BUSY_TIMEOUT_SECONDS <= 6


def test_a_locked_database_says_to_try_again_and_works_when_it_is_free(
    impatient: None, any_database: Database, add_practitioner: AddPractitioner
) -> None:
    started = time.monotonic()
    with any_database.writing() as first:
        add_practitioner(first)
        with (
            pytest.raises(DirectoryUnavailable, match="Try again in a few seconds"),
            any_database.writing() as second,
        ):
            add_practitioner(second)
    assert time.monotonic() - started < 60
    with any_database.writing() as session:
        add_practitioner(session, npi="2000000010")
    assert how_many(any_database) == 2


@pytest.mark.postgresql
def test_on_postgresql_too_writers_take_turns(
    impatient: None, postgresql_url: str, add_practitioner: AddPractitioner
) -> None:
    """Two that had read the same state would both add what is missing from it."""
    database = Database(postgresql_url)
    with database.writing() as first:
        add_practitioner(first)
        with (
            pytest.raises(DirectoryUnavailable, match="Try again in a few seconds"),
            database.writing() as second,
        ):
            add_practitioner(second, npi="2000000010")
        assert how_many(database) == 0
    with database.writing() as session:
        add_practitioner(session, npi="2000000010")
    assert how_many(database) == 2
    database.close()


def test_a_file_that_may_not_be_written_says_what_to_check(
    database: Database, add_practitioner: AddPractitioner
) -> None:
    def write_where_it_is_forbidden() -> None:
        with database.writing() as session:
            session.execute(text("PRAGMA query_only = ON"))
            add_practitioner(session)

    with pytest.raises(DirectoryUnavailable, match="this user may write"):
        write_where_it_is_forbidden()


def test_a_database_without_tables_says_to_migrate(blank: Database) -> None:
    with pytest.raises(DirectoryUnavailable, match="finder migrate"), blank.reading() as session:
        session.scalars(select(PractitionerRow)).all()


@pytest.mark.parametrize("url", ["sqlite:///{folder}", "postgresql://finder@/x?host={folder}"])
def test_a_database_that_is_not_there_says_what_to_check(url: str, tmp_path: Path) -> None:
    database = Database(url.format(folder=tmp_path))
    with (
        pytest.raises(DirectoryUnavailable, match="Check FINDER_DATABASE_URL"),
        database.reading() as session,
    ):
        session.scalars(select(PractitionerRow)).all()
    database.close()


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "finder.db"
    path.write_bytes(b"this is a letter and not a database " * 100)
    database = Database(f"sqlite:///{path}")
    with pytest.raises(StoredDataDamaged, match="Restore"), database.reading() as session:
        session.scalars(select(PractitionerRow)).all()
    database.close()


def test_a_full_disk_says_so_and_loses_nothing(
    database: Database, add_practitioner: AddPractitioner
) -> None:
    def fill_the_disk() -> None:
        with database.writing() as session:
            pages = session.scalar(text("PRAGMA page_count"))
            session.execute(text(f"PRAGMA max_page_count = {pages}"))
            add_practitioner(session, npi="2000000010", digest="x" * 100_000)

    with database.writing() as session:
        add_practitioner(session)
    with pytest.raises(DirectoryUnavailable, match="disk is full"):
        fill_the_disk()
    database.close()
    assert how_many(database) == 1


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'new' / 'home' / 'finder.db'}")
    engine.connect().close()
    engine.dispose()
    assert (tmp_path / "new" / "home" / "finder.db").exists()


def test_both_databases_have_the_functions_that_rank(any_database: Database) -> None:
    with any_database.reading() as session:
        root, power = session.execute(text("SELECT sqrt(2.25), exp(1.0)")).one()
    assert float(root) == 1.5
    assert float(power) == pytest.approx(math.e)


class Bare(sqlite3.Connection):
    """A SQLite built without its mathematical functions, until they are given to it."""

    given: tuple[str, ...] = ()

    def execute(self, statement: str, *parameters: object) -> sqlite3.Cursor:
        if any(f"{name}(" in statement and name not in self.given for name in ("sqrt", "exp")):
            raise sqlite3.OperationalError("no such function: sqrt")
        return super().execute(statement, *parameters)

    def create_function(self, name: str, *arguments: object, **options: bool) -> None:
        self.given += (name,)
        super().create_function(name, *arguments, **options)


def test_a_sqlite_without_mathematical_functions_is_given_them() -> None:
    bare = sqlite3.connect(":memory:", factory=Bare)
    _add_missing_functions(bare)
    (root, power) = bare.execute("SELECT sqrt(2.25), exp(0.0)").fetchone()
    bare.close()
    assert (root, power) == (1.5, 1.0)
