"""The one sheet of an Excel workbook as lines of CSV, a line for each row of the sheet.

Read as a stream and without a document type, so that nothing in it can grow beyond its bytes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from xml.parsers import expat  # nosec B407  # document types, and with them entities, are refused

from finder.domain.errors import InputRefused

MAX_COLUMNS = 256
MAX_ROWS = 1_048_576
MAX_CELL_CHARACTERS = 32_767

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_SHARED_STRINGS = "xl/sharedstrings.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,17})?(?:E[+-]?[0-9]{1,2})?", re.ASCII)
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
# Line breaks inside a cell would make the lines of the CSV count otherwise than the rows.
_LINE_BREAKS = re.compile(r"[\r\n]+")

Refusal = Callable[[str], InputRefused]


def sheets_among(names: Iterable[str]) -> list[str]:
    return [name for name in names if _SHEET.fullmatch(name)]


def shared_strings_among(names: Iterable[str]) -> str | None:
    return next((name for name in names if name.lower() == _SHARED_STRINGS), None)


def shared_strings(blocks: Iterable[bytes], refusal: Refusal) -> list[str]:
    """The texts that cells refer to by number."""
    reader = _Texts(refusal)
    for _ in reader.parse(blocks):
        pass
    return reader.texts


def csv_blocks(
    blocks: Iterable[bytes], strings: Sequence[str], refusal: Refusal
) -> Iterator[bytes]:
    """The sheet's rows as CSV; the first line is row 1, whatever rows are left out."""
    reader = _Sheet(strings, refusal)
    for _ in reader.parse(blocks):
        if reader.lines:
            yield "".join(reader.lines).encode()
            reader.lines.clear()


class _Reader:
    """A stream of XML; elements by their local names, whatever their prefix."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        self.text: list[str] = []
        self._length = 0
        self._hidden = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def parse(self, blocks: Iterable[bytes]) -> Iterator[None]:
        """Feeds the blocks; control comes back after each, and after the end."""
        try:
            for block in blocks:
                self._parser.Parse(block, False)
                yield
            self._parser.Parse(b"", True)
            yield
        except (expat.ExpatError, ValueError) as error:
            raise self.refusal("is a damaged Excel workbook. Get it again.") from error

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def ended(self, name: str) -> None:
        """An element ends; ``text`` has what its texts held."""

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = qualified.rpartition(":")[2]
        if name == "rPh":
            # How a text is pronounced is no part of it.
            self._hidden += 1
        elif name in ("t", "v") and not self._hidden:
            self._parser.CharacterDataHandler = self._characters
        self.started(name, attributes)

    def _end(self, qualified: str) -> None:
        name = qualified.rpartition(":")[2]
        if name == "rPh":
            self._hidden -= 1
        elif name in ("t", "v"):
            self._parser.CharacterDataHandler = None
        self.ended(name)

    def take_text(self) -> str:
        text = "".join(self.text)
        self.text.clear()
        self._length = 0
        return text

    def _characters(self, data: str) -> None:
        self._length += len(data)
        if self._length > MAX_CELL_CHARACTERS:
            raise self.refusal("has a cell that is too long for a workbook. Get it again.")
        self.text.append(data)

    def _refuse_document_type(self, *_: object) -> None:
        raise self.refusal("is no plain Excel workbook. Save it as CSV UTF-8 and import that.")


class _Texts(_Reader):
    """The shared texts in their order."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.texts: list[str] = []

    def ended(self, name: str) -> None:
        if name == "si":
            self.texts.append(self.take_text())


class _Sheet(_Reader):
    """The cells of a sheet, put into ``lines`` row by row."""

    def __init__(self, strings: Sequence[str], refusal: Refusal) -> None:
        super().__init__(refusal)
        self.lines: list[str] = []
        self._strings = strings
        self._row = 0
        self._width = 0
        self._cells: dict[int, str] = {}
        self._column = 0
        self._kind = ""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._begin_row(int(attributes.get("r", self._row + 1)))
        elif name == "c":
            reference = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column_number(reference[1]) if reference else self._column + 1
            if self._column > MAX_COLUMNS:
                raise self.refusal(f"has more than {MAX_COLUMNS} columns. Get it again.")
            self._kind = attributes.get("t", "n")
            self.take_text()

    def ended(self, name: str) -> None:
        if name == "c":
            self._cells[self._column] = self._value(self.take_text().strip())
        elif name == "row":
            last = max(self._cells, default=0)
            if not self._width and last > 1:
                # The header: whatever stands above it is a title of one cell.
                self._width = last
            cells = (self._cells.get(place, "") for place in range(1, max(last, self._width) + 1))
            self.lines.append(",".join(map(_quoted, cells)) + "\n")

    def _begin_row(self, number: int) -> None:
        if not self._row < number <= MAX_ROWS:
            raise self.refusal("has rows out of order. Get it again.")
        self.lines.append("\n" * (number - self._row - 1))
        self._row, self._column = number, 0
        self._cells.clear()

    def _value(self, text: str) -> str:
        if self._kind == "s":
            # A number beyond the list is caught with the other damage.
            return _at(self._strings, int(text))
        if self._kind == "n" and _NUMBER.fullmatch(text):
            number = float(text)
            return str(int(number)) if number.is_integer() else text
        return text


def _at(strings: Sequence[str], number: int) -> str:
    if not 0 <= number < len(strings):
        raise ValueError(f"no shared text {number}")
    return strings[number]


def _column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _quoted(cell: str) -> str:
    cell = _LINE_BREAKS.sub(" ", cell)
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell
