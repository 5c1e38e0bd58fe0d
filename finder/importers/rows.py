"""What the reader of each kind of file shares: columns by name, and one row at a time."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Protocol

from finder.importers.cells import clean_text
from finder.importers.framing import Row
from finder.importers.prefilter import Prefilter
from finder.importers.record import Record

# The exclusion list's own documents and third-party copies disagree on the name of one column;
# the Medicare file of clinicians had shorter names until it was given plain ones.
_ALIASES = {
    "waiverstate": "wvrstate",
    "lst_nm": "provider last name",
    "frst_nm": "provider first name",
    "org_nm": "facility name",
    "cty": "city/town",
    "st": "state",
    "zip": "zip code",
    "phn_numbr": "telephone number",
}


@cache
def column_key(name: str) -> str:
    """A column's name for comparison: case and spacing differ between releases."""
    key = " ".join(name.casefold().split())
    return _ALIASES.get(key, key)


class Columns:
    """Where each named column stands in the rows of one file."""

    def __init__(self, header: Sequence[str]) -> None:
        self.width = len(header)
        self._keys = [column_key(name) for name in header]
        self._positions = {key: place for place, key in reversed(list(enumerate(self._keys)))}
        self._asked: dict[str, int | None] = {}

    def missing(self, required: Iterable[str]) -> list[str]:
        return [name for name in required if column_key(name) not in self._positions]

    def repeated(self, required: Iterable[str]) -> list[str]:
        return [name for name in required if self._keys.count(column_key(name)) > 1]

    def position(self, name: str) -> int | None:
        try:
            return self._asked[name]
        except KeyError:
            self._asked[name] = self._positions.get(column_key(name))
            return self._asked[name]

    def cells(self, row: Row) -> "Cells":
        return Cells(self, row.fields)


class Cells:
    """The cells of one row by column name; a column that the file lacks reads as empty."""

    def __init__(self, columns: Columns, fields: list[str]) -> None:
        self._columns = columns
        self._fields = fields

    def bare(self, name: str) -> str:
        """The cell without surrounding blanks, otherwise as it stands."""
        position = self._columns.position(name)
        return "" if position is None else self._fields[position].strip()

    def text(self, name: str) -> str:
        """The cell as clean free text."""
        return clean_text(self.bare(name), name)


class RowReader(Protocol):
    """What the rows of one kind of file mean; without a prefilter all of them are read."""

    prefilter: Prefilter | None

    def read(self, row: Row) -> Record | None:
        """What a row says, ``None`` to skip it; ``InvalidValue`` sets it aside."""

    def remainder(self) -> Iterator[Record]:
        """What only the whole file can say."""


class EveryRow:
    """A row reader's defaults: every line matters and nothing is left at the end."""

    prefilter: Prefilter | None = None

    def remainder(self) -> Iterator[Record]:
        return iter(())
