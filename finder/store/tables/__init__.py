"""The tables, one aggregate a file."""

from finder.store.tables.account import (
    AccountRow,
    RecoveryCodeRow,
    SetUpLinkRow,
    SignInRow,
)
from finder.store.tables.conflict import ConflictRow
from finder.store.tables.credential import CertificationRow, MembershipRow, VerificationEventRow
from finder.store.tables.exclusion import ExclusionRow, ReviewRow
from finder.store.tables.import_run import DirectoryRow, ImportRunRow
from finder.store.tables.ledger import ChainHeadRow, LedgerRow
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
from finder.store.tables.verification import ClaimRow, EvidenceRow

__all__ = [
    "AccountRow",
    "CertificationRow",
    "ChainHeadRow",
    "ClaimRow",
    "ConflictRow",
    "DeactivatedNpiRow",
    "DirectoryRow",
    "EvidenceRow",
    "ExclusionRow",
    "ImportRunRow",
    "LedgerRow",
    "LocationIndexRow",
    "MailingAddressRow",
    "MedicareListingRow",
    "MembershipRow",
    "NameWordRow",
    "OrderReferringRow",
    "PracticeLocationRow",
    "PractitionerRow",
    "ProcedureVolumeRow",
    "RecoveryCodeRow",
    "ReportRow",
    "ReviewRow",
    "SetUpLinkRow",
    "SignInRow",
    "StateLicenseRow",
    "TaxonomyRow",
    "VerificationEventRow",
]
