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
from finder.store.tables.import_run import DirectoryRow, ImportRunRow, ReleaseChangeRow
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
from finder.store.tables.ranking import RankingChangeRow
from finder.store.tables.referral import (
    PracticeMemberRow,
    ReferralRow,
    ReferralStepRow,
    ReferringPracticeRow,
    TrustedPractitionerRow,
)
from finder.store.tables.register import DeactivatedNpiRow, OrderReferringRow
from finder.store.tables.report import ReportReplyRow, ReportRow
from finder.store.tables.staged_roster import StagedRosterRow
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
    "PracticeMemberRow",
    "PractitionerRow",
    "ProcedureVolumeRow",
    "RankingChangeRow",
    "RecoveryCodeRow",
    "ReferralRow",
    "ReferralStepRow",
    "ReferringPracticeRow",
    "ReleaseChangeRow",
    "ReportReplyRow",
    "ReportRow",
    "ReviewRow",
    "SetUpLinkRow",
    "SignInRow",
    "StagedRosterRow",
    "StateLicenseRow",
    "TaxonomyRow",
    "TrustedPractitionerRow",
    "VerificationEventRow",
]
