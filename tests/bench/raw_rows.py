"""Copies of directories, and the driver's own statements that leave the rows an import left.

They are what an import is measured against: the same rows, tables, constraints and indexes, in one
transaction, without reading, comparing, deriving or recording anything.
"""

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg import sql

from finder.store.engine import Database
from finder.store.moving import all_tables
from finder.store.schema import migrate
from tests.private_postgresql import PostgresqlServer

# Every import leaves a record of itself; who is searched for stands in the others.
RECORDS = {"import_run", "ledger", "chain_head", "directory", "release_change"}
_TABLES = {
    table.name: (
        [column.name for column in table.columns],
        [column.name for column in table.primary_key],
    )
    for table in all_tables()
    if table.name not in RECORDS
}
Rows = Mapping[str, Any]
Write = Callable[[str], None]


class Copies(Protocol):
    """Where directories of one kind of database lie."""

    def empty(self) -> str:
        """The address of a directory without a row."""

    def like(self, url: str) -> str:
        """The address of a copy of a directory that nobody has open."""

    def drop(self, url: str) -> None: ...

    def rewriting(self, before: str, after: str) -> Write:
        """What turns a copy of the one directory into the other; the rows lie ready."""

    def bare(self, after: str) -> Write:
        """What writes the practitioners of a directory into one table without an index."""


@dataclass
class SqliteCopies:
    """Files in a folder."""

    folder: Path
    _made: int = 0

    def empty(self) -> str:
        url = self._next()
        database = Database(url)
        migrate(database)
        database.close()
        return url

    def like(self, url: str) -> str:
        copy = self._next()
        with closing(_open(url)) as source:
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(_path(url), _path(copy))
        return copy

    def drop(self, url: str) -> None:
        for path in self.folder.glob(f"{_path(url).name}*"):
            path.unlink()

    def rewriting(self, before: str, after: str) -> Write:
        old, new = _sqlite_rows(before), _sqlite_rows(after)
        ended = {name: _ended(name, old[name], new[name]) for name in _TABLES}

        def write(url: str) -> None:
            with closing(_open(url)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                for name in reversed(_TABLES):
                    if ended[name]:
                        keys = " AND ".join(f"{key} = ?" for key in _TABLES[name][1])
                        connection.executemany(f"DELETE FROM {name} WHERE {keys}", ended[name])
                for name, rows in new.items():
                    if rows:
                        connection.executemany(_upsert(name), rows)
                connection.execute("COMMIT")

        return write

    def bare(self, after: str) -> Write:
        rows = _sqlite_rows(after)["practitioner"]
        names = ", ".join(_TABLES["practitioner"][0])

        def write(url: str) -> None:
            with closing(_open(url)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(f"CREATE TABLE bare ({names})")
                marks = ",".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO bare VALUES ({marks})", rows)
                connection.execute("COMMIT")

        return write

    def _next(self) -> str:
        self._made += 1
        return f"sqlite:///{self.folder}/copy_{self._made}.db"


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _open(url: str) -> sqlite3.Connection:
    """As the program opens it."""
    connection = sqlite3.connect(_path(url), isolation_level=None)
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _sqlite_rows(url: str) -> dict[str, list[Any]]:
    with closing(_open(url)) as connection:
        return {
            name: connection.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall()
            for name, (columns, _) in _TABLES.items()
        }


def _ended(name: str, old: list[Any], new: list[Any]) -> list[Any]:
    columns, keys = _TABLES[name]
    places = [columns.index(key) for key in keys]
    left = {tuple(row[place] for place in places) for row in new}
    return [key for row in old if (key := tuple(row[place] for place in places)) not in left]


def _upsert(name: str) -> str:
    columns, keys = _TABLES[name]
    marks = ",".join("?" * len(columns))
    return (
        f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks}) "
        f"ON CONFLICT ({', '.join(keys)}) {_do_update(name)}"
    )


def _do_update(name: str) -> str:
    columns, keys = _TABLES[name]
    values = ", ".join(f"{one} = excluded.{one}" for one in columns if one not in keys)
    return f"DO UPDATE SET {values}" if values else "DO NOTHING"


@dataclass
class PostgresqlCopies:
    """Databases of one server."""

    server: PostgresqlServer
    _template: str = ""

    def empty(self) -> str:
        if not self._template:
            self._template = self.server.create()
            database = Database(self._template)
            migrate(database)
            database.close()
        return self.like(self._template)

    def like(self, url: str) -> str:
        return self.server.create(_name(url))

    def drop(self, url: str) -> None:
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(_name(url)))
            )

    def rewriting(self, before: str, after: str) -> Write:
        old, new = _keys(before), _keys(after)
        ended = {name: sorted(old[name] - new[name]) for name in _TABLES}
        blocks = _blocks(after)

        def write(url: str) -> None:
            with psycopg.connect(url) as connection:
                for name in reversed(_TABLES):
                    _delete(connection, name, ended[name])
                for name, block in blocks.items():
                    if block:
                        _merge(connection, name, block)

        return write

    def bare(self, after: str) -> Write:
        block = _blocks(after)["practitioner"]

        def write(url: str) -> None:
            with psycopg.connect(url) as connection:
                connection.execute("CREATE TABLE bare AS SELECT * FROM practitioner WHERE false")
                _copy(connection, "bare", "practitioner", block)

        return write


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def _keys(url: str) -> dict[str, set[Any]]:
    with psycopg.connect(url) as connection:
        return {
            name: set(connection.execute(f"SELECT {', '.join(keys)} FROM {name}").fetchall())
            for name, (_, keys) in _TABLES.items()
        }


def _blocks(url: str) -> dict[str, bytes]:
    """Every table as COPY writes it, so that nothing has to be spelled in the time measured."""
    found = {}
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        for name, (columns, _) in _TABLES.items():
            with cursor.copy(f"COPY {name} ({', '.join(columns)}) TO STDOUT") as copy:
                found[name] = b"".join(map(bytes, copy))
    return found


def _copy(connection: psycopg.Connection[Any], to: str, like: str, block: bytes) -> None:
    columns = ", ".join(_TABLES[like][0])
    with connection.cursor() as cursor, cursor.copy(f"COPY {to} ({columns}) FROM STDIN") as copy:
        copy.write(block)


def _merge(connection: psycopg.Connection[Any], name: str, block: bytes) -> None:
    columns, keys = _TABLES[name]
    listed = ", ".join(columns)
    connection.execute(f"CREATE TEMP TABLE staged_{name} (LIKE {name}) ON COMMIT DROP")
    _copy(connection, f"staged_{name}", name, block)
    others = [one for one in columns if one not in keys]
    was = ", ".join(f"{name}.{one}" for one in others)
    now = ", ".join(f"excluded.{one}" for one in others)
    where = f" WHERE ({was}) IS DISTINCT FROM ({now})" if others else ""
    connection.execute(
        f"INSERT INTO {name} ({listed}) SELECT {listed} FROM staged_{name} "
        f"ON CONFLICT ({', '.join(keys)}) {_do_update(name)}{where}"
    )


def _delete(connection: psycopg.Connection[Any], name: str, ended: list[Any]) -> None:
    if ended:
        keys = " AND ".join(f"{key} = %s" for key in _TABLES[name][1])
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {name} WHERE {keys}", ended)
