"""Deleted words leave the file too: SQLite's journal holds them until it is written over."""

import sqlite3

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from finder.domain.errors import DomainError

# How long to wait for those who still read an earlier state; the next writer tries again.
PATIENCE_MILLISECONDS = 500
_FORGETS = "forgets"


def leave_nothing(session: Session) -> None:
    """Whatever this transaction deletes or overwrites is gone from the disk once it is kept."""
    session.info[_FORGETS] = True


class Journal:
    """The journal of one database; what could not be emptied at once is left to the next writer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_owed = False

    def settle(self, session: Session) -> None:
        """After each transaction, never within one; what was done stays done if this fails."""
        self._is_owed = self._is_owed or bool(session.info.get(_FORGETS))
        if self._is_owed:
            self._is_owed = not self._empty()

    def _empty(self) -> bool:
        """Writes the journal into the file and empties it; whether nothing of it was left."""
        if self._engine.dialect.name != "sqlite":
            return True
        try:
            held = self._engine.raw_connection()
            try:
                return _emptied(held.driver_connection)
            finally:
                held.close()
        except (sqlite3.Error, SQLAlchemyError, DomainError):
            return False


def _emptied(connection: object) -> bool:
    if not isinstance(connection, sqlite3.Connection):
        return False
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MILLISECONDS}")
    try:
        is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    return not is_busy
