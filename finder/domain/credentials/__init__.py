"""Board certification: what was checked at the source, and what it is worth on a day."""

from finder.domain.credentials.records import (
    OVERDUE_GRACE,
    BoardStatus,
    Certificate,
    Certification,
    CertificationState,
    DurationType,
    Issuer,
    MaintenanceStatus,
    PrimarySourceCheck,
    one_year_after,
)
from finder.domain.credentials.standing import (
    CertificationClass,
    CertificationStanding,
    certification_standing,
    contradictions,
    newest_checks,
)

__all__ = [
    "OVERDUE_GRACE",
    "BoardStatus",
    "Certificate",
    "Certification",
    "CertificationClass",
    "CertificationStanding",
    "CertificationState",
    "DurationType",
    "Issuer",
    "MaintenanceStatus",
    "PrimarySourceCheck",
    "certification_standing",
    "contradictions",
    "newest_checks",
    "one_year_after",
]
