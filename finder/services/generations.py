"""The directory as it was before an import: kept beside it, and put back when asked for."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from finder.domain.errors import DirectoryUnavailable, InputRefused, InvalidValue
from finder.domain.ledger import Actor
from finder.domain.releases import Release
from finder.services.back_up import save_state
from finder.services.index_directory import index_everybody
from finder.services.load_records import ImportReport
from finder.services.prepare_directory import prepare_directory
from finder.services.resources import Resources
from finder.services.restore import refuse_unfit
from finder.store.copying import address_of
from finder.store.engine import Database
from finder.store.queries.directory import directory_row
from finder.store.queries.imports import newest_volume_year
from finder.store.queries.ledger import append, chain_head, entries_since
from finder.store.queries.releases import (
    mark_undone,
    newest_before,
    newest_with_changes,
)
from finder.store.queries.statistics import refresh_statistics
from finder.store.replacing import replace_facts
from finder.store.sealed_file import unseal

KEPT_GENERATIONS = 2
_NAME = re.compile(r"[a-z-]+-([0-9]+)\.backup")
# Steps that change no fact of the directory, or that stand in tables which stay as they are.
_HARMLESS = (
    *("access.", "account.", "import.", "practice.", "ranking."),
    *("referral.", "report.", "roster.", "trusted."),
)


@dataclass(frozen=True, slots=True)
class Undone:
    """The import that was undone, and how many decisions of people went with it."""

    release: Release
    lost_decisions: int


def keep_generation(resources: Resources, report: ImportReport) -> Path | None:
    """Saves what is still committed, before the import of ``report`` is.

    Nothing is kept before the first import, or where nothing changes.
    """
    with resources.database.reading() as session:
        committed = newest_before(session)
    if not report.changes or committed is None:
        return None
    folder = resources.settings.home / "generations"
    folder.mkdir(parents=True, exist_ok=True)
    # What a process left that was killed here; only one import at a time comes so far.
    for left in folder.glob(".finder-backup-*"):
        shutil.rmtree(left, ignore_errors=True)
    for path in folder.iterdir():
        if _number(path) > committed.number:
            path.unlink()
    file = _file(resources, report.source.value, report.number)
    try:
        save_state(resources.database, file)
    except (InvalidValue, DirectoryUnavailable) as problem:
        raise InputRefused(
            f"The generation before this import cannot be kept in {folder}. {problem} Nothing was "
            "changed. With --no-keep the import needs no room for it."
        ) from problem
    kept = sorted((number, path) for path in folder.iterdir() if (number := _number(path)))
    for _, old in kept[:-KEPT_GENERATIONS]:
        old.unlink(missing_ok=True)
    return file


@contextmanager
def previous_generation(resources: Resources) -> Iterator[tuple[Release, Database]]:
    """The newest import that changed anything, and a checked copy of what was there before it."""
    with resources.database.reading() as session:
        release = newest_with_changes(session)
    if release is None:
        raise InputRefused("No import has changed anything, so there is nothing to undo.")
    file = _file(resources, release.source, release.number)
    if not file.is_file():
        raise InputRefused(
            f"No generation was kept before import {release.number} ({release.source}), the last "
            "one that changed anything. Nothing was changed. Restore a backup, or import the file "
            "of the release that you want."
        )
    with TemporaryDirectory(prefix=".finder-restore-", dir=resources.settings.home) as folder:
        copy = Path(folder) / "finder.db"
        unseal(file, copy)
        address = address_of(copy, resources.database)
        staged = Resources(replace(resources.settings, database_url=address, replica_url=""))
        try:
            refuse_unfit(staged.database, file)
            prepare_directory(staged)
            yield release, staged.database
        finally:
            staged.database.close()


def undo_import(
    session: Session,
    resources: Resources,
    release: Release,
    previous: Database,
    actor: Actor,
    force: bool = False,
) -> Undone:
    """Puts every fact back as it was before the import; whatever else people wrote stays.

    What was decided of facts since then would be lost, so that needs ``force``.
    """
    with previous.reading() as before:
        _refuse_another(session, before, release)
        decided = [
            entry.texts["object"]
            for entry in entries_since(session, chain_head(before)[0])
            if not entry.texts["action"].startswith(_HARMLESS)
        ]
        if decided and not force:
            about = ", ".join(sorted(set(decided))[:5])
            raise InputRefused(
                f"{len(decided)} decisions were recorded since import {release.number} ({about}), "
                "and would be lost. Nothing was changed. To lose them, use --force; they stay in "
                "the ledger."
            )
        replace_facts(before, session)
        directory, was = directory_row(session), directory_row(before)
        directory.generation = max(directory.generation, was.generation) + 1
        directory.is_demo = was.is_demo
        directory.ranking_version = was.ranking_version
        directory.newest_volume_year = was.newest_volume_year
        directory.data_as_of = was.data_as_of
    refresh_statistics(session)
    now = resources.now()
    mark_undone(session, release, now)
    _follow_newest_year(session, resources)
    changes = [("import", release.number, ""), ("decisions lost", "", len(decided) or "")]
    append(session, actor.entry("import.undo", f"import:{release.source}", now, changes))
    return Undone(release, len(decided))


def _follow_newest_year(session: Session, resources: Resources) -> None:
    """A later file of volumes that named nobody here stands, and so does its year."""
    directory, newest_year = directory_row(session), newest_volume_year(session)
    if newest_year != directory.newest_volume_year:
        directory.newest_volume_year = newest_year
        index_everybody(session, resources.rules, resources.now().date())


def forget_generation(resources: Resources, release: Release) -> None:
    """The file is the directory now."""
    _file(resources, release.source, release.number).unlink(missing_ok=True)


def _refuse_another(session: Session, before: Session, release: Release) -> None:
    """The copy must be of this very directory, taken right before the import."""
    newest, there = newest_with_changes(session), newest_before(before)
    here = newest_before(session, release.number)
    if there is None or there != here or newest != release:
        raise InputRefused(
            f"The generation kept before import {release.number} is not of this directory as it "
            "is. Nothing was changed. Restore a backup instead."
        )


def _file(resources: Resources, source: str, number: int) -> Path:
    return resources.settings.home / "generations" / f"{source}-{number}.backup"


def _number(path: Path) -> int:
    found = _NAME.fullmatch(path.name)
    return int(found[1]) if found else 0
