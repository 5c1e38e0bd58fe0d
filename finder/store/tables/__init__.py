"""The tables, one aggregate a file."""

from finder.store.tables.conflict import ConflictRow
from finder.store.tables.credential import CertificationRow, MembershipRow, VerificationEventRow
from finder.store.tables.exclusion import ExclusionRow, ReviewRow
from finder.store.tables.import_run import DirectoryRow, ImportRunRow
from finder.store.tables.location import (
    LocationIndexRow,
    MedicareListingRow,
    PracticeLocationRow,
)
from finder.store.tables.practitioner import (
    MailingAddressRow,
    NameWordRow,
    PractitionerRow,
    StateLicenseRow,
    TaxonomyRow,
)
from finder.store.tables.procedure import ProcedureVolumeRow
from finder.store.tables.register import DeactivatedNpiRow, OrderReferringRow
from finder.store.tables.report import ReportRow

__all__ = [
    "CertificationRow",
    "ConflictRow",
    "DeactivatedNpiRow",
    "DirectoryRow",
    "ExclusionRow",
    "ImportRunRow",
    "LocationIndexRow",
    "MailingAddressRow",
    "MedicareListingRow",
    "MembershipRow",
    "NameWordRow",
    "OrderReferringRow",
    "PracticeLocationRow",
    "PractitionerRow",
    "ProcedureVolumeRow",
    "ReportRow",
    "ReviewRow",
    "StateLicenseRow",
    "TaxonomyRow",
    "VerificationEventRow",
]
