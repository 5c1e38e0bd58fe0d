"""A file with a seal at its end, by which it is recognised and proved to be whole.

SQLite does not mind bytes after its last page, so a sealed database can be opened as it is.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from finder.domain.errors import InputRefused

_BLOCK = 1 << 20
_WORDS = b"\nfinder backup, SHA-256 "
_SEAL = re.compile(re.escape(_WORDS) + rb"([0-9a-f]{64})\n")
_LENGTH = len(_WORDS) + 65


def seal(path: Path) -> None:
    """Adds the seal, and returns once all of the file is on the disk."""
    with path.open("r+b") as file:
        digest = hashlib.sha256()
        for block in _blocks(file, path.stat().st_size):
            digest.update(block)
        file.write(_WORDS + digest.hexdigest().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def unseal(source: Path, target: Path) -> None:
    """Copies what was sealed, without the seal; raises ``InputRefused``."""
    with source.open("rb") as file, target.open("wb") as copy:
        length = max(file.seek(0, os.SEEK_END) - _LENGTH, 0)
        file.seek(length)
        found = _SEAL.fullmatch(file.read())
        file.seek(0)
        digest = hashlib.sha256()
        for block in _blocks(file, length):
            digest.update(block)
            copy.write(block)
        if found is None:
            raise InputRefused(
                f"{source} is no backup, or it was cut short: the seal at its end is missing. "
                "Nothing was changed. Give a file written by finder backup."
            )
        if found[1] != digest.hexdigest().encode():
            raise InputRefused(
                f"{source} is damaged: its seal does not fit. Nothing was changed. "
                "Give another backup."
            )


def _blocks(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length > 0 and (block := file.read(min(_BLOCK, length))):
        length -= len(block)
        yield block
