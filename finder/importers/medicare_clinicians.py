"""CMS Doctors and Clinicians, national file: where Medicare's clinicians practise, per group.

It lists who billed Medicare in the last six months, so nobody's absence says anything.
"""

import re

from finder.domain.errors import InvalidValue
from finder.domain.sentences import Sentence
from finder.importers.cells import npi_or_empty, required_npi, shown
from finder.importers.framing import Row
from finder.importers.naming import FileFacts
from finder.importers.nppes_addresses import cleaned_address
from finder.importers.options import ReadingOptions
from finder.importers.postal import phone_digits
from finder.importers.prefilter import Prefilter
from finder.importers.record import ImportedClinician, ImportedLocation, Record
from finder.importers.rows import Cells, Columns, EveryRow

_NPI = "NPI"
_LINE_1 = "adr_ln_1"
_ZIP = "ZIP Code"
_ASSIGNMENT = "ind_assgn"

REQUIRED_COLUMNS = (
    _NPI,
    "Provider Last Name",
    "Provider First Name",
    _LINE_1,
    "City/Town",
    "State",
    _ZIP,
    "Telephone Number",
    _ASSIGNMENT,
)

_LEADING_NPI = re.compile(rb'"?([0-9]{10})["\s]*,')


class ClinicianRows(EveryRow):
    """Rows of the directory's own people; those of others are only checked for damage."""

    def __init__(self, columns: Columns, options: ReadingOptions, facts: FileFacts) -> None:
        self._columns = columns
        self._kept = options.kept_npis
        # A person's rows stand together.
        self._last: tuple[bytes, bool] = (b"", False)
        if columns.position(_NPI) == 0:
            self.prefilter = Prefilter(self._is_of_another)

    def _is_of_another(self, text: bytes, start: int) -> bool:
        found = _LEADING_NPI.match(text, start)
        if found is None:
            return False
        npi = found[1]
        if npi != self._last[0]:
            digits = npi.decode()
            self._last = (npi, digits not in self._kept and bool(npi_or_empty(digits)))
        return self._last[1]

    def read(self, row: Row) -> Record | None:
        cells = self._columns.cells(row)
        npi = required_npi(cells.bare(_NPI), _NPI)
        if npi not in self._kept:
            return None
        return ImportedClinician(
            npi=npi,
            last_name=cells.text("Provider Last Name"),
            first_name=cells.text("Provider First Name"),
            location=_location(cells),
            telehealth=_yes(cells.bare("Telehlth")),
            takes_assignment=_yes(cells.bare(_ASSIGNMENT)),
        )


def _location(cells: Cells) -> ImportedLocation | None:
    line1 = cells.text(_LINE_1)
    if not line1:
        return None
    address = cleaned_address(
        line1=line1,
        line2=cells.text("adr_ln_2"),
        city=cells.text("City/Town"),
        state=cells.text("State"),
        postal_code=cells.bare(_ZIP),
        country="US",
    )
    if address is None or not address.zip5:
        raise InvalidValue(
            Sentence(
                "%(found)s is not a ZIP code of this state.",
                found=shown(cells.bare(_ZIP)) or "An empty cell",
            ),
            _ZIP,
        )
    return ImportedLocation(
        address,
        phone=phone_digits(cells.bare("Telephone Number")),
        name=cells.text("Facility Name"),
    )


def _yes(answer: str) -> bool | None:
    """The file has a yes, a perhaps or nothing; neither of the last two is a no."""
    return True if answer.upper() == "Y" else None
