"""The OIG List of Excluded Individuals/Entities, without birth dates and home addresses."""

from hashlib import blake2b

from finder.domain.errors import InvalidValue
from finder.importers.cells import date_from_digits, npi_or_empty
from finder.importers.framing import Row
from finder.importers.naming import FileFacts
from finder.importers.options import ReadingOptions
from finder.importers.record import ImportedExclusion, Record
from finder.importers.rows import Cells, Columns, EveryRow

REQUIRED_COLUMNS = (
    "LASTNAME",
    "FIRSTNAME",
    "BUSNAME",
    "NPI",
    "STATE",
    "EXCLTYPE",
    "EXCLDATE",
    "REINDATE",
    "WAIVERDATE",
    "WVRSTATE",
)


class ExclusionRows(EveryRow):
    """Everyone on the list, and businesses that have an NPI.

    A cell that cannot be read never loses a row: a person without a readable NPI is a name to
    review, and without a readable reinstatement stays excluded.
    """

    def __init__(self, columns: Columns, options: ReadingOptions, facts: FileFacts) -> None:
        self._columns = columns
        self._seen: set[bytes] = set()

    def read(self, row: Row) -> Record | None:
        # The list repeats a few dozen rows byte by byte.
        digest = blake2b(row.raw, digest_size=16).digest()
        if digest in self._seen:
            return None
        self._seen.add(digest)
        cells = self._columns.cells(row)
        npi = npi_or_empty(cells.bare("NPI"))
        last_name = cells.text("LASTNAME")
        is_header_again = last_name == "LASTNAME"
        if (not npi and not last_name) or is_header_again:
            return None
        return ImportedExclusion(
            npi=npi,
            last_name=last_name,
            first_name=cells.text("FIRSTNAME"),
            middle_name=cells.text("MIDNAME"),
            specialty=_specialty(cells),
            state=cells.text("STATE").upper(),
            exclusion_type=cells.text("EXCLTYPE"),
            excluded_on=date_from_digits(cells.bare("EXCLDATE")),
            reinstated_on=date_from_digits(cells.bare("REINDATE")),
            waived_on=date_from_digits(cells.bare("WAIVERDATE")),
            waiver_state=cells.text("WVRSTATE").upper(),
        )


def _specialty(cells: Cells) -> str:
    """What the list calls the person; it only helps to compare two of one name."""
    try:
        said = dict.fromkeys(cells.text(name) for name in ("GENERAL", "SPECIALTY"))
    except InvalidValue:
        return ""
    return ", ".join(part for part in said if part)
