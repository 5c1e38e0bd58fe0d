"""Migrations: one numbered line, there and back on both databases, whole or not at all."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event, inspect

import finder.store.tables  # noqa: F401  # the tables register themselves with the metadata
from finder.settings import ROOT
from finder.store.base import Base
from finder.store.engine import Database
from finder.store.schema import is_current, migrate

FILES = sorted((ROOT / "migrations" / "versions").glob("*.py"))
NUMBERS = ["base", *(path.name[:4] for path in FILES)]
STEPS = list(pairwise(NUMBERS))
CHANGE = re.compile(r"\s*(?:CREATE|ALTER|DROP|INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
# Migrates to the revision given, and is killed where its n-th changing statement would run.
KILLED = """
import os, re, signal, sys
from sqlalchemy import event
from finder.store.engine import Database
from finder.store.schema import migrate

url, revision, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
database, seen = Database(url), []

@event.listens_for(database.engine, "after_cursor_execute")
def count(_connection, _cursor, statement, *_):
    seen.extend(re.findall(r"^\\s*(?:CREATE|ALTER|DROP|INSERT|UPDATE|DELETE)\\b", statement))
    if len(seen) >= last:
        os.kill(os.getpid(), signal.SIGKILL)

migrate(database, revision)
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a table, once of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'blank.db'}"
    else:
        url = request.getfixturevalue("postgresql_server").create()
    database = Database(url)
    yield database
    database.close()


class Step(NamedTuple):
    """The schema before and after a revision, and by how many statements it changes."""

    left: dict[str, Any]
    changes: int
    reached: dict[str, Any]


@pytest.fixture(scope="session")
def known_steps() -> dict[tuple[str, str], Step]:
    return {}


@pytest.fixture
def step(
    blank: Database, before: str, revision: str, known_steps: dict[tuple[str, str], Step]
) -> Step:
    """Stands before the revision; what that does undisturbed is found out once for all tests."""
    kind = (blank.engine.dialect.name, revision)
    migrate(blank, before)
    if kind not in known_steps:
        left = shape(blank)
        changes = changes_in(blank, revision)
        known_steps[kind] = Step(left, changes, shape(blank))
        migrate(blank, before)
    return known_steps[kind]


def shape_of(connection: Connection) -> dict[str, Any]:
    """Everything the database says of each table but the one that numbers revisions."""
    inspector = inspect(connection)
    shape: dict[str, Any] = {}
    for table in sorted({*inspector.get_table_names()} - {"alembic_version"}):
        parts = (
            inspector.get_columns(table),
            [inspector.get_pk_constraint(table)],
            inspector.get_foreign_keys(table),
            inspector.get_indexes(table),
            inspector.get_unique_constraints(table),
            inspector.get_check_constraints(table),
            [inspector.get_table_options(table)],
        )
        shape[table] = [sorted(map(repr, part)) for part in parts]
    return shape


def shape(database: Database) -> dict[str, Any]:
    with database.engine.connect() as connection:
        return shape_of(connection)


def stop_after(database: Database, count: int) -> list[str]:
    """Raises in the place of the changing statement that follows the first ``count``."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if CHANGE.match(statement):
            if len(seen) >= count:
                raise InterruptedError
            seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    return seen


def changes_in(database: Database, revision: str) -> int:
    seen = stop_after(database, sys.maxsize)
    migrate(database, revision)
    return len(seen)


def test_revisions_are_one_line_numbered_without_gaps_and_named_by_what_they_do() -> None:
    names = [path.stem for path in FILES]
    assert NUMBERS[1:] == [f"{number:04d}" for number in range(1, len(FILES) + 1)]
    assert [name for name in names if not re.fullmatch(r"[0-9]{4}(_[a-z0-9]+){2,}", name)] == []
    for before, path in zip(NUMBERS, FILES, strict=False):
        text = path.read_text().replace("'", '"')
        assert f'\nrevision = "{path.name[:4]}"\n' in text
        down = "None" if before == "base" else f'"{before}"'
        assert f"\ndown_revision = {down}\n" in text


def test_a_revision_imports_nothing_of_the_program() -> None:
    importing = [
        path.name for path in FILES if re.search(r"(from|import) finder", path.read_text())
    ]
    assert importing == []


def test_the_schema_goes_up_down_and_up_again(blank: Database) -> None:
    migrate(blank)
    first = shape(blank)
    migrate(blank, "base")
    assert shape(blank) == {}
    for revision in NUMBERS[1:]:
        migrate(blank, revision)
    assert shape(blank) == first
    with blank.reading() as session:
        assert is_current(session)


def test_migrating_twice_changes_nothing(blank: Database) -> None:
    migrate(blank)
    assert changes_in(blank, "head") == 0


def test_a_database_short_of_a_revision_is_not_current(blank: Database) -> None:
    for revision in NUMBERS[:-1]:
        migrate(blank, revision)
        with blank.reading() as session:
            assert not is_current(session)


def test_the_tables_of_the_program_are_the_migrated_schema(blank: Database) -> None:
    migrate(blank)
    migrated = shape(blank)
    with blank.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    migrate(blank, "base")
    with blank.engine.begin() as connection:
        Base.metadata.create_all(connection)
        assert shape_of(connection) == migrated


def test_every_constraint_and_index_has_a_name(blank: Database) -> None:
    """A name is what a later migration takes hold of."""
    migrate(blank)
    with blank.engine.connect() as connection:
        inspector = inspect(connection)
        for table in inspector.get_table_names():
            constraints = [
                inspector.get_pk_constraint(table),
                *inspector.get_foreign_keys(table),
                *inspector.get_unique_constraints(table),
                *inspector.get_check_constraints(table),
                *inspector.get_indexes(table),
            ]
            assert all(constraint["name"] for constraint in constraints), table


@pytest.mark.parametrize(("before", "revision"), STEPS)
@pytest.mark.parametrize("part", [0.0, 0.5, 1.0])
def test_a_revision_that_fails_midway_leaves_nothing_and_runs_when_tried_again(
    blank: Database, step: Step, before: str, revision: str, part: float
) -> None:
    with pytest.raises(InterruptedError):
        fail_once(blank, revision, int((step.changes - 1) * part))
    assert shape(blank) == step.left
    migrate(blank, revision)
    assert shape(blank) == step.reached


def fail_once(database: Database, revision: str, count: int) -> None:
    failing = Database(database.engine.url.render_as_string(hide_password=False))
    stop_after(failing, count)
    try:
        migrate(failing, revision)
    finally:
        failing.close()


@pytest.mark.parametrize(("before", "revision"), STEPS)
def test_a_revision_that_is_killed_midway_leaves_nothing_and_runs_when_tried_again(
    blank: Database, step: Step, before: str, revision: str
) -> None:
    url = blank.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", KILLED, url, revision, str((step.changes + 1) // 2)]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert shape(blank) == step.left
    migrate(blank, revision)
    assert shape(blank) == step.reached
