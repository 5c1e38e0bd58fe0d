"""A plain or zipped CSV file as a bounded stream of bytes; nothing is ever unpacked to disk.

The sheet of a workbook is read as if it were CSV, where a source is published as one.
"""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import SEEK_END, BufferedReader, BytesIO
from pathlib import Path
from typing import IO, Protocol

from finder.domain.errors import InputRefused
from finder.importers.cells import shown
from finder.importers.workbook import (
    csv_blocks,
    shared_strings,
    shared_strings_among,
    sheets_among,
)
from finder.importers.zip_member import Damaged, DeflatedMember

BLOCK_BYTES = 256 * 1024
MAX_UNPACKED_BYTES = 64 * 1024**3
# What must be held in the memory: a workbook inside a ZIP, and the shared texts of a workbook.
MAX_HELD_BYTES = 64 * 1024**2
MAX_MEMBERS = 1000
MAX_RATIO = 100
# Below this a high ratio is the nature of small repetitive files and harms nobody.
RATIO_APPLIES_ABOVE = 1024**2

_CONTENT_TYPES = "[Content_Types].xml"
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
    Damaged,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)

MemberChoice = Callable[[list[str]], list[str]]


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


class OpenedFile:
    """One data file, ready to be read once; ``bytes_read`` and ``bytes_total`` are unpacked."""

    def __init__(
        self, path: Path, choose_members: MemberChoice, may_be_workbook: bool = False
    ) -> None:
        self.file_name = shown(path.name)
        self._may_be_workbook = may_be_workbook
        self._strings: list[str] | None = None
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
        self._stream: _Stream = self._file
        self._packed_bytes = 0
        if start in _ZIP_STARTS:
            self._enter_zip(self._file, choose_members)
            return
        for foreign, sentence in _FOREIGN_STARTS.items():
            if start.startswith(foreign):
                raise self.refusal(sentence)

    @property
    def is_zipped(self) -> bool:
        return self._stream is not self._file

    def blocks(self) -> Iterator[bytes]:
        """The file's text in order; damage inside a ZIP is met here."""
        if self._strings is None:
            return self._bytes()
        return csv_blocks(self._bytes(), self._strings, self.refusal)

    def _bytes(self) -> Iterator[bytes]:
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

    def _enter_zip(self, file: IO[bytes], choose_members: MemberChoice) -> None:
        archive = self._archive(file)
        if _CONTENT_TYPES in archive.namelist():
            self._enter_workbook(archive)
            return
        member = self._main_member(archive, choose_members)
        self.data_name = shown(_base_name(member.filename))
        self._open_member(archive, member)
        if self.data_name.lower().endswith(".xlsx"):
            self._refuse_to_hold(member)
            self._enter_workbook(self._archive(BytesIO(b"".join(self._bytes()))))

    def _enter_workbook(self, archive: zipfile.ZipFile) -> None:
        if not self._may_be_workbook:
            raise self.refusal("is an Excel workbook. Save it as CSV UTF-8 and import that.")
        names = archive.namelist()
        sheets = sheets_among(names)
        if len(sheets) != 1:
            raise self.refusal(
                f"is a workbook of {len(sheets)} sheets. Save the right one as CSV UTF-8 and "
                "import that."
            )
        self._strings = []
        if name := shared_strings_among(names):
            member = archive.getinfo(name)
            self._refuse_to_hold(member)
            self._open_member(archive, member)
            self._strings = shared_strings(self._bytes(), self.refusal)
        self._open_member(archive, archive.getinfo(sheets[0]))

    def _archive(self, file: IO[bytes]) -> zipfile.ZipFile:
        self._packed_file = file
        try:
            return zipfile.ZipFile(file)
        except _DAMAGED as error:
            raise self.refusal("is a damaged or cut off ZIP file. Get it again.") from error

    def _open_member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        """Makes the member the stream that is read next."""
        if member.flag_bits & 0x1:
            raise self.refusal("is protected with a password. Unpack it first.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.refusal("is packed in an uncommon way. Unpack it and import the CSV.")
        # What is unpacked is measured by it.
        if member.header_offset + member.compress_size > self._packed_file.seek(0, SEEK_END):
            raise self.refusal("is a damaged ZIP file. Get it again.")
        self._packed_bytes = member.compress_size
        self.bytes_read, self.bytes_total = 0, member.file_size
        if self._is_too_large(member.file_size):
            raise self.refusal("unpacks to far more than it should. Get it again.")
        if not member.file_size:
            raise self.refusal("holds an empty data file.")
        try:
            self._stream = archive.open(member)
            if member.compress_type == zipfile.ZIP_DEFLATED:
                self._stream.close()
                self._stream = DeflatedMember(self._packed_file, member)
        except _DAMAGED as error:
            raise self.refusal("is a damaged ZIP file. Get it again.") from error

    def _refuse_to_hold(self, member: zipfile.ZipInfo) -> None:
        if member.file_size > MAX_HELD_BYTES:
            raise self.refusal("is too large a workbook. Save it as CSV UTF-8 and import that.")

    def _main_member(
        self, archive: zipfile.ZipFile, choose_members: MemberChoice
    ) -> zipfile.ZipInfo:
        members = [member for member in archive.infolist() if not member.filename.endswith("/")]
        if len(members) > MAX_MEMBERS:
            raise self.refusal(f"holds {len(members)} files; no published ZIP does. Get it again.")
        names = [member.filename for member in members]
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
