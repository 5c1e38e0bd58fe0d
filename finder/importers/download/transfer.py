"""One file on its way: what has come stays, and is gone on with where it can be."""

import errno
import hashlib
import http.client
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from io import BufferedRandom
from pathlib import Path

from finder.domain.errors import InputRefused
from finder.importers.download.connection import (
    answer,
    day_of,
    refuse_status,
    unreachable,
    validator,
)

_BLOCK_BYTES = 256 * 1024
_LONGEST_SECONDS = 6 * 3600
_MOST_ATTEMPTS = 4
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_RANGE = re.compile(r"bytes ([0-9]+)-[0-9]+/([0-9]+)", re.ASCII)

# Bytes so far, and bytes in all; zero where the server does not say.
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A whole file; ``modified_on`` is the day by its server's word, if it gave one."""

    path: Path
    sha256: str
    modified_on: date | None

    def remove(self) -> None:
        shutil.rmtree(self.path.parent, ignore_errors=True)


class Transfer:
    """One file on its way into ``part``; what is known of it stands in a note beside it."""

    def __init__(
        self,
        place: Path,
        part: BufferedRandom,
        origins: Collection[str],
        most_bytes: int,
        tell: Told | None,
    ) -> None:
        self._note = place / "part.json"
        self._part = part
        self._origins = origins
        self._most_bytes = most_bytes
        self._tell = tell
        self._deadline = time.monotonic() + _LONGEST_SECONDS
        self._known = self._read_note()

    def fetch(self, address: str) -> None:
        """Tries again as long as every try brings more."""
        for attempt in range(1, _MOST_ATTEMPTS + 1):
            before = self._size()
            try:
                self._go_on(address)
                return
            except (OSError, http.client.HTTPException) as lost:
                if isinstance(lost, OSError) and lost.errno in NO_ROOM:
                    raise
                if attempt == _MOST_ATTEMPTS or self._size() <= before:
                    raise unreachable(address, lost) from lost

    def finish(self, target: Path, sha256: str) -> Downloaded:
        """The whole file under its own name, if it is the one that was asked for."""
        self._part.flush()
        os.fsync(self._part.fileno())
        self._part.seek(0)
        found = hashlib.file_digest(self._part, "sha256").hexdigest()
        if sha256 and found != sha256.lower():
            self._start_anew()
            raise InputRefused(
                f"{target.name} has the SHA-256 {found}, not {sha256.lower()}. It was thrown away "
                "and nothing was changed. Compare the sum with the publisher's."
            )
        Path(self._part.name).replace(target)
        return Downloaded(target, found, day_of(self._known.get("modified", "")))

    def _go_on(self, address: str) -> None:
        start = self._size()
        headers = self._conditions(start)
        with answer(address, self._origins, headers) as response:
            if response.status == 304 and self._known.get("whole"):
                return
            if response.status != 416 or not headers:
                total = self._begin(address, response, start)
                self._receive(response, total)
                self._write_note({**self._known, "whole": "yes"})
                return
        # What is here is no beginning of what is there.
        self._start_anew()
        self._go_on(address)

    def _conditions(self, start: int) -> dict[str, str]:
        """What to ask for: only the rest, or the whole only if it is another by now."""
        proof = self._known.get("validator", "")
        if not start or not proof:
            return {}
        if self._known.get("whole"):
            return {"If-None-Match" if proof.startswith('"') else "If-Modified-Since": proof}
        return {"Range": f"bytes={start}-", "If-Range": proof}

    def _begin(self, address: str, response: http.client.HTTPResponse, start: int) -> int:
        """Whether the answer goes on or starts anew; how long the whole is, or zero."""
        found = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if response.status == 206 and found and int(found[1]) == start:
            total = int(found[2])
            self._part.seek(start)
        else:
            refuse_status(address, response)
            self._start_anew()
            total = response.length or 0
            self._write_note(
                {
                    "validator": validator(response),
                    "modified": response.headers.get("Last-Modified", ""),
                }
            )
        self._refuse_large(address, total)
        return total

    def _receive(self, response: http.client.HTTPResponse, total: int) -> None:
        done = self._part.tell()
        while block := response.read(_BLOCK_BYTES):
            self._part.write(block)
            done += len(block)
            self._refuse_large("The file", done)
            if self._tell:
                self._tell(done, total)
            if time.monotonic() > self._deadline:
                raise InputRefused(
                    "The download took more than six hours. Nothing was changed. Run it again: it "
                    "goes on where it stopped."
                )
        self._part.flush()
        if total and done != total:
            raise ConnectionError(f"it sent {done} of {total} bytes")

    def _refuse_large(self, what: str, size: int) -> None:
        if size > self._most_bytes:
            self._start_anew()
            raise InputRefused(
                f"{what} is larger than {self._most_bytes} bytes, which no published file is. "
                "Nothing was changed."
            )

    def _start_anew(self) -> None:
        self._part.seek(0)
        self._part.truncate()
        self._write_note({})

    def _size(self) -> int:
        self._part.flush()
        return os.fstat(self._part.fileno()).st_size

    def _read_note(self) -> dict[str, str]:
        try:
            told = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(name): str(text) for name, text in told.items()}

    def _write_note(self, known: dict[str, str]) -> None:
        self._known = known
        self._note.write_text(json.dumps(known), encoding="utf-8")
