"""Physical lines into records: every line is checked, and a bad one takes no other with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from finder.importers.lines import MAX_LINE_BYTES, PhysicalLines
from finder.importers.prefilter import Prefilter
from finder.importers.sifting import SEPARATOR, is_record, lines_to_look_at

MAX_FURTHER_LINES = 3

_QUOTE, _COMMA = b'",'
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


class Framer:
    """Rows and faults in file order; rows that do not matter are only checked."""

    def __init__(
        self,
        lines: PhysicalLines,
        width: int,
        prefilter: Prefilter | None = None,
        other_encoding: str = "",
    ) -> None:
        self.rows_read = 0
        self.is_cut_off = False
        self._lines = lines
        self._width = width
        self._prefilter = prefilter
        self._encodings = ("utf-8", other_encoding) if other_encoding else ("utf-8",)

    def __iter__(self) -> Iterator[Row | Fault]:
        if self._prefilter is not None:
            yield from self._sifted(self._prefilter)
            return
        while text := self._lines.whole():
            last = self._lines.number + text.count(b"\n")
            while self._lines.number < last:
                if frame := self._frame(self._lines.take() or b""):
                    yield frame

    def _sifted(self, prefilter: Prefilter) -> Iterator[Row | Fault]:
        while text := self._lines.whole():
            before = self._lines.number
            for index, start in lines_to_look_at(text, self._width, prefilter):
                sound = before + index - self._lines.number
                if sound < 0:
                    # An earlier row ran over this line.
                    continue
                self._lines.pass_over(sound, start)
                self.rows_read += sound
                if start < len(text) and (frame := self._frame(self._lines.take() or b"")):
                    yield frame

    def _frame(self, line: bytes) -> Row | Fault | None:
        """The line just taken with those that belong to it; ``None`` if blank or not wanted."""
        number = self._lines.number
        is_fully_quoted = self._is_fully_quoted(line)
        if not is_fully_quoted:
            if not line.strip(b", \t\r"):
                return None
            if not self._is_record(line):
                joined = self._joined(line)
                if joined is None:
                    self.rows_read += 1
                    return Fault(number, self._structure_fault(line), line)
                line = joined
        self.rows_read += 1
        if reason := self._content_fault(line):
            return Fault(number, reason, line)
        if self._prefilter is None or self._prefilter.matters(line):
            return Row(number, self._fields(line, is_fully_quoted), line)
        return None

    def _is_fully_quoted(self, line: bytes) -> bool:
        """Every quotation mark belongs to a separator or is the first or last byte.

        This is exact and spares nearly all lines of the large files the pattern below.
        """
        return (
            line.startswith(b'"')
            and line.count(SEPARATOR) == self._width - 1
            and line.count(b'"') == 2 * self._width
            and line[-1] == _QUOTE
            and line[1] != _COMMA != line[-2]
            and len(line) <= MAX_LINE_BYTES
        )

    def _is_record(self, line: bytes) -> bool:
        return len(line) <= MAX_LINE_BYTES and is_record(line, self._width)

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

    def _fields(self, record: bytes, is_fully_quoted: bool) -> list[str]:
        text = self._text(record) or ""
        if is_fully_quoted:
            return text[1:-1].split('","')
        if '"' not in text:
            return text.split(",")
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
