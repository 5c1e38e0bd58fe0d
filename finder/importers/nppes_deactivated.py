"""The NPPES report of deactivated NPIs: a workbook of two columns under a title."""

import re
from datetime import date, timedelta

from finder.importers.cells import date_or_none, required_npi, whole_number
from finder.importers.framing import Row
from finder.importers.naming import FileFacts
from finder.importers.options import ReadingOptions
from finder.importers.record import DeactivatedNpi, Record
from finder.importers.rows import Columns, EveryRow

_NPI = "NPI"
_DEACTIVATED = "NPPES Deactivation Date"

REQUIRED_COLUMNS = (_NPI, _DEACTIVATED)

# A cell that a spreadsheet takes for a date is stored as its number of days.
_SERIAL = re.compile(r"[1-9][0-9]{4}", re.ASCII)
_DAY_ZERO = date(1899, 12, 30)


class DeactivatedNpiRows(EveryRow):
    """One NPI a row; an unreadable day leaves it deactivated."""

    def __init__(self, columns: Columns, options: ReadingOptions, facts: FileFacts) -> None:
        self._columns = columns

    def read(self, row: Row) -> Record | None:
        cells = self._columns.cells(row)
        npi = required_npi(cells.bare(_NPI), _NPI)
        return DeactivatedNpi(npi, _day(cells.bare(_DEACTIVATED)))


def _day(text: str) -> date | None:
    number = whole_number(text)
    if _SERIAL.fullmatch(number):
        return _DAY_ZERO + timedelta(days=int(number))
    return date_or_none(text)
