"""The kinds of file that can be read, and how each differs from the others."""

from collections.abc import Callable
from dataclasses import dataclass

from finder.domain.provenance import Source
from finder.importers import (
    exclusions,
    medicare_clinicians,
    medicare_volume,
    nppes,
    nppes_deactivated,
    nppes_locations,
    order_referring,
)
from finder.importers.naming import FileFacts
from finder.importers.options import ReadingOptions
from finder.importers.rosters import certifications, memberships, practices
from finder.importers.rows import Columns, RowReader


@dataclass(frozen=True, slots=True)
class FileKind:
    """``shows_raw`` is False where a row holds what must not leave the file.

    ``is_workbook``: published as an Excel workbook with a title above the header.
    """

    required: tuple[str, ...]
    row_reader: Callable[[Columns, ReadingOptions, FileFacts], RowReader]
    other_encoding: str = ""
    shows_raw: bool = True
    may_have_no_rows: bool = False
    is_workbook: bool = False


KINDS = {
    Source.NPPES: FileKind(nppes.REQUIRED_COLUMNS, nppes.NppesRows),
    Source.NPPES_LOCATIONS: FileKind(
        nppes_locations.REQUIRED_COLUMNS, nppes_locations.SecondaryLocationRows
    ),
    Source.NPPES_DEACTIVATED: FileKind(
        nppes_deactivated.REQUIRED_COLUMNS,
        nppes_deactivated.DeactivatedNpiRows,
        is_workbook=True,
    ),
    # CMS has published some years in Windows-1252.
    Source.MEDICARE_VOLUME: FileKind(
        medicare_volume.REQUIRED_COLUMNS,
        medicare_volume.MedicareVolumeRows,
        other_encoding="cp1252",
    ),
    Source.MEDICARE_CLINICIANS: FileKind(
        medicare_clinicians.REQUIRED_COLUMNS,
        medicare_clinicians.ClinicianRows,
        other_encoding="cp1252",
    ),
    Source.ORDER_REFERRING: FileKind(
        order_referring.REQUIRED_COLUMNS,
        order_referring.OrderReferringRows,
        other_encoding="cp1252",
    ),
    # A letter of another encoding in an address must not leave an excluded person listed.
    Source.EXCLUSIONS: FileKind(
        exclusions.REQUIRED_COLUMNS,
        exclusions.ExclusionRows,
        other_encoding="cp1252",
        shows_raw=False,
    ),
    Source.CERTIFICATIONS: FileKind(
        certifications.REQUIRED_COLUMNS, certifications.CertificationRows, may_have_no_rows=True
    ),
    Source.MEMBERSHIPS: FileKind(
        memberships.REQUIRED_COLUMNS, memberships.MembershipRows, may_have_no_rows=True
    ),
    Source.PRACTICES: FileKind(
        practices.REQUIRED_COLUMNS, practices.PracticeRows, may_have_no_rows=True
    ),
}
