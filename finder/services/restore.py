"""Putting a backup in the place of the directory: whole or not at all, under running servers."""

import shlex
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from finder.domain.errors import DomainError, InputRefused, InvalidValue, StoredDataDamaged
from finder.domain.ledger import Actor
from finder.services.back_up import shown_address
from finder.services.prepare_directory import prepare_directory
from finder.services.resources import Resources
from finder.store.copying import address_of, belongs_to_another_program, copy_in, sqlite_file
from finder.store.engine import Database
from finder.store.integrity import damage_in
from finder.store.queries.directory import directory_row, directory_state
from finder.store.queries.ledger import append, chain_head
from finder.store.queries.sizes import DirectorySize, directory_size
from finder.store.schema import is_known
from finder.store.sealed_file import unseal

_OPERATOR = Actor("terminal", "operator")


@dataclass(frozen=True, slots=True)
class Restored:
    """What the directory holds now; ``kept`` is where what could not be opened was put."""

    size: DirectorySize
    data_as_of: date | None
    kept: Path | None


def restore(resources: Resources, file: Path, actor: Actor = _OPERATOR) -> Restored:
    """Checks a copy of ``file``, brings it up to date, and only then replaces the directory."""
    live = _replaceable(resources.database, file)
    try:
        with TemporaryDirectory(prefix=".finder-restore-", dir=live.parent) as folder:
            copy = Path(folder) / "finder.db"
            unseal(file, copy)
            address = address_of(copy, resources.database)
            staged = Resources(replace(resources.settings, database_url=address))
            try:
                refuse_unfit(staged.database, file)
                prepare_directory(staged)
                size, data_as_of = _go_on(staged, resources.database, file, actor)
            finally:
                staged.database.close()
            kept = copy_in(copy, live)
    except OSError as problem:
        raise InputRefused(f"{file} cannot be restored: {problem.strerror}.") from problem
    return Restored(size, data_as_of, kept)


def _replaceable(database: Database, file: Path) -> Path:
    live = sqlite_file(database)
    if live is None:
        address = shlex.quote(shown_address(database.engine.url))
        raise InvalidValue(
            "finder does not restore PostgreSQL; its own program does. Run: pg_restore --clean "
            "--if-exists --no-owner --single-transaction "
            f"--dbname={address} {shlex.quote(str(file))} and then: finder migrate"
        )
    if live.exists() and file.exists() and live.samefile(file):
        raise InvalidValue(f"{file} is the directory itself. Give a file of finder backup.")
    if belongs_to_another_program(live):
        raise InvalidValue(
            f"{live} is the database of another program, so nothing was changed. "
            "Check FINDER_DATABASE_URL."
        )
    return live


def refuse_unfit(staged: Database, file: Path) -> None:
    """Raises ``InputRefused`` where the copy is damaged or of a newer program."""
    try:
        with staged.reading() as session:
            damage, known = damage_in(session), is_known(session)
    except StoredDataDamaged as problem:
        raise InputRefused(f"{file} is damaged. Nothing was changed.") from problem
    if not known:
        raise InputRefused(
            f"{file} was written by a newer finder. Nothing was changed. Upgrade finder first."
        )
    if damage:
        raise InputRefused(f"{file} is damaged. Nothing was changed. {damage[0]}")


def _go_on(
    staged: Resources, live: Database, file: Path, actor: Actor
) -> tuple[DirectorySize, date | None]:
    """The counter of changes never goes back, so that no copy outlives what it shows.

    The ledger does go back, and its next row says from where: an export that was kept elsewhere
    has the rows that are gone.
    """
    last, last_row = _last_state(live)
    with staged.database.writing() as session:
        directory = directory_row(session)
        directory.generation = max(directory.generation, last) + 1
        changes = [("last row of the ledger", last_row, chain_head(session)[0])]
        now = staged.now()
        append(session, actor.entry("directory.restore", f"backup:{file.name}", now, changes))
        return directory_size(session), directory.data_as_of


def _last_state(live: Database) -> tuple[int, int]:
    """Counter of changes and last row of the ledger; zeros where the directory cannot be read."""
    try:
        with live.reading() as session:
            return directory_state(session).generation, chain_head(session)[0]
    except DomainError:
        return 0, 0
