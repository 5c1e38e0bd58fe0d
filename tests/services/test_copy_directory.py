"""A directory moves to the other kind of database and back, whole and provably, or not at all."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import text

from finder.cli import finder
from finder.domain.accounts import Role
from finder.domain.errors import DirectoryUnavailable, InputRefused, InvalidValue
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.services import accounts
from finder.services.check_directory import check_directory
from finder.services.copy_directory import copy_directory
from finder.services.resources import Resources
from finder.settings import Settings
from finder.store import moving
from finder.store.engine import Database
from finder.store.moving import table_with_rows
from tests.factories import (
    certification,
    load,
    load_directory,
    medicare,
    membership,
    nppes_csv,
    person,
    practice,
)

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
# Runs in a program of its own, which ends itself in the middle of the work.
KILLED = """
import os, signal, sys
from pathlib import Path
from finder.services import copy_directory
from finder.services.resources import Resources
from finder.settings import Settings

write = copy_directory.write_rows

def write_and_die(session, table, rows):
    write(session, table, rows)
    if table.name == "practice_location":
        os.kill(os.getpid(), signal.SIGKILL)

copy_directory.write_rows = write_and_die
home, source, target = sys.argv[1:]
copy_directory.copy_directory(Resources(Settings(home=Path(home), database_url=source)), target)
"""


@pytest.fixture
def filled(any_resources: Resources, tmp_path: Path) -> Resources:
    """A directory with something in many tables, on each kind of database."""
    load_directory(
        any_resources,
        tmp_path,
        [person(1, last="Oakley"), person(2, last="Zoë Ñandú", zip_code="60614")],
        certifications=[certification(1)],
        memberships=[membership(1)],
        practices=[practice(1, languages="en;es")],
        volumes=[medicare(1), medicare(2, "1-10")],
    )
    with any_resources.database.writing() as session:
        actor = Actor("test", "operator")
        accounts.invite(session, any_resources, actor, "vera@example.org", Role.VERIFIER)
    return any_resources


@pytest.fixture
def make_target(
    request: pytest.FixtureRequest, any_resources: Resources, tmp_path: Path
) -> Callable[[], str]:
    """Addresses of empty databases of the kind that the directory is not."""
    if any_resources.database.engine.dialect.name == "postgresql":
        return lambda: f"sqlite:///{tmp_path / 'moved.db'}"
    return lambda: str(request.getfixturevalue("postgresql_server").create())


@pytest.fixture
def opened(any_resources: Resources, tmp_path: Path) -> Iterator[Callable[[str], Resources]]:
    """The directory at another address."""
    made: list[Resources] = []

    def open_at(url: str) -> Resources:
        made.append(Resources(Settings(home=tmp_path, database_url=url, rate_limits="off")))
        vars(made[-1]).update(places=any_resources.places, vocabulary=any_resources.vocabulary)
        return made[-1]

    yield open_at
    for resources in made:
        resources.close()


def occupied(url: str) -> str | None:
    database = Database(url)
    with database.reading() as session:
        found = table_with_rows(session)
    database.close()
    return found


@pytest.mark.postgresql
def test_there_and_back_every_digest_stays(
    filled: Resources,
    make_target: Callable[[], str],
    opened: Callable[[str], Resources],
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    away = make_target()
    there = copy_directory(filled, away)
    is_on_server = filled.database.engine.dialect.name == "postgresql"
    home = (
        request.getfixturevalue("postgresql_server").create()
        if is_on_server
        else f"sqlite:///{tmp_path / 'home.db'}"
    )
    back = copy_directory(opened(away), home)
    assert there.tables == back.tables
    assert {table.name for table in there.tables if table.rows} >= {
        *("practitioner", "certification", "membership", "procedure_volume", "ledger"),
        *("location_index", "account", "set_up_link", "import_run", "directory"),
    }
    assert check_directory(opened(home)).problems == ()
    assert check_directory(opened(away)).problems == ()


@pytest.mark.postgresql
def test_the_copy_goes_on_counting_where_the_original_was(
    filled: Resources,
    make_target: Callable[[], str],
    opened: Callable[[str], Resources],
    tmp_path: Path,
) -> None:
    url = make_target()
    copy_directory(filled, url)
    copied = opened(url)
    assert load(copied, Source.NPPES, nppes_csv(tmp_path, [person(7)])).added == 1
    assert check_directory(copied).problems == ()


@pytest.mark.postgresql
def test_a_copy_that_fails_half_way_leaves_nothing(
    filled: Resources, make_target: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_target()
    add = moving.Digest.add

    def lose_a_word(digest: moving.Digest, row: moving.Values) -> None:
        add(digest, row)
        if "Sample Spine Centre" in row:
            raise InterruptedError

    monkeypatch.setattr(moving.Digest, "add", lose_a_word)
    with pytest.raises(InterruptedError):
        copy_directory(filled, url)
    assert occupied(url) is None
    monkeypatch.undo()
    assert copy_directory(filled, url).rows > 20


@pytest.mark.postgresql
def test_a_copy_that_is_killed_leaves_nothing(
    filled: Resources, make_target: Callable[[], str], tmp_path: Path
) -> None:
    url = make_target()
    source = filled.database.engine.url.render_as_string(hide_password=False)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), source.replace("+psycopg", ""), url],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert occupied(url) is None
    assert copy_directory(filled, url).rows > 20


@pytest.mark.postgresql
def test_a_row_that_arrived_as_another_is_found_before_anything_is_kept(
    filled: Resources, make_target: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_target()
    write = moving.write_rows

    def write_less(session, table, rows):  # type: ignore[no-untyped-def]
        kept = list(rows)
        write(session, table, kept[1:] if table.name == "certification" else kept)

    monkeypatch.setattr("finder.services.copy_directory.write_rows", write_less)
    with pytest.raises(Exception, match="The table certification did not arrive as it left"):
        copy_directory(filled, url)
    assert occupied(url) is None


@pytest.mark.parametrize("any_resources", BOTH, indirect=True)
def test_a_target_that_holds_rows_is_refused(
    filled: Resources, opened: Callable[[str], Resources], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'copy.db'}"
    copy_directory(filled, url)
    with pytest.raises(InputRefused, match="The target is not empty: its table"):
        copy_directory(filled, url)
    assert check_directory(opened(url)).problems == ()


def test_a_directory_is_not_copied_onto_itself(resources: Resources, tmp_path: Path) -> None:
    load_directory(resources, tmp_path, [person(1)])
    with pytest.raises(InputRefused, match="not empty"):
        copy_directory(resources, resources.database.engine.url.render_as_string())


def test_the_database_of_another_program_is_refused(resources: Resources, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE recipe (name text)")
    with pytest.raises(InputRefused, match="the database of another program"):
        copy_directory(resources, f"sqlite:///{tmp_path / 'other.db'}")


@pytest.mark.postgresql
def test_so_is_one_on_a_server(
    resources: Resources, postgresql_server: object, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgresql_server").create()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE recipe (name text)")
    with pytest.raises(InputRefused, match="the database of another program"):
        copy_directory(resources, url)


@pytest.mark.parametrize("to", ["mysql://here/x", "finder.db", "", "sqlite://"])
def test_an_address_that_cannot_be_meant_is_refused(resources: Resources, to: str) -> None:
    with pytest.raises(InvalidValue):
        copy_directory(resources, to)


def test_a_target_that_does_not_answer_is_named(resources: Resources, tmp_path: Path) -> None:
    with pytest.raises(DirectoryUnavailable, match=r"away.*cannot be reached"):
        copy_directory(resources, f"postgresql://finder@/away?host={tmp_path}")


def test_what_is_not_there_is_not_copied(tmp_path: Path) -> None:
    resources = Resources(Settings(home=tmp_path / "nowhere"))
    with pytest.raises(DirectoryUnavailable, match="There is no database"):
        copy_directory(resources, f"sqlite:///{tmp_path / 'copy.db'}")
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.postgresql
def test_a_text_that_the_other_kind_cannot_hold_is_named(
    resources: Resources, postgresql_url: str, tmp_path: Path
) -> None:
    load_directory(resources, tmp_path, [person(1)])
    with resources.database.writing() as session:
        session.execute(text("UPDATE practitioner SET credentials_text = 'M' || char(0) || 'D'"))
    with pytest.raises(InputRefused, match="The table practitioner cannot be copied"):
        copy_directory(resources, postgresql_url)
    assert occupied(postgresql_url) is None


def test_the_command_prints_one_document(
    resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_directory(resources, tmp_path, [person(1)])
    monkeypatch.setenv("FINDER_HOME", str(tmp_path))
    to = f"sqlite:///{tmp_path / 'copy.db'}"
    answer = CliRunner().invoke(finder, ["copy", "--to", to, "--json"])
    assert answer.exit_code == 0, answer.output
    report = json.loads(answer.stdout)
    assert report["to"] == to
    assert report["rows"] == sum(table["rows"] for table in report["tables"])
    practitioners = next(one for one in report["tables"] if one["table"] == "practitioner")
    assert practitioners["rows"] == 1
    assert len(practitioners["sha256"]) == 64
