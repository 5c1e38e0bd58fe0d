"""Where the tests, and the programs they start, write what is gone after them."""

import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM_BYTES = 2 << 30


def write_to_memory() -> None:
    """Temporary files stand in memory where there is room.

    Tests write gigabytes in all, a little at a time and never for long; a disk makes them wait.
    """
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES:
        tempfile.tempdir = os.environ["TMPDIR"] = str(_MEMORY)
