"""A published file from the address of its publisher: bounded, resumable, and never half a file."""

import fcntl
import hashlib
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from finder.domain.errors import InputRefused, InvalidValue
from finder.importers.download.connection import allowed, read_page
from finder.importers.download.transfer import NO_ROOM, Downloaded, Told, Transfer

__all__ = ["MOST_BYTES", "Downloaded", "Told", "allowed", "download", "read_page"]

MOST_BYTES = 16 * 1024**3
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}\.(?:csv|zip|xlsx)", re.ASCII | re.IGNORECASE)


def download(
    address: str,
    folder: Path,
    origins: Collection[str],
    *,
    sha256: str = "",
    most_bytes: int = MOST_BYTES,
    tell: Told | None = None,
) -> Downloaded:
    """The file behind ``address``; goes on where an earlier try was cut off, if it is the same."""
    split = allowed(address, origins)
    name = split.path.rpartition("/")[2]
    if not _NAME.fullmatch(name):
        raise InvalidValue(f"{address} does not name a CSV, ZIP or XLSX file.", "from-url")
    place = folder / hashlib.sha256(address.encode()).hexdigest()[:16]
    try:
        place.mkdir(parents=True, exist_ok=True)
        with _alone(place / "lock"):
            if (place / name).is_file():
                # Of an import that was refused: the server says whether it is the newest still.
                (place / name).replace(place / "part")
            with (place / "part").open("a+b"), (place / "part").open("r+b") as part:
                transfer = Transfer(place, part, origins, most_bytes, tell)
                transfer.fetch(address)
                return transfer.finish(place / name, sha256)
    except OSError as problem:
        if problem.errno in NO_ROOM:
            raise InputRefused(
                f"The disk is full, so {name} could not be fetched whole. Nothing was changed. "
                "Make room and run it again: it goes on where it stopped."
            ) from problem
        raise


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time; a lock ends with the process that holds it."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputRefused(
                "This file is being fetched by another process. Nothing was changed. Wait for it."
            ) from None
        yield
