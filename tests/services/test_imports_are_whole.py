"""An import killed at any moment leaves the old directory, and nobody ever sees half of it.

A moment is counted in statements, not in seconds: a busy machine must not change what is tried.
``KILL_MOMENTS=30`` spreads more kills over the run.
"""

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from itertools import count
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, select, text

from finder.domain.provenance import Source
from finder.domain.search import parse_search
from finder.services.load_records import LoadOptions, load_files
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from finder.settings import Settings
from finder.store.engine import Database
from finder.store.tables import PractitionerRow
from tests.contents import Contents, contents
from tests.factories import load, nppes_columns, person, sharing_tables, write_csv

_MOMENTS = int(os.environ.get("KILL_MOMENTS", "12"))
_FEW_MOMENTS = 4
_OLD, _NEW = range(240), range(80, 640)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two full releases: of the old one a third vanishes, a third stays and a third moves."""
    folder = tmp_path_factory.mktemp("releases")
    old = [person(number) for number in _OLD]
    new = [person(number, line1="7 New Road" if number < 160 else "") for number in _NEW]
    columns = nppes_columns()
    return (
        write_csv(folder / "npidata_pfile_20050523-20261011.csv", old, columns),
        write_csv(folder / "npidata_pfile_20050523-20261108.csv", new, columns),
    )


@pytest.fixture
def settings_with_old(any_resources: Resources, files: tuple[Path, Path]) -> Settings:
    load(any_resources, Source.NPPES, files[0])
    # No connection may be shared with the process that is going to be killed.
    any_resources.database.close()
    return any_resources.settings


@pytest.fixture
def undisturbed(
    tmp_path: Path, empty_file: Path, tables: Resources, files: tuple[Path, Path], today: None
) -> tuple[Contents, Contents]:
    """What the directory holds before and after an import of its own."""
    home = tmp_path / "undisturbed"
    home.mkdir()
    shutil.copy(empty_file, home / "finder.db")
    with sharing_tables(Resources(Settings(home=home)), tables) as resources:
        load(resources, Source.NPPES, files[0])
        old = contents(resources.database)
        load(resources, Source.NPPES, files[1])
        return old, contents(resources.database)


def at_each_step(database: Database, act: Callable[[], object]) -> None:
    """Act before and after each statement of a writer, and before its commit."""

    def step(connection: Connection, *_: object) -> None:
        if connection.get_execution_options().get("finder_begin") == "IMMEDIATE":
            act()

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(database.engine, name, step)


def steps_of_import(settings: Settings, tables: Resources, path: Path) -> int:
    """How many steps the import takes before its commit, without leaving anything."""
    steps = count()
    with sharing_tables(Resources(settings), tables) as resources:
        at_each_step(resources.database, lambda: next(steps))
        with resources.database.writing() as session:
            load_files(session, resources, Source.NPPES, [path], LoadOptions())
            session.rollback()
    return next(steps)


def importing(settings: Settings, tables: Resources, path: Path, die_at: int = -1) -> ForkProcess:
    """A process that loads the file, already running; it kills itself at a step if asked."""

    def run() -> None:
        steps = count()

        def step() -> None:
            if next(steps) == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

        with sharing_tables(Resources(settings), tables) as resources:
            at_each_step(resources.database, step)
            load(resources, Source.NPPES, path)

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    return process


def totals(resources: Resources) -> tuple[int, int]:
    """Two statements of one reader: who is found, and who is listed."""
    with resources.database.reading() as session:
        request = parse_search({"near": "60601", "per_page": "1"})
        found = search_providers(session, resources, request).total
        listed = select(PractitionerRow.id).where(PractitionerRow.hidden_because == "")
        return found, len(session.scalars(listed).all())


def test_a_killed_import_leaves_the_old_directory_and_can_be_run_again(
    settings_with_old: Settings,
    undisturbed: tuple[Contents, Contents],
    files: tuple[Path, Path],
    tables: Resources,
) -> None:
    old, new = undisturbed
    is_sqlite = settings_with_old.url.startswith("sqlite")
    moments = _MOMENTS if is_sqlite else _FEW_MOMENTS
    steps = steps_of_import(settings_with_old, tables, files[1])
    for moment in range(moments):
        # From the first statement to the commit, which the count did not come to.
        die_at = moment * steps // (moments - 1)
        process = importing(settings_with_old, tables, files[1], die_at)
        process.join()
        assert process.exitcode == -signal.SIGKILL
        with sharing_tables(Resources(settings_with_old), tables) as resources:
            if is_sqlite:
                with resources.database.reading() as session:
                    assert session.scalar(text("PRAGMA integrity_check")) == "ok"
            assert contents(resources.database) == old
    process = importing(settings_with_old, tables, files[1])
    process.join()
    assert process.exitcode == 0
    with sharing_tables(Resources(settings_with_old), tables) as resources:
        assert contents(resources.database) == new


def test_readers_see_the_old_directory_or_the_new_one_and_never_wait(
    settings_with_old: Settings, files: tuple[Path, Path], tables: Resources
) -> None:
    process = importing(settings_with_old, tables, files[1])
    seen: list[tuple[int, int]] = []
    with sharing_tables(Resources(settings_with_old), tables) as resources:
        while process.is_alive() or len(seen) < 2:
            seen.append(totals(resources))
        seen.append(totals(resources))
    process.join()
    assert process.exitcode == 0
    assert set(seen) == {(len(_OLD), len(_OLD)), (len(_NEW), len(_NEW))}
    assert seen == sorted(seen)
