"""Board certification: what was checked at the source, and what it is worth on a day."""

from finder.domain.credentials.doubts import Doubt, doubts_about
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
    one_year_before,
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
    "Doubt",
    "DurationType",
    "Issuer",
    "MaintenanceStatus",
    "PrimarySourceCheck",
    "certification_standing",
    "contradictions",
    "doubts_about",
    "newest_checks",
    "one_year_after",
    "one_year_before",
]
