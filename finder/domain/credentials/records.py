"""A certificate as the board tells it, and what it is worth on a given day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from finder.domain.errors import InvalidValue

OVERDUE_GRACE = timedelta(days=30)


class Issuer(StrEnum):
    """Who issued a certificate, spelled as in the certifications roster."""

    ABR = "ABR"
    AOBR = "AOBR"
    ABMS_OTHER = "ABMS-other"
    AOA_OTHER = "AOA-other"


class Certificate(StrEnum):
    """Which certificate it is; ``VIR_LEGACY`` is the ABR subspecialty that ended in 2017."""

    IR_DR = "IR_DR"
    DR = "DR"
    VIR_LEGACY = "VIR_LEGACY"
    AOBR_DR = "AOBR_DR"
    AOBR_VIR = "AOBR_VIR"
    NEURORAD = "NEURORAD"
    OTHER = "OTHER"


class DurationType(StrEnum):
    """How long a certificate lasts; only a time-limited one has a last day."""

    LIFETIME = "lifetime"
    TIME_LIMITED = "time_limited"
    CONTINUOUS = "continuous"
    UNKNOWN = "unknown"


class BoardStatus(StrEnum):
    """What the board says of a certificate."""

    CERTIFIED = "certified"
    NOT_CERTIFIED = "not_certified"
    EXPIRED = "expired"
    REVOKED_OR_SURRENDERED = "revoked_or_surrendered"
    CONVERTED = "converted"
    RETIRED = "retired"
    BOARD_ELIGIBLE = "board_eligible"
    NOT_FOUND = "not_found"


class MaintenanceStatus(StrEnum):
    """Whether the holder takes part in the board's continuing certification."""

    MAINTAINED = "maintained"
    NOT_PARTICIPATING = "not_participating"
    NOT_REQUIRED = "not_required"
    UNKNOWN = "unknown"


class CertificationState(StrEnum):
    """What a patient may be told of a practitioner's board certification."""

    VERIFIED = "verified"
    EXPIRED = "expired"
    NOT_CERTIFIED = "not-certified"
    STATED = "stated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrimarySourceCheck:
    """Somebody looked at the issuer's own page on a day and can name the page."""

    source_url: str
    checked_on: date
    checked_by: str


@dataclass(frozen=True, slots=True)
class Certification:
    """One certificate as last checked, or as only stated when ``check`` is ``None``."""

    issuer: Issuer
    certificate: Certificate
    duration_type: DurationType
    board_status: BoardStatus
    issued_on: date | None = None
    expires_on: date | None = None
    maintenance_status: MaintenanceStatus = MaintenanceStatus.UNKNOWN
    check: PrimarySourceCheck | None = None

    def __post_init__(self) -> None:
        if self.certificate is Certificate.VIR_LEGACY and self._is_certified:
            raise InvalidValue(
                "The ABR's VIR certificate ended on 15 October 2017, so nobody is certified in it "
                "today. Record IR_DR, or VIR_LEGACY with the status converted or retired.",
                "board_status",
            )
        if self.duration_type is DurationType.TIME_LIMITED and self.expires_on is None:
            raise InvalidValue(
                "A time-limited certificate needs its last day in expires_on.", "expires_on"
            )
        if self.duration_type is not DurationType.TIME_LIMITED and self.expires_on is not None:
            raise InvalidValue(
                "Only a time-limited certificate has a day in expires_on. Set duration_type to "
                "time_limited or leave expires_on empty.",
                "expires_on",
            )

    @property
    def _is_certified(self) -> bool:
        return self.board_status is BoardStatus.CERTIFIED

    @property
    def next_due_on(self) -> date | None:
        """The day by which it must be checked again; ``None`` for a mere statement."""
        if self.check is None:
            return None
        return self.expires_on or one_year_after(self.check.checked_on)

    def state_on(self, today: date) -> CertificationState:
        """What this one certificate is worth; an overdue check reads as unknown, not expired."""
        if self.check is None:
            return CertificationState.STATED
        match self.board_status:
            case BoardStatus.NOT_CERTIFIED | BoardStatus.REVOKED_OR_SURRENDERED:
                return CertificationState.NOT_CERTIFIED
            case BoardStatus.EXPIRED if self.expires_on is not None and today > self.expires_on:
                return CertificationState.EXPIRED
            case BoardStatus.CERTIFIED if self.expires_on is not None:
                return (
                    CertificationState.VERIFIED
                    if today <= self.expires_on
                    else CertificationState.EXPIRED
                )
            case BoardStatus.CERTIFIED:
                last_day = one_year_after(self.check.checked_on) + OVERDUE_GRACE
                return (
                    CertificationState.VERIFIED if today <= last_day else CertificationState.UNKNOWN
                )
            case _:
                return CertificationState.UNKNOWN


def one_year_after(day: date) -> date:
    """The same day next year; 28 February for a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def one_year_before(day: date) -> date:
    """The last day whose ``one_year_after`` is not behind this one."""
    before = day - timedelta(days=366)
    later = before + timedelta(days=1)
    return later if one_year_after(later) <= day else before
