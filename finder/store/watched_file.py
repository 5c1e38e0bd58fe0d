"""The file of a SQLite directory: one that was moved away stays open to whoever has opened it."""

import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

_FILE = "file"


def file_identity(path: str | Path) -> tuple[int, int] | None:
    """Device and number of the file; ``None`` where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def watch_file(engine: Engine, path: Path) -> None:
    """A file that somebody moves away is missed at once, and its successor is used at once.

    Without this, open connections would go on with the old file, and new ones make an empty one.
    """
    was_there = threading.Event()

    def connect(_dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> None:
        if was_there.is_set() or path.exists():
            arguments[0] = f"{path.as_uri()}?mode=rw"
            options["uri"] = True

    def remember(_connection: sqlite3.Connection, record: Any) -> None:
        was_there.set()
        record.info[_FILE] = file_identity(path)

    def compare(_connection: sqlite3.Connection, record: Any, _proxy: Any) -> None:
        if record.info.get(_FILE) != file_identity(path):
            raise DisconnectionError("The file of the directory is another one now.")

    event.listen(engine, "do_connect", connect)
    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", compare)
