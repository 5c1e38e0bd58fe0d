"""Bringing the schema up to date: in turns, with a sentence for what cannot be done."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from finder.domain.errors import DirectoryUnavailable, InvalidValue
from finder.settings import ROOT
from finder.store.engine import Database
from finder.store.schema import is_current, is_known, migrate

AT_ONCE = """
import sys
from finder.store.engine import Database
from finder.store.schema import migrate
print("ready", flush=True)
sys.stdin.readline()
migrate(Database(sys.argv[1]))
"""


def set_revision(database: Database, number: str) -> None:
    with database.writing() as session:
        session.execute(
            text("UPDATE alembic_version SET version_num = :number"), {"number": number}
        )


def test_a_migrated_database_is_current_and_known(any_database: Database) -> None:
    with any_database.reading() as session:
        assert is_current(session)
        assert is_known(session)


def test_a_blank_database_is_not_current(blank: Database) -> None:
    with blank.reading() as session:
        assert not is_current(session)


def test_an_unknown_revision_is_refused(any_database: Database) -> None:
    with pytest.raises(InvalidValue, match="There is no revision 9999"):
        migrate(any_database, "9999")


def test_a_database_of_a_newer_program_is_left_alone(any_database: Database) -> None:
    set_revision(any_database, "9998")
    with pytest.raises(DirectoryUnavailable, match="newer than this program"):
        migrate(any_database)
    with any_database.reading() as session:
        assert not is_known(session)


def test_a_current_database_needs_no_turn_to_write(impatient: None, any_database: Database) -> None:
    """So that a server can start while an import runs."""
    with any_database.writing() as session:
        session.execute(text("UPDATE directory SET generation = 1"))
        migrate(any_database)


def test_a_locked_database_says_to_try_again(impatient: None, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'finder.db'}")
    with database.writing() as session:
        session.execute(text("CREATE TABLE taken (id INTEGER)"))
        with pytest.raises(DirectoryUnavailable, match="Try again in a few seconds"):
            migrate(database)
    database.close()


def test_programs_that_start_at_the_same_time_migrate_in_turns(blank: Database) -> None:
    url = blank.engine.url.render_as_string(hide_password=False)
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", AT_ONCE, url],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    for program in starting:
        # Each has done its imports and waits for the word.
        assert program.stdout is not None
        program.stdout.readline()
    for program in starting:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    faults = [program.communicate()[1] for program in starting]
    assert [program.returncode for program in starting] == [0, 0, 0], "\n".join(faults)
    with blank.reading() as session:
        assert is_current(session)
