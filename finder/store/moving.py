"""The rows of whole tables, out of one kind of database and into the other."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import psycopg
from sqlalchemy import Connection, Table, func, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import finder.store.tables  # noqa: F401  # the tables register themselves with the metadata
from finder.domain.errors import InputRefused
from finder.store.base import Base

_BATCH = 2_000
_BITS = 256
_OURS = "alembic_version"

Values = tuple[Any, ...]


class Digest:
    """One number for the rows of a table, the same on every database and in every order.

    It is the sum of the SHA-256 of the rows, so a row that is missing, changed or there twice
    shows.
    """

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, row: Values) -> None:
        spelled = json.dumps([_spelled(value) for value in row], ensure_ascii=False)
        hashed = hashlib.sha256(spelled.encode("utf-8", "surrogatepass")).digest()
        self._sum = (self._sum + int.from_bytes(hashed, "big")) % (1 << _BITS)
        self.rows += 1

    def __str__(self) -> str:
        return f"{self._sum:0{_BITS // 4}x}"


def _spelled(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    # One database keeps the sign of a zero, the other does not.
    return value + 0.0 if isinstance(value, float) else value


def all_tables() -> list[Table]:
    """Every table of ours; what refers to another one comes after it."""
    return list(Base.metadata.sorted_tables)


def count_rows(session: Session) -> int:
    counts = (session.scalar(select(func.count()).select_from(table)) for table in all_tables())
    return sum(count or 0 for count in counts)


def foreign_tables(session: Session) -> list[str]:
    """The tables of a database that another program made; none where ours are among them."""
    names = inspect(session.connection()).get_table_names()
    return [] if _OURS in names else sorted(names)


def table_with_rows(session: Session) -> str | None:
    """The first table that is not empty."""
    for table in all_tables():
        if session.execute(select(table).limit(1)).first() is not None:
            return table.name
    return None


def rows_of(session: Session, table: Table, digest: Digest | None = None) -> Iterator[Values]:
    """Every row, counted by the digest on its way."""
    with session.execute(select(table).execution_options(yield_per=_BATCH)) as result:
        for row in result:
            if digest is not None:
                digest.add(tuple(row))
            yield tuple(row)


def copy_tables(source: Session, target: Session) -> None:
    """The rows of every table into the empty ones of another database."""
    for table in all_tables():
        write_rows(target, table, rows_of(source, table))


def write_rows(session: Session, table: Table, rows: Iterable[Values]) -> None:
    """Raises ``InputRefused`` where a value has no place in this kind of database."""
    connection = session.connection()
    try:
        if connection.dialect.name == "postgresql":
            _copy_in(connection, table, rows)
        else:
            _insert(connection, table, rows)
    except (psycopg.DataError, psycopg.IntegrityError) as problem:
        raise _refusal(table, problem) from problem
    except DBAPIError as problem:
        if problem.connection_invalidated or "full" in str(problem.orig):
            raise
        raise _refusal(table, problem.orig) from problem


def set_sequences(session: Session) -> None:
    """The next number that PostgreSQL gives is one that no row has; SQLite sees to it itself."""
    connection = session.connection()
    if connection.dialect.name != "postgresql":
        return
    for table in all_tables():
        column = table.autoincrement_column
        if column is None:
            continue
        newest = connection.scalar(select(func.max(column)))
        if newest is not None:
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, :column), :newest)"),
                {"table": table.name, "column": column.name, "newest": newest},
            )


def _copy_in(connection: Connection, table: Table, rows: Iterable[Values]) -> None:
    quote = connection.dialect.identifier_preparer
    columns = ", ".join(quote.quote(column.name) for column in table.columns)
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError("This is no connection to PostgreSQL.")
    statement = f"COPY {quote.format_table(table)} ({columns}) FROM STDIN"
    with driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        for row in rows:
            copy.write_row(row)


def _insert(connection: Connection, table: Table, rows: Iterable[Values]) -> None:
    """By the driver itself, in half the time that rows with named values take."""
    dialect = connection.dialect
    statement = str(insert(table).compile(dialect=dialect))
    processors = [
        (place, process)
        for place, column in enumerate(table.columns)
        if (process := column.type.dialect_impl(dialect).bind_processor(dialect)) is not None
    ]

    def spelled(row: Values) -> Values:
        values = list(row)
        for place, process in processors:
            values[place] = process(values[place])
        return tuple(values)

    left = iter(rows)
    while batch := [spelled(row) for row in islice(left, _BATCH)]:
        connection.exec_driver_sql(statement, batch)


def _refusal(table: Table, problem: BaseException | None) -> InputRefused:
    told = " ".join(str(problem).split())
    return InputRefused(f"The table {table.name} cannot be copied: {told}. Nothing was copied.")
