"""The memberships roster: membership of the Society of Interventional Radiology."""

from enum import StrEnum

from finder.domain.memberships import MembershipCategory
from finder.importers.framing import Row
from finder.importers.naming import FileFacts
from finder.importers.options import ReadingOptions
from finder.importers.record import ImportedMembership, Record
from finder.importers.rosters.fields import one_of, roster_day, roster_npi, source_check
from finder.importers.rows import Columns, EveryRow

REQUIRED_COLUMNS = ("npi", "society", "category")


class Society(StrEnum):
    """The societies whose members are recorded."""

    SIR = "SIR"


class MembershipRows(EveryRow):
    """One membership a row."""

    def __init__(self, columns: Columns, options: ReadingOptions, facts: FileFacts) -> None:
        self._columns = columns
        self._today = options.today

    def read(self, row: Row) -> Record | None:
        cells = self._columns.cells(row)
        return ImportedMembership(
            npi=roster_npi(cells),
            society=one_of(Society, cells, "society").value,
            category=one_of(MembershipCategory, cells, "category"),
            valid_through=roster_day(cells, "valid_through"),
            check=source_check(cells, self._today),
        )
