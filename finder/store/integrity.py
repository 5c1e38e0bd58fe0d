"""Whether the database itself is whole: its bytes, its references and its tables."""

import sqlite3

from sqlalchemy import inspect
from sqlalchemy.orm import Session

import finder.store.tables  # noqa: F401  # the tables register themselves with the metadata
from finder.store.base import Base

_MOST = 20


def hold_still(session: Session) -> None:
    """Shows one moment to all that is asked later, so that no write in between looks like damage.

    SQLite does so by itself.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def missing_tables(session: Session) -> list[str]:
    """The tables of this program that are not there, in order."""
    return sorted(
        Base.metadata.tables.keys() - set(inspect(session.connection()).get_table_names())
    )


def damage_in(session: Session) -> list[str]:
    """A sentence for each thing that is wrong; PostgreSQL watches over its own files."""
    connection = session.connection().connection.driver_connection
    if not isinstance(connection, sqlite3.Connection):
        return []
    return _damaged_pages(connection) + _broken_references(connection)


def _damaged_pages(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(f"PRAGMA integrity_check({_MOST})")
    sentences = [" ".join(row[0].split()) for row in rows if row[0] != "ok"]
    return [f"The database file is damaged: {sentence}." for sentence in sentences]


def _broken_references(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST)
    return [f"A row of {row[0]} refers to a row of {row[2]} that is not there." for row in rows]
