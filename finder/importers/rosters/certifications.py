"""The certifications roster: what a board says of a practitioner, checked or only stated."""

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    Certification,
    DurationType,
    Issuer,
    MaintenanceStatus,
)
from finder.domain.errors import InvalidValue
from finder.importers.framing import Row
from finder.importers.naming import FileFacts
from finder.importers.options import ReadingOptions
from finder.importers.record import ImportedCertification, Record
from finder.importers.rosters.fields import one_of, past_day, roster_day, roster_npi, source_check
from finder.importers.rows import Cells, Columns, EveryRow

REQUIRED_COLUMNS = ("npi", "issuer", "certificate", "duration_type", "board_status")

# Boards print both words for taking part in continuing certification.
_TAKING_PART = frozenset({"participating/maintained", "participating"})


class CertificationRows(EveryRow):
    """One certificate a row."""

    def __init__(self, columns: Columns, options: ReadingOptions, facts: FileFacts) -> None:
        self._columns = columns
        self._today = options.today

    def read(self, row: Row) -> Record | None:
        cells = self._columns.cells(row)
        npi = roster_npi(cells)
        valid = Certification(
            issuer=one_of(Issuer, cells, "issuer"),
            certificate=one_of(Certificate, cells, "certificate"),
            duration_type=_duration_type(cells),
            board_status=one_of(BoardStatus, cells, "board_status"),
            issued_on=past_day(cells, "issued_on", self._today),
            expires_on=roster_day(cells, "expires_on"),
            maintenance_status=_maintenance_status(cells),
            check=source_check(cells, self._today),
        )
        if valid.issued_on and valid.expires_on and valid.expires_on < valid.issued_on:
            raise InvalidValue("The certificate expires before it was issued.", "expires_on")
        return ImportedCertification(
            npi=npi,
            issuer=valid.issuer,
            certificate=valid.certificate,
            duration_type=valid.duration_type,
            issued_on=valid.issued_on,
            expires_on=valid.expires_on,
            board_status=valid.board_status,
            maintenance_status=valid.maintenance_status,
            check=valid.check,
        )


def _duration_type(cells: Cells) -> DurationType:
    if not cells.bare("duration_type"):
        return DurationType.UNKNOWN
    return one_of(DurationType, cells, "duration_type")


def _maintenance_status(cells: Cells) -> MaintenanceStatus:
    text = cells.bare("maintenance_status")
    if not text:
        return MaintenanceStatus.UNKNOWN
    if text in _TAKING_PART:
        return MaintenanceStatus.MAINTAINED
    return one_of(MaintenanceStatus, cells, "maintenance_status")
