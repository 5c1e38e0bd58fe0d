"""The tables, one aggregate a file."""

from finder.store.tables.credential import CertificationRow, MembershipRow, VerificationEventRow
from finder.store.tables.exclusion import ExclusionRow, ReviewRow
from finder.store.tables.import_run import DirectoryRow, ImportRunRow
from finder.store.tables.location import LocationIndexRow, PracticeLocationRow
from finder.store.tables.practitioner import (
    MailingAddressRow,
    NameWordRow,
    PractitionerRow,
    StateLicenseRow,
    TaxonomyRow,
)
from finder.store.tables.procedure import ProcedureVolumeRow

__all__ = [
    "CertificationRow",
    "DirectoryRow",
    "ExclusionRow",
    "ImportRunRow",
    "LocationIndexRow",
    "MailingAddressRow",
    "MembershipRow",
    "NameWordRow",
    "PracticeLocationRow",
    "PractitionerRow",
    "ProcedureVolumeRow",
    "ReviewRow",
    "StateLicenseRow",
    "TaxonomyRow",
    "VerificationEventRow",
]
