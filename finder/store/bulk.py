"""Many rows at once in the driver's own way: COPY on PostgreSQL, one prepared statement on SQLite.

An entity or a statement for each row costs several times the row; an import writes them by the
hundred thousand. The rows of one call have the same columns; whatever they leave out has a default
in the table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any

import psycopg
from sqlalchemy import Column, ColumnElement, Connection, Table, any_, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import InstrumentedAttribute, Session

from finder.store.base import Base

Rows = Sequence[Mapping[str, Any]]
Spell = Callable[[Any], Any]
# What COPY reads as an end of a cell or a row, or as the beginning of an escape.
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert_rows(session: Session, into: type[Base] | Table, rows: Rows) -> None:
    """Adds rows to a table, in the order given."""
    if not rows:
        return
    connection, table, names = session.connection(), _table(into), tuple(rows[0])
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, rows)
        return
    quote = connection.dialect.identifier_preparer
    listed = ", ".join(map(quote.quote, names))
    marks = ", ".join("?" * len(names))
    connection.exec_driver_sql(
        f"INSERT INTO {quote.format_table(table)} ({listed}) VALUES ({marks})",  # noqa: S608  # nosec B608  # names of our own
        _bound(connection, table, names, rows),
    )


def update_rows(session: Session, into: type[Base], rows: Rows) -> None:
    """Overwrites the other columns of the rows named by ``id``."""
    if not rows:
        return
    connection, table = session.connection(), _table(into)
    names = (*(name for name in rows[0] if name != "id"), "id")
    quote = connection.dialect.identifier_preparer
    target, quoted = quote.format_table(table), [quote.quote(name) for name in names]
    if connection.dialect.name == "postgresql":
        kinds = [table.columns[name].type.compile(connection.dialect) for name in names]
        values = ", ".join(f"{name} = fresh.{name}" for name in quoted[:-1])
        arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
        connection.exec_driver_sql(
            f"UPDATE {target} SET {values} FROM unnest({arrays}) AS fresh ({', '.join(quoted)}) "  # noqa: S608  # nosec B608  # names of our own
            f"WHERE {target}.id = fresh.id",
            tuple([row[name] for row in rows] for name in names),
        )
        return
    values = ", ".join(f"{name} = ?" for name in quoted[:-1])
    connection.exec_driver_sql(
        f"UPDATE {target} SET {values} WHERE id = ?",  # noqa: S608  # nosec B608  # names of our own
        _bound(connection, table, names, rows),
    )


def delete_rows(
    session: Session, column: InstrumentedAttribute[Any], values: Iterable[Any]
) -> None:
    """Deletes the rows that have one of the values in the column, which should have an index."""
    asked = list(values)
    if not asked:
        return
    connection, table = session.connection(), column.class_.__table__
    quote = connection.dialect.identifier_preparer
    statement = f"DELETE FROM {quote.format_table(table)} WHERE {quote.quote(column.key)} = "  # noqa: S608  # nosec B608  # names of our own
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"{statement}ANY(%s)", (asked,))
    else:
        connection.exec_driver_sql(f"{statement}?", [(value,) for value in asked])


def next_ids(session: Session, of: type[Base], count: int) -> Sequence[int]:
    """So many numbers that no row has; only one writer at a time can ask."""
    if not count:
        return ()
    connection, table = session.connection(), _table(of)
    if connection.dialect.name == "postgresql":
        numbers = text(
            "SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)"
        )
        return connection.scalars(numbers, {"table": table.name, "count": count}).all()
    newest = connection.scalar(select(func.max(table.c.id))) or 0
    return range(newest + 1, newest + count + 1)


def among(session: Session, column: ColumnElement[Any] | Any, values: Iterable[Any]) -> Any:
    """The condition that the column has one of the values, without a parameter for each of them.

    SQLite has no arrays, but takes many parameters more quickly.
    """
    asked = list(values)
    if session.get_bind().dialect.name == "postgresql":
        return column == any_(bindparam(None, asked, type_=ARRAY(column.type)))
    return column.in_(asked)


def copying_cursor(connection: Connection) -> psycopg.Cursor[Any] | None:
    """PostgreSQL's own way for many rows, three times as fast as inserting them."""
    driver = connection.connection.driver_connection
    return driver.cursor() if isinstance(driver, psycopg.Connection) else None


def _copy(connection: Connection, table: Table, names: Sequence[str], rows: Rows) -> None:
    quote = connection.dialect.identifier_preparer
    listed = ", ".join(map(quote.quote, names))
    columns = [_each(column, _copied) for column in _columns(names, rows)]
    cursor = copying_cursor(connection)
    if cursor is None:
        raise TypeError("This is no connection to PostgreSQL.")
    statement = f"COPY {quote.format_table(table)} ({listed}) FROM STDIN"
    try:
        with cursor, cursor.copy(statement.encode()) as copy:
            copy.write("".join(f"{line}\n" for line in map("\t".join, zip(*columns, strict=True))))
    except psycopg.Error as problem:
        # As SQLAlchemy tells it of its own statements.
        told = DBAPIError.instance(
            statement, None, problem, psycopg.Error, dialect=connection.dialect
        )
        raise told from problem


def _copied(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value).translate(_ESCAPES)


def _bound(
    connection: Connection, table: Table, names: Sequence[str], rows: Rows
) -> list[tuple[Any, ...]]:
    """The rows as SQLite's driver takes them."""
    columns = [
        column if spell is None else _each(column, spell)
        for spell, column in zip(
            (_spell(connection, table.columns[name]) for name in names),
            _columns(names, rows),
            strict=True,
        )
    ]
    return list(zip(*columns, strict=True))


def _spell(connection: Connection, column: Column[Any]) -> Spell | None:
    return column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)


def _columns(names: Sequence[str], rows: Rows) -> list[tuple[Any, ...]]:
    if len(names) == 1:
        return [tuple(row[names[0]] for row in rows)]
    return list(zip(*map(itemgetter(*names), rows), strict=True))


def _each(column: Sequence[Any], spell: Spell) -> list[Any]:
    """Most columns hold few different values, so each of them is spelled once."""
    spelled = {value: spell(value) for value in set(column)}
    return [spelled[value] for value in column]


def _table(of: type[Base] | Table) -> Table:
    table = of if isinstance(of, Table) else of.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{of} is no table.")
    return table
