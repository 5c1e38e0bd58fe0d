"""Databases that are ready to use: a copy of one migrated template for every test."""

import gc
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
import time_machine

from finder.services.resources import Resources
from finder.settings import Settings
from finder.store.engine import Database
from finder.store.schema import migrate
from tests.factories import TODAY, sharing_tables
from tests.made_once import made_once
from tests.private_postgresql import PostgresqlServer, programs, running_server
from tests.scratch import write_to_memory
from tests.statements import Statements, collected_statements


def pytest_configure() -> None:
    write_to_memory()
    # What lives as long as the session need not be looked through for rubbish every few seconds.
    gc.set_threshold(700, 10, 100)


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    with made_once():
        yield


@pytest.fixture(scope="session")
def tables() -> Resources:
    """The bundled tables, read once a session; it has no database of its own."""
    return Resources(Settings())


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database without a row."""
    path = tmp_path_factory.mktemp("template") / "finder.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture
def today() -> Iterator[None]:
    """The clock says 22 November 2026, noon UTC, and goes on."""
    with time_machine.travel(datetime.combine(TODAY, time(12), UTC), tick=True):
        yield


@pytest.fixture
def settings(tmp_path: Path, empty_file: Path) -> Settings:
    """A home of its own with an empty directory, and no rate limits."""
    shutil.copy(empty_file, tmp_path / "finder.db")
    return Settings(home=tmp_path, rate_limits="off")


@pytest.fixture
def resources(settings: Settings, tables: Resources, today: None) -> Iterator[Resources]:
    with sharing_tables(Resources(settings), tables) as ready:
        yield ready


@pytest.fixture
def database(resources: Resources) -> Database:
    """An empty SQLite directory."""
    return resources.database


@pytest.fixture(scope="session")
def running_postgresql() -> Iterator[PostgresqlServer]:
    binaries = programs()
    if binaries is None:
        sentence = "PostgreSQL 15 or newer is not installed: apt-get install postgresql"
        if os.environ.get("REQUIRE_ALL_TESTS") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    with running_server(binaries) as server:
        yield server


@pytest.fixture
def postgresql_server(running_postgresql: PostgresqlServer) -> Iterator[PostgresqlServer]:
    """Its databases end with the test."""
    yield running_postgresql
    running_postgresql.drop()


@pytest.fixture(scope="session")
def postgresql_template(running_postgresql: PostgresqlServer) -> str:
    """The name of a migrated PostgreSQL database without a row."""
    url = running_postgresql.create(is_kept=True)
    database = Database(url)
    migrate(database)
    database.close()
    return url.partition("?")[0].rpartition("/")[2]


@pytest.fixture
def postgresql_url(
    postgresql_server: PostgresqlServer, postgresql_template: str, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The address of an empty directory; a machine that stands still is no server that is gone."""
    monkeypatch.setattr("finder.store.postgresql.ANSWER_SECONDS", 60.0)
    return postgresql_server.create(postgresql_template)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def any_resources(
    request: pytest.FixtureRequest, tmp_path: Path, tables: Resources, today: None
) -> Iterator[Resources]:
    """Resources with an empty directory, once on each kind of database."""
    if request.param == "sqlite":
        settings = request.getfixturevalue("settings")
    else:
        url = request.getfixturevalue("postgresql_url")
        settings = Settings(home=tmp_path, database_url=url, rate_limits="off")
    with sharing_tables(Resources(settings), tables) as ready:
        yield ready


@pytest.fixture
def any_database(any_resources: Resources) -> Database:
    return any_resources.database


@pytest.fixture
def statements() -> Statements:
    """Collects the SQL of every database while its block runs."""
    return collected_statements


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for every reason why tests were skipped."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
    )
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} tests skipped. {reason}")
