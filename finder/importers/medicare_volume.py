"""CMS Physician & Other Practitioners, by Provider and Service: yearly counts per NPI.

A row exists only from eleven patients per NPI, code and place of service: absent is not zero.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from finder.domain.errors import InputRefused, InvalidValue
from finder.domain.procedures import Procedure, VolumeKind
from finder.importers.cells import required_npi, shown, whole_number
from finder.importers.framing import Row
from finder.importers.naming import FileFacts
from finder.importers.options import ReadingOptions
from finder.importers.prefilter import Prefilter, any_of
from finder.importers.record import ImportedVolume, Record
from finder.importers.rows import Columns

_NPI = "Rndrng_NPI"
_ENTITY = "Rndrng_Prvdr_Ent_Cd"
_CODE = "HCPCS_Cd"
_PLACE = "Place_Of_Srvc"
_SERVICES = "Tot_Srvcs"

REQUIRED_COLUMNS = (_NPI, _ENTITY, _CODE, _PLACE, _SERVICES)

_COUNT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", re.ASCII)
_INTERVAL = re.compile(r"([0-9]{1,9})\s?-\s?([0-9]{1,9})", re.ASCII)
_ANY_BEGINNING = re.compile(b"")
_WITHHELD = frozenset({"", "*"})


@dataclass(slots=True)
class _Sum:
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    is_interval: bool = False


class MedicareVolumeRows:
    """Adds up services over primary codes and places; the sums come out at the end."""

    def __init__(self, columns: Columns, options: ReadingOptions, facts: FileFacts) -> None:
        if facts.year is None:
            raise InputRefused(
                "The file's name does not say which year its services are of. "
                "Add --release YYYY-MM-DD with any day of that year."
            )
        self._year = facts.year
        self._columns = columns
        self._procedures = options.primary_codes
        self.prefilter: Prefilter | None = Prefilter(
            _ANY_BEGINNING.match, any_of(options.primary_codes)
        )
        self._sums: dict[tuple[str, Procedure], _Sum] = {}
        self._seen: set[tuple[str, str, str]] = set()

    def read(self, row: Row) -> Record | None:
        cells = self._columns.cells(row)
        code = whole_number(cells.bare(_CODE))
        procedure = self._procedures.get(code)
        services = cells.bare(_SERVICES)
        is_individual = cells.bare(_ENTITY).upper() == "I"
        if procedure is None or not is_individual or services in _WITHHELD:
            return None
        npi = required_npi(cells.bare(_NPI), _NPI)
        low, high = _counted(services)
        key = (npi, code, cells.bare(_PLACE).upper())
        if key in self._seen:
            raise InvalidValue(
                "This NPI, code and place of service were already counted in an earlier row.", _NPI
            )
        self._seen.add(key)
        total = self._sums.setdefault((npi, procedure), _Sum())
        total.low += low
        total.high += high
        total.is_interval |= low != high
        return None

    def remainder(self) -> Iterator[Record]:
        for (npi, procedure), total in sorted(self._sums.items()):
            kind = VolumeKind.INTERVAL if total.is_interval else VolumeKind.EXACT
            yield ImportedVolume(npi, procedure, self._year, kind, total.low, total.high)


def _counted(services: str) -> tuple[Decimal, Decimal]:
    """The least and the most services that the cell can mean."""
    if interval := _INTERVAL.fullmatch(services):
        low, high = Decimal(interval[1]), Decimal(interval[2])
    elif _COUNT.fullmatch(services):
        low = high = Decimal(services)
    else:
        raise InvalidValue(f"{shown(services)} is not a count of services.", _SERVICES)
    if low == 0:
        raise InvalidValue(
            "A count of services cannot be zero: small counts are withheld, not zero.", _SERVICES
        )
    if low > high:
        raise InvalidValue(f"{shown(services)} runs backwards.", _SERVICES)
    return low, high
