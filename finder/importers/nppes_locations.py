"""The NPPES practice location file: further addresses of an NPI beside its first one."""

from finder.domain.errors import InvalidValue
from finder.importers.cells import required_npi
from finder.importers.framing import Row
from finder.importers.naming import FileFacts
from finder.importers.nppes_addresses import cleaned_address
from finder.importers.options import ReadingOptions
from finder.importers.postal import phone_digits
from finder.importers.record import ImportedLocation, Record, SecondaryLocation
from finder.importers.rows import Columns, EveryRow

_SECONDARY = "Provider Secondary Practice Location Address"
_LINE_1 = f"{_SECONDARY}- Address Line 1"
# Published with two spaces before "Address"; names are compared with spaces collapsed.
_LINE_2 = f"{_SECONDARY}- Address Line 2"
_CITY = f"{_SECONDARY} - City Name"
_STATE = f"{_SECONDARY} - State Name"
_POSTAL_CODE = f"{_SECONDARY} - Postal Code"

REQUIRED_COLUMNS = ("NPI", _LINE_1, _CITY, _STATE, _POSTAL_CODE)


class SecondaryLocationRows(EveryRow):
    """Every row is a location, whoever it belongs to."""

    def __init__(self, columns: Columns, options: ReadingOptions, facts: FileFacts) -> None:
        self._columns = columns

    def read(self, row: Row) -> Record | None:
        cells = self._columns.cells(row)
        npi = required_npi(cells.bare("NPI"), "NPI")
        address = cleaned_address(
            line1=cells.text(_LINE_1),
            line2=cells.text(_LINE_2),
            city=cells.text(_CITY),
            state=cells.text(_STATE),
            postal_code=cells.text(_POSTAL_CODE),
            country=cells.text(f"{_SECONDARY} - Country Code (If outside U.S.)"),
        )
        if address is None:
            raise InvalidValue("This row has no address.", _LINE_1)
        location = ImportedLocation(
            address,
            phone=phone_digits(cells.bare(f"{_SECONDARY} - Telephone Number")),
            fax=phone_digits(cells.bare("Provider Practice Location Address - Fax Number")),
        )
        return SecondaryLocation(npi, location)
