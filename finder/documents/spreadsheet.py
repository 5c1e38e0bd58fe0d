"""Rows as CSV of which a spreadsheet can take no cell for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from finder.domain import unseen_letters

# What spreadsheets take for the beginning of a formula, in full width too; behind spaces as well.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_LINES = 200


def safe_cell(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would compute it."""
    begins = text[:1] in _FORMULA or text.lstrip()[:1] in _FORMULA
    return f"'{text}" if text and begins else text


def csv_blocks(rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """UTF-8 with a line end of CR and LF, in blocks of many lines."""
    held = io.StringIO()
    writer = csv.writer(held)
    for count, row in enumerate(rows, start=1):
        # What nobody sees could hide the beginning of a formula, or turn the cells beside it.
        writer.writerow([safe_cell(unseen_letters.removed(cell)) for cell in row])
        if count % _LINES == 0:
            yield held.getvalue().encode("utf-8", "replace")
            held.seek(0)
            held.truncate()
    if held.tell():
        yield held.getvalue().encode("utf-8", "replace")
