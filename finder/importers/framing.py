"""Physical lines into records: every line is checked, and a bad one takes no other with it."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

MAX_LINE_BYTES = 1024**2
MAX_FURTHER_LINES = 3

_SEPARATOR = b'","'
_QUOTE, _COMMA = b'",'
# Quotation marks stand around whole fields and are doubled inside them. The pattern looks back
# only after its first mark, because one that begins with a plain character is searched faster.
_QUOTED_FIELD = re.compile(rb'"(?<![^,]")[^"]*+(?:""[^"]*+)*+"(?![^,])')
_NEXT_FIELD = re.compile(r'"((?:[^"]++|"")*+)"|[^",]*+')


@dataclass(frozen=True, slots=True)
class Row:
    """One record split into its fields; ``line`` is the physical line it begins on."""

    line: int
    fields: list[str]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """One line that is not a record, and why; ``raw`` may be cut."""

    line: int
    reason: str
    raw: bytes


class PhysicalLines:
    """The lines of a file without their line ends, with a look ahead; ``number`` counts from 1."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self.number = 0
        self.lacks_line_end = False
        self._blocks = iter(blocks)
        self._tail = b""
        self._pending: deque[bytes] = deque()

    def take(self) -> bytes | None:
        if not self._pending and not self._load():
            return None
        self.number += 1
        return self._pending.popleft()

    def ahead(self, position: int) -> bytes | None:
        """The line ``position`` places after the next one, without taking it."""
        while len(self._pending) <= position:
            if not self._load():
                return None
        return self._pending[position]

    @property
    def is_at_open_end(self) -> bool:
        """The line just taken is the last one and has no line end."""
        return self.ahead(0) is None and self.lacks_line_end

    def _load(self) -> bool:
        """Cut further blocks into lines; False at the end of the file."""
        for block in self._blocks:
            text = self._tail + block
            if b"\r" in text:
                text = text.replace(b"\r\n", b"\n")
            lines = text.split(b"\n")
            # An endless line is cut so that memory stays flat; it is still too long to pass.
            self._tail = lines.pop()[: MAX_LINE_BYTES + 1]
            if lines:
                self._pending.extend(lines)
                return True
        last, self._tail = self._tail.removesuffix(b"\r"), b""
        if last:
            self.lacks_line_end = True
            self._pending.append(last)
        return bool(last)


class Framer:
    """Rows and faults in file order; rows for which ``matters`` says no are only checked."""

    def __init__(
        self,
        lines: PhysicalLines,
        width: int,
        matters: Callable[[bytes], object],
        other_encoding: str = "",
    ) -> None:
        self.rows_read = 0
        self.is_cut_off = False
        self._lines = lines
        self._width = width
        self._matters = matters
        self._encodings = ("utf-8", other_encoding) if other_encoding else ("utf-8",)

    def __iter__(self) -> Iterator[Row | Fault]:
        while (line := self._lines.take()) is not None:
            number = self._lines.number
            if not self._is_fully_quoted(line):
                if not line.strip(b", \t\r"):
                    continue
                if not self._is_record(line):
                    joined = self._joined(line)
                    if joined is None:
                        self.rows_read += 1
                        yield Fault(number, self._structure_fault(line), line)
                        continue
                    line = joined
            self.rows_read += 1
            if reason := self._content_fault(line):
                yield Fault(number, reason, line)
            elif self._matters(line):
                yield Row(number, self._fields(line), line)

    def _is_fully_quoted(self, line: bytes) -> bool:
        """Every quotation mark belongs to a separator or is the first or last byte.

        This is exact and decides nearly all lines of the large files, so it has to be fast.
        """
        return (
            line.startswith(b'"')
            and line.count(_SEPARATOR) == self._width - 1
            and line.count(b'"') == 2 * self._width
            and line[-1] == _QUOTE
            and line[1] != _COMMA != line[-2]
            and len(line) <= MAX_LINE_BYTES
        )

    def _is_record(self, line: bytes) -> bool:
        if len(line) > MAX_LINE_BYTES:
            return False
        # What is left without well quoted fields has one comma between fields and no stray quote.
        bare = _QUOTED_FIELD.sub(b"", line)
        return bare.count(b",") == self._width - 1 and b'"' not in bare

    def _joined(self, line: bytes) -> bytes | None:
        """The line with up to three further ones where a quoted field runs over line ends.

        A further line that is a record by itself is never eaten.
        """
        for position in range(MAX_FURTHER_LINES):
            further = self._lines.ahead(position)
            is_open = line.count(b'"') % 2 == 1
            if not is_open or further is None or self._is_record(further):
                return None
            line = line + b"\n" + further
            if self._is_record(line):
                for _ in range(position + 1):
                    self._lines.take()
                return line
        return None

    def _structure_fault(self, line: bytes) -> str:
        if self._lines.is_at_open_end:
            self.is_cut_off = True
            return (
                "The file ends in the middle of this row, so it is probably cut off. "
                "Get the file again."
            )
        if len(line) > MAX_LINE_BYTES:
            return "The line is longer than 1 MiB."
        fields = split_record(line.decode("latin-1"))
        if fields is None:
            return "The quotation marks in this row do not pair up, so its columns are uncertain."
        return f"The row has {len(fields)} columns; the header has {self._width}."

    def _content_fault(self, record: bytes) -> str:
        if b"\0" in record:
            return "The row holds a NUL byte, so it is damaged."
        if not record.isascii() and self._text(record) is None:
            return "The row is not UTF-8 text."
        return ""

    def _text(self, record: bytes) -> str | None:
        for encoding in self._encodings:
            try:
                return record.decode(encoding)
            except UnicodeDecodeError:
                continue
        return None

    def _fields(self, record: bytes) -> list[str]:
        text = self._text(record) or ""
        if '"' not in text:
            return text.split(",")
        if self._is_fully_quoted(record):
            return text[1:-1].split('","')
        return split_record(text) or []


def split_record(text: str) -> list[str] | None:
    """The fields of one CSV record; ``None`` where its quotation marks break the rules."""
    fields = []
    position = 0
    while (found := _NEXT_FIELD.match(text, position)) is not None:
        quoted = found[1]
        fields.append(found[0] if quoted is None else quoted.replace('""', '"'))
        position = found.end()
        if position == len(text):
            return fields
        if text[position] != ",":
            return None
        position += 1
    return None
