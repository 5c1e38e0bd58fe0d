"""The generation before an import comes back whole, and what people wrote since then stays."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from finder.domain.errors import InputRefused
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.services.audit_ledger import exported_entries, ledger_problems
from finder.services.check_directory import check_directory
from finder.services.generations import (
    Undone,
    forget_generation,
    keep_generation,
    previous_generation,
    undo_import,
)
from finder.services.load_records import ImportReport, LoadOptions, load_files
from finder.services.resources import Resources
from finder.services.verify import propose_hiding
from finder.settings import Settings
from finder.store.base import Base
from finder.store.engine import Database
from finder.store.queries.ledger import append
from finder.store.replacing import FACTS
from finder.store.tables import PractitionerRow
from tests.contents import Contents, contents
from tests.factories import (
    certification,
    medicare,
    npi_of,
    nppes_columns,
    person,
    practice,
    sharing_tables,
    write_csv,
)

OPERATOR = Actor("terminal:test", "operator")
# What an undone import leaves: its own record.
_KEPT = {"import_run", "release_change", "ledger", "chain_head", "directory"}


def load(resources: Resources, source: Source, file: Path, keep: bool = True) -> ImportReport:
    with resources.database.writing() as session:
        report = load_files(session, resources, source, [file], LoadOptions())
        if keep:
            keep_generation(resources, report)
    return report


def undo(resources: Resources, force: bool = False) -> Undone:
    with previous_generation(resources) as (release, before):
        with resources.database.writing() as session:
            undone = undo_import(session, resources, release, before, OPERATOR, force)
        forget_generation(resources, release)
    return undone


def facts(database: Database) -> Contents:
    return {name: rows for name, rows in contents(database).items() if name not in _KEPT}


def monthly(folder: Path, day: int, numbers: range, **columns: str) -> Path:
    name = f"npidata_pfile_20050523-202611{day:02d}.csv"
    return write_csv(folder / name, [person(n, **columns) for n in numbers], nppes_columns())


ON_SQLITE = pytest.mark.parametrize("any_resources", ["sqlite"], indirect=True)


@pytest.fixture
def resources(any_resources: Resources) -> Resources:
    """Both kinds of database, where a test does not say otherwise."""
    return any_resources


@pytest.fixture
def bad_release(resources: Resources, tmp_path: Path) -> Contents:
    """A directory with checked facts, and a release over it that nobody wants; what was before."""
    load(resources, Source.NPPES, monthly(tmp_path, 1, range(1, 9)))
    roster = write_csv(tmp_path / "certifications.csv", [certification(1), certification(2)])
    load(resources, Source.CERTIFICATIONS, roster)
    roster = write_csv(tmp_path / "practices.csv", [practice(3, languages="es")])
    load(resources, Source.PRACTICES, roster)
    before = facts(resources.database)
    load(resources, Source.NPPES, monthly(tmp_path, 8, range(3, 12), line1="1 Wrong Street"))
    assert facts(resources.database) != before
    return before


def kept(resources: Resources) -> list[str]:
    return sorted(path.name for path in (resources.settings.home / "generations").iterdir())


def test_an_undone_import_leaves_the_facts_as_they_were(
    resources: Resources, bad_release: Contents
) -> None:
    assert undo(resources).release.number == 4
    assert facts(resources.database) == bad_release
    assert check_directory(resources).problems == ()


@ON_SQLITE
def test_undoing_twice_goes_back_two_imports(resources: Resources, bad_release: Contents) -> None:
    assert kept(resources) == ["nppes-4.backup", "practices-3.backup"], "the last two"
    assert undo(resources).release.number == 4
    assert undo(resources).release.number == 3
    with resources.database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM practice_location")) == 8
    with pytest.raises(InputRefused, match="No generation was kept before import 2"):
        undo(resources)


def test_the_year_of_a_file_that_named_nobody_stands(resources: Resources, tmp_path: Path) -> None:
    load(resources, Source.NPPES, monthly(tmp_path, 1, range(1, 4)))
    load(resources, Source.NPPES, monthly(tmp_path, 8, range(1, 5)))
    volumes = write_csv(tmp_path / "PHY_D24_Prov_Svc.csv", [medicare(9)])
    assert load(resources, Source.MEDICARE_VOLUME, volumes).changes == 0
    assert undo(resources).release.source == Source.NPPES
    assert check_directory(resources).problems == ()


@ON_SQLITE
def test_what_was_undone_can_be_loaded_in_another_way(
    resources: Resources, bad_release: Contents, tmp_path: Path
) -> None:
    undo(resources)
    # Older than what was undone, newer than what stands.
    report = load(resources, Source.NPPES, monthly(tmp_path, 7, range(1, 10)))
    assert (report.number, report.added) == (5, 1)
    assert kept(resources) == ["nppes-5.backup", "practices-3.backup"]


@ON_SQLITE
def test_accounts_letters_and_the_ledger_stay(resources: Resources, bad_release: Contents) -> None:
    with resources.database.writing() as session:
        now = resources.now()
        append(session, OPERATOR.entry("account.sign-in", "account:ada@example.org", now))
        append(session, OPERATOR.entry("report.decide", "report:ABCDEFGHJK", now))
    undo(resources)
    with resources.database.reading() as session:
        actions = [row["action"] for row in exported_entries(session)]
        assert ledger_problems(session) == []
    assert actions[-3:] == ["account.sign-in", "report.decide", "import.undo"]


@ON_SQLITE
def test_decisions_since_then_are_not_lost_unasked(
    resources: Resources, bad_release: Contents
) -> None:
    with resources.database.writing() as session:
        propose_hiding(session, resources, OPERATOR, npi_of(1), "Has retired, says the practice.")
    now = facts(resources.database)
    with pytest.raises(InputRefused, match=rf"1 decisions .*practitioner:{npi_of(1)}.*--force"):
        undo(resources)
    assert facts(resources.database) == now
    assert undo(resources, force=True).lost_decisions == 1
    written = {name: now[name] for name in ("claim", "evidence")}
    assert all(written.values())
    assert facts(resources.database) == {**bad_release, **written}


@ON_SQLITE
def test_nothing_is_kept_for_a_file_that_changes_nothing(
    resources: Resources, bad_release: Contents, tmp_path: Path
) -> None:
    same = monthly(tmp_path, 8, range(3, 12), line1="1 Wrong Street")
    assert load(resources, Source.NPPES, same).changes == 0
    assert kept(resources) == ["nppes-4.backup", "practices-3.backup"]
    assert undo(resources).release.number == 4
    assert facts(resources.database) == bad_release


@ON_SQLITE
def test_without_a_kept_generation_nothing_is_undone(resources: Resources, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="nothing to undo"):
        undo(resources)
    load(resources, Source.NPPES, monthly(tmp_path, 1, range(1, 4)))
    load(resources, Source.NPPES, monthly(tmp_path, 8, range(1, 5)), keep=False)
    with pytest.raises(InputRefused, match="No generation was kept before import 2"):
        undo(resources)


@ON_SQLITE
def test_a_generation_of_another_directory_is_refused(
    resources: Resources, bad_release: Contents
) -> None:
    file = resources.settings.home / "generations" / "nppes-4.backup"
    (file.parent / "practices-3.backup").replace(file)
    now = facts(resources.database)
    with pytest.raises(InputRefused, match="not of this directory"):
        undo(resources)
    file.write_bytes(file.read_bytes()[:-2000])
    with pytest.raises(InputRefused, match="no backup, or it was cut short"):
        undo(resources)
    assert facts(resources.database) == now


def test_a_full_disk_refuses_the_import_whole(
    resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(resources, Source.NPPES, monthly(tmp_path, 1, range(1, 4)))
    before = facts(resources.database)

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("finder.services.back_up.seal", no_room)
    with pytest.raises(InputRefused, match=r"generations\. .*No space left on device.*--no-keep"):
        load(resources, Source.NPPES, monthly(tmp_path, 8, range(1, 9)))
    assert facts(resources.database) == before


def test_every_table_with_a_practitioner_goes_back_with_them() -> None:
    """A new table of facts must be put into the list, or be anchored as claims are."""
    restored = {row.__tablename__ for row in FACTS} | {PractitionerRow.__tablename__}
    anchored = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in ("practitioner", "practice_location")
    }
    assert anchored - restored == {"claim"}


def dying(settings: Settings, tables: Resources, moment: int, act: Callable[..., object]) -> int:
    """Runs ``act`` in a process of its own that kills itself at a step; how it ended."""

    def run() -> None:
        steps = count()

        def step(connection: Connection, *_: object) -> None:
            writes = connection.get_execution_options().get("finder_begin") == "IMMEDIATE"
            if writes and next(steps) == moment:
                os.kill(os.getpid(), signal.SIGKILL)

        with sharing_tables(Resources(replace(settings)), tables) as resources:
            for name in ("before_cursor_execute", "commit"):
                event.listen(resources.database.engine, name, step)
            act(resources)

    process = get_context("fork").Process(target=run)
    process.start()
    process.join()
    return process.exitcode or 0


def test_killed_at_any_moment_it_is_undone_or_not_at_all(
    resources: Resources, bad_release: Contents, tables: Resources
) -> None:
    now = facts(resources.database)
    resources.database.close()
    for moment in (0, 5, 15, 25, 35, 45):
        if dying(resources.settings, tables, moment, undo) != -signal.SIGKILL:
            break
        assert facts(resources.database) == now
        resources.database.close()
    else:
        undo(resources)
    assert facts(resources.database) == bad_release


def test_an_import_killed_while_it_keeps_the_generation_can_be_run_again(
    resources: Resources, bad_release: Contents, tables: Resources, tmp_path: Path
) -> None:
    now = facts(resources.database)
    left = resources.settings.home / "generations" / ".finder-backup-left"
    left.mkdir()
    resources.database.close()
    newest = monthly(tmp_path, 15, range(3, 14))

    def load_and_die(resources: Resources) -> None:
        with resources.database.writing() as session:
            report = load_files(session, resources, Source.NPPES, [newest], LoadOptions())
            keep_generation(resources, report)
            os.kill(os.getpid(), signal.SIGKILL)

    assert dying(resources.settings, tables, -1, load_and_die) == -signal.SIGKILL
    assert facts(resources.database) == now
    assert kept(resources) == ["nppes-4.backup", "nppes-5.backup"]
    load(resources, Source.NPPES, newest)
    undo(resources)
    assert facts(resources.database) == now
    undo(resources)
    assert facts(resources.database) == bad_release
