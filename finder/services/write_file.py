"""A file beside the database: whole on the disk before a row names it, gone if no row does."""

import os
from pathlib import Path
from shutil import rmtree

from sqlalchemy import event
from sqlalchemy.orm import Session

from finder.domain.errors import DirectoryUnavailable


def write_file(path: Path, content: bytes) -> None:
    """For this user only; raises ``DirectoryUnavailable`` where the disk refuses."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, content)
    except OSError as problem:
        raise DirectoryUnavailable(
            "The file cannot be written, so nothing was kept. Check the disk and the folder "
            f"{path.parent.name} of FINDER_HOME, and try again."
        ) from problem


def remove_if_undone(session: Session, path: Path) -> None:
    """A file or folder whose row is not kept is of no use; what a power cut leaves harms nobody."""
    waiting = [path]

    def forget(_session: Session, _transaction: object) -> None:
        for each in waiting:
            remove(each)

    event.listen(session, "after_commit", lambda _session: waiting.clear())
    event.listen(session, "after_soft_rollback", forget)


def remove_when_done(session: Session, path: Path) -> None:
    """As soon as what the transaction says is kept, the file is needed no longer."""
    event.listen(session, "after_commit", lambda _session: remove(path))


def remove(path: Path) -> None:
    """A file, or a folder with all that is in it; nothing where it is gone."""
    if path.is_dir():
        rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError:
        remove(part)
        remove(path)
        raise
