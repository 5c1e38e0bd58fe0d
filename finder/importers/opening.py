"""A plain or zipped CSV file as a bounded stream of bytes; nothing is ever unpacked to disk."""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import IO

from finder.domain.errors import InputRefused
from finder.importers.cells import shown

BLOCK_BYTES = 256 * 1024
MAX_UNPACKED_BYTES = 64 * 1024**3
MAX_MEMBERS = 1000
MAX_RATIO = 100
# Below this a high ratio is the nature of small repetitive files and harms nobody.
RATIO_APPLIES_ABOVE = 1024**2

_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_FOREIGN_STARTS = {
    b"\x1f\x8b": "is compressed with gzip. Unpack it, or use the published ZIP or CSV.",
    b"\xd0\xcf\x11\xe0": "is an Excel workbook. Save it as CSV UTF-8 and import that.",
    b"%PDF": "is a PDF document, not a CSV file.",
    b"\xff\xfe": "is UTF-16 text. Save it as CSV UTF-8 and import that.",
    b"\xfe\xff": "is UTF-16 text. Save it as CSV UTF-8 and import that.",
}
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)

MemberChoice = Callable[[list[str]], list[str]]


class OpenedFile:
    """One data file, ready to be read once; ``bytes_read`` and ``bytes_total`` are unpacked."""

    def __init__(self, path: Path, choose_members: MemberChoice) -> None:
        self.file_name = shown(path.name)
        self._file = self._open(path)
        try:
            self._prepare(choose_members)
        except BaseException:
            self._file.close()
            raise

    def _prepare(self, choose_members: MemberChoice) -> None:
        self.sha256 = hashlib.file_digest(self._file, "sha256").hexdigest()
        self.bytes_total = self._file.tell()
        self.bytes_read = 0
        self._file.seek(0)
        start = self._file.read(4)
        self._file.seek(0)
        if not start:
            raise self.refusal("is empty.")
        self.data_name = self.file_name
        self._stream: IO[bytes] = self._file
        self._packed_bytes = 0
        if start in _ZIP_STARTS:
            self._enter_zip(choose_members)
            return
        for foreign, sentence in _FOREIGN_STARTS.items():
            if start.startswith(foreign):
                raise self.refusal(sentence)

    @property
    def is_zipped(self) -> bool:
        return self._stream is not self._file

    def blocks(self) -> Iterator[bytes]:
        """The file's bytes in order; damage inside a ZIP is met here."""
        while block := self._next_block():
            self.bytes_read += len(block)
            if self.is_zipped and self._is_too_large(self.bytes_read):
                raise self.refusal("unpacks to far more than it should. Get it again.")
            yield block
        if self.bytes_read != self.bytes_total:
            raise self.refusal("is damaged or cut off. Get it again.")

    def close(self) -> None:
        self._stream.close()
        self._file.close()

    def refusal(self, rest_of_sentence: str) -> InputRefused:
        """An error whose sentence begins with the file's name."""
        return InputRefused(f"{self.file_name} {rest_of_sentence}")

    def _open(self, path: Path) -> BufferedReader:
        try:
            if path.is_dir():
                raise self.refusal("is a folder. Name the CSV or ZIP file inside it.")
            if not path.is_file():
                raise self.refusal("is not a file that exists. Check its path.")
            return path.open("rb")
        except OSError as error:
            raise self.refusal("cannot be opened. Check who may read it.") from error

    def _next_block(self) -> bytes:
        try:
            return self._stream.read(BLOCK_BYTES)
        except _DAMAGED as error:
            raise self.refusal("is damaged or cut off. Get it again.") from error

    def _enter_zip(self, choose_members: MemberChoice) -> None:
        try:
            archive = zipfile.ZipFile(self._file)
        except _DAMAGED as error:
            raise self.refusal("is a damaged or cut off ZIP file. Get it again.") from error
        member = self._main_member(archive, choose_members)
        if member.flag_bits & 0x1:
            raise self.refusal("is protected with a password. Unpack it first.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.refusal("is packed in an uncommon way. Unpack it and import the CSV.")
        self._packed_bytes = member.compress_size
        self.bytes_total = member.file_size
        if self._is_too_large(member.file_size):
            raise self.refusal("unpacks to far more than it should. Get it again.")
        if not member.file_size:
            raise self.refusal("holds an empty data file.")
        self.data_name = shown(_base_name(member.filename))
        try:
            self._stream = archive.open(member)
        except _DAMAGED as error:
            raise self.refusal("is a damaged ZIP file. Get it again.") from error

    def _main_member(
        self, archive: zipfile.ZipFile, choose_members: MemberChoice
    ) -> zipfile.ZipInfo:
        members = [member for member in archive.infolist() if not member.filename.endswith("/")]
        if len(members) > MAX_MEMBERS:
            raise self.refusal(f"holds {len(members)} files; no published ZIP does. Get it again.")
        names = [member.filename for member in members]
        if "[Content_Types].xml" in names:
            raise self.refusal("is an Excel workbook. Save it as CSV UTF-8 and import that.")
        chosen = choose_members([_base_name(name) for name in names])
        main = [member for member in members if _base_name(member.filename) in chosen]
        if len(main) == 1:
            return main[0]
        listed = ", ".join(shown(_base_name(name)) for name in names[:8]) or "nothing"
        many = "no data file of this kind" if not main else "more than one data file"
        raise self.refusal(f"holds {many} (it holds {listed}). Import the right CSV by itself.")

    def _is_too_large(self, unpacked: int) -> bool:
        if unpacked > MAX_UNPACKED_BYTES:
            return True
        allowed = max(RATIO_APPLIES_ABOVE, MAX_RATIO * self._packed_bytes)
        return unpacked > allowed


def _base_name(member_name: str) -> str:
    return member_name.replace("\\", "/").rsplit("/", 1)[-1]
