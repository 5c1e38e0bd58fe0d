"""Moving a whole directory from SQLite to PostgreSQL, or back, and proving that it arrived."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from finder.domain.errors import (
    DirectoryUnavailable,
    InputRefused,
    InvalidValue,
    StoredDataDamaged,
)
from finder.services.back_up import shown_address
from finder.services.check_readiness import check_readiness
from finder.services.load_records import Progress
from finder.services.resources import Resources
from finder.store.copying import belongs_to_another_program, existing_sqlite_file
from finder.store.engine import Database
from finder.store.moving import (
    Digest,
    Values,
    all_tables,
    count_rows,
    foreign_tables,
    rows_of,
    set_sequences,
    table_with_rows,
    write_rows,
)
from finder.store.queries.statistics import refresh_statistics
from finder.store.schema import migrate

_KINDS = ("sqlite:///", "postgresql://", "postgresql+psycopg://")
# So many rows between two words about how far it is.
_TOLD_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """``sha256`` was found on both sides."""

    name: str
    rows: int
    sha256: str


@dataclass(slots=True)
class CopyReport:
    """What was copied from where to where; addresses are without passwords."""

    source: str
    target: str
    tables: list[CopiedTable] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    def as_json(self) -> dict[str, Any]:
        tables = [
            {"table": table.name, "rows": table.rows, "sha256": table.sha256}
            for table in self.tables
        ]
        return {
            "from": self.source,
            "to": self.target,
            "rows": self.rows,
            "tables": tables,
            "seconds": round(self.seconds, 3),
        }


def copy_directory(resources: Resources, to: str, progress: Progress | None = None) -> CopyReport:
    """All of it as it is at one moment, into an empty database; or an error and nothing."""
    started = time.monotonic()
    address = _address(to)
    existing_sqlite_file(resources.database)
    target = Database(address.render_as_string(hide_password=False))
    report = CopyReport(_shown(resources.database.engine.url), _shown(target.engine.url))
    try:
        with resources.database.reading_at_length() as source:
            check_readiness(source)
            _refuse_foreign(target)
            migrate(target)
            with target.writing() as session:
                _refuse_occupied(session)
                report.tables = _copy_tables(source, session, progress)
                set_sequences(session)
                refresh_statistics(session)
    finally:
        target.close()
    report.seconds = time.monotonic() - started
    return report


def _address(to: str) -> URL:
    try:
        if to.startswith(_KINDS):
            return make_url(to)
    except (ArgumentError, ValueError):
        pass
    raise InvalidValue("Give the address as sqlite:///… or postgresql://….", "to")


def _refuse_foreign(target: Database) -> None:
    url = target.engine.url
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise InvalidValue("A database in memory keeps nothing. Name a file.", "to")
        is_foreign = belongs_to_another_program(Path(url.database))
    else:
        try:
            with target.reading() as session:
                is_foreign = bool(foreign_tables(session))
        except DirectoryUnavailable as problem:
            raise DirectoryUnavailable(
                f"{_shown(url)} cannot be reached. Check the address and that it is running."
            ) from problem
    if is_foreign:
        raise InputRefused(
            f"{_shown(url)} is the database of another program, so nothing was copied. Name an "
            "empty one."
        )


def _refuse_occupied(session: Session) -> None:
    occupied = table_with_rows(session)
    if occupied is not None:
        raise InputRefused(
            f"The target is not empty: its table {occupied} holds rows. Nothing was copied. Name "
            "an empty database."
        )


def _copy_tables(source: Session, target: Session, progress: Progress | None) -> list[CopiedTable]:
    total, done = count_rows(source) if progress else 0, 0

    def told(rows: Iterator[Values]) -> Iterator[Values]:
        nonlocal done
        for row in rows:
            done += 1
            if progress and done % _TOLD_EVERY == 0:
                progress(done, done, total)
            yield row

    copied = []
    for table in all_tables():
        left = Digest()
        write_rows(target, table, told(rows_of(source, table, left)))
        _compare(target, table, left)
        copied.append(CopiedTable(table.name, left.rows, str(left)))
    return copied


def _compare(target: Session, table: Table, left: Digest) -> None:
    """Reads back what was written, before it is kept."""
    arrived = Digest()
    for _ in rows_of(target, table, arrived):
        pass
    if str(arrived) != str(left):
        raise StoredDataDamaged(
            f"The table {table.name} did not arrive as it left: {left.rows} rows with {left}, "
            f"{arrived.rows} rows with {arrived}. Nothing was copied."
        )


def _shown(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return f"sqlite:///{url.database}"
    return shown_address(url)
