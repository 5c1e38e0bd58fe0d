"""The command line run inside the tests' own process, on a directory of its own."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
import time_machine

from finder import cli
from finder.domain.provenance import Source
from finder.services.resources import Resources
from finder.settings import Settings
from tests.contents import Contents, contents
from tests.factories import (
    TODAY,
    certification,
    load,
    load_directory,
    medicare,
    membership,
    nppes_columns,
    person,
    practice,
    sharing_tables,
    write_csv,
)

MONTHLY = "npidata_pfile_20050523-20261108.csv"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as one JSON document and nothing else."""
        return json.loads(self.out)


Finder = Callable[..., Ended]


@pytest.fixture
def finder(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    settings: Settings,
    tables: Resources,
    today: None,
) -> Iterator[Finder]:
    """Runs ``finder`` with these arguments in an empty directory."""
    with ExitStack() as stack:

        def ready(settings: Settings) -> Resources:
            return stack.enter_context(sharing_tables(Resources(settings), tables))

        monkeypatch.setattr(cli, "Resources", ready)
        monkeypatch.setenv("FINDER_HOME", str(tmp_path))

        def run(*arguments: object) -> Ended:
            monkeypatch.setattr(sys, "argv", ["finder", *map(str, arguments)])
            capsys.readouterr()
            code: Any = 0
            try:
                cli.main()
            except SystemExit as ended:
                code = ended.code
            printed = capsys.readouterr()
            return Ended(code or 0, printed.out, printed.err)

        yield run


def write_monthly(folder: Path) -> Path:
    """A full NPPES file of twelve people."""
    people = [person(number) for number in range(1, 13)]
    return write_csv(folder / MONTHLY, people, nppes_columns())


@pytest.fixture
def monthly(tmp_path: Path) -> Path:
    return write_monthly(tmp_path)


@pytest.fixture(scope="session")
def stocked_file(
    tmp_path_factory: pytest.TempPathFactory, empty_file: Path, tables: Resources
) -> Path:
    """The directory of the monthly file, with something known of the first people."""
    home = tmp_path_factory.mktemp("stocked")
    shutil.copy(empty_file, home / "finder.db")
    with (
        time_machine.travel(datetime.combine(TODAY, time(12), UTC)),
        sharing_tables(Resources(Settings(home=home)), tables) as resources,
    ):
        load(resources, Source.NPPES, write_monthly(home))
        load_directory(
            resources,
            home,
            [person(1)],
            certifications=[certification(1)],
            memberships=[membership(1)],
            practices=[practice(1)],
            volumes=[medicare(1), medicare(2)],
        )
    return home / "finder.db"


@pytest.fixture
def stocked(finder: Finder, resources: Resources, stocked_file: Path) -> Resources:
    """A copy of the stocked directory in the home of ``finder``."""
    shutil.copy(stocked_file, resources.settings.home / "finder.db")
    return resources


@pytest.fixture
def untouched(stocked: Resources) -> Iterator[Contents]:
    """A stocked directory that must be the same at the end of the test."""
    before = contents(stocked.database)
    yield before
    assert contents(stocked.database) == before
