"""The CMS Order and Referring file: whose orders and referrals Medicare accepts."""

from finder.domain.errors import InvalidValue
from finder.domain.sentences import Sentence
from finder.importers.cells import required_npi, shown
from finder.importers.framing import Row
from finder.importers.naming import FileFacts
from finder.importers.options import ReadingOptions
from finder.importers.record import OrderingNpi, Record
from finder.importers.rows import Columns, EveryRow

_NPI = "NPI"
# Part B covers visits, tests and imaging; the other columns are for equipment, home health,
# wheelchairs and hospice.
_PART_B = "PARTB"

REQUIRED_COLUMNS = (_NPI, "LAST_NAME", "FIRST_NAME", _PART_B, "DME", "HHA")

_ANSWERS = frozenset({"Y", "N"})


class OrderReferringRows(EveryRow):
    """Those with a yes for Part B; names are not kept."""

    def __init__(self, columns: Columns, options: ReadingOptions, facts: FileFacts) -> None:
        self._columns = columns

    def read(self, row: Row) -> Record | None:
        cells = self._columns.cells(row)
        npi = required_npi(cells.bare(_NPI), _NPI)
        answer = cells.bare(_PART_B).upper()
        if answer not in _ANSWERS:
            raise InvalidValue(
                Sentence(
                    "%(found)s is no answer here. It must be Y or N.",
                    found=shown(answer) or "An empty cell",
                ),
                _PART_B,
            )
        return OrderingNpi(npi) if answer == "Y" else None
