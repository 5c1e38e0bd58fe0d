"""Rows of a large file beside the tables, until the file has been read to its end.

They lie in a table of this transaction alone: whatever is compared and moved there stays out of
the memory, and nobody else sees any of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CursorResult,
    Index,
    MetaData,
    Row,
    Table,
    Text,
    UpdateBase,
    delete,
    distinct,
    exists,
    func,
    select,
    text,
)
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.schema import CreateIndex, CreateTable, DropTable
from sqlalchemy.types import TypeEngine

from finder.store.bulk import insert_rows

_NAME = "staged_record"
# As many rows as are worth a round trip.
_BUFFERED = 10_000


class Stage:
    """A temporary table with a column ``key`` and others; ``close`` it where all went well."""

    def __init__(self, session: Session, key: str, **columns: TypeEngine[Any]) -> None:
        self.session = session
        self.table = Table(
            _NAME,
            MetaData(),
            Column(key, columns.pop(key, Text())),
            *(Column(name, kind) for name, kind in columns.items()),
            prefixes=["TEMPORARY"],
            postgresql_on_commit="DROP",
        )
        self.key = self.table.c[key]
        self._rows: list[Mapping[str, Any]] = []
        session.execute(DropTable(self.table, if_exists=True))
        session.execute(CreateTable(self.table))

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows with every column of the stage; they may repeat a key."""
        self._rows.extend(rows)
        if len(self._rows) >= _BUFFERED:
            self._write()

    def complete(self) -> None:
        """No more rows: whatever is asked from now on is asked by key."""
        self._write()
        self.session.execute(CreateIndex(Index(f"ix_{_NAME}", self.key)))
        if self.session.get_bind().dialect.name == "postgresql":
            # Nothing else tells PostgreSQL how large a temporary table is.
            self.session.execute(text(f"ANALYZE {_NAME}"))

    def count(self) -> int:
        """How many different keys there are."""
        return self.session.scalar(select(func.count(distinct(self.key)))) or 0

    def holds(self, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """A condition on another table: the stage has a row with this key."""
        return exists().where(self.key == column)

    def delete_missing(self, column: InstrumentedAttribute[Any]) -> int:
        """Deletes the rows of the column's table whose key is not staged; how many they were."""
        statement = delete(column.class_).where(~self.holds(column))
        return self.run(statement)

    def run(self, statement: UpdateBase) -> int:
        """Runs a statement that reads the stage; how many rows it added, changed or deleted."""
        kept = statement.execution_options(preserve_rowcount=True, synchronize_session=False)
        result = self.session.execute(kept)
        return result.rowcount if isinstance(result, CursorResult) else 0

    def count_missing(self, column: InstrumentedAttribute[Any]) -> int:
        """How many rows of the column's table have a key that is not staged."""
        missing = select(func.count()).select_from(column.class_).where(~self.holds(column))
        return self.session.scalar(missing) or 0

    def batches(self, size: int) -> Iterator[list[Row[Any]]]:
        """All rows in the order of their keys, so many keys at a time."""
        keys = iter(self.session.scalars(select(self.key).distinct().order_by(self.key)).all())
        while batch := list(islice(keys, size)):
            yield list(
                self.session.execute(
                    select(self.table)
                    .where(self.key.between(batch[0], batch[-1]))
                    .order_by(self.key)
                )
            )

    def close(self) -> None:
        self.session.execute(DropTable(self.table))

    def _write(self) -> None:
        rows, self._rows = self._rows, []
        insert_rows(self.session, self.table, rows)
