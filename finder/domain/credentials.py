"""Board certification: what was checked at the source, and what it is worth on a given day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from finder.domain.errors import InvalidValue

OVERDUE_GRACE = timedelta(days=30)
CONVERSION_DAY = date(2017, 10, 15)  # ABR turned VIR into IR/DR on this day; theabr.org


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


class CertificationClass(StrEnum):
    """The rungs that the ranking tells apart."""

    INTERVENTIONAL = "interventional"
    DIAGNOSTIC_WITH_LEGACY_VIR = "diagnostic_with_legacy_vir"
    OTHER_BOARD = "other_board"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    NONE = "none"


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
            case BoardStatus.EXPIRED:
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


@dataclass(frozen=True, slots=True)
class CertificationStanding:
    """The one state, rung and certificate that count on a day."""

    state: CertificationState
    rung: CertificationClass
    certification: Certification | None = None


def one_year_after(day: date) -> date:
    """The same day next year; 28 February for a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def certification_standing(
    certifications: Iterable[Certification], today: date
) -> CertificationStanding:
    """The best verified certificate, else expired, else not certified, else unknown.

    A checked revocation newer than every verified check of the same issuer comes first.
    """
    records = list(certifications)
    checked = newest_checks(records)
    by_state: dict[CertificationState, list[Certification]] = {}
    for record in checked:
        by_state.setdefault(record.state_on(today), []).append(record)
    verified = by_state.get(CertificationState.VERIFIED, [])
    revocation = _winning_revocation(checked, verified)
    if revocation is not None:
        return CertificationStanding(
            CertificationState.NOT_CERTIFIED, CertificationClass.NONE, revocation
        )
    if verified:
        return _best_verified(verified, checked)
    if expired := by_state.get(CertificationState.EXPIRED):
        return CertificationStanding(
            CertificationState.EXPIRED, CertificationClass.EXPIRED, max(expired, key=_newest)
        )
    if refuted := by_state.get(CertificationState.NOT_CERTIFIED):
        return CertificationStanding(
            CertificationState.NOT_CERTIFIED, CertificationClass.NONE, max(refuted, key=_newest)
        )
    return _unverified(records)


def newest_checks(records: Iterable[Certification]) -> list[Certification]:
    """Per issuer and certificate the newest checked record; a later one wins a tie of days."""
    newest: dict[tuple[Issuer, Certificate], Certification] = {}
    for record in records:
        if record.check is None:
            continue
        key = (record.issuer, record.certificate)
        held = newest.get(key)
        if held is None or _newest(record) >= _newest(held):
            newest[key] = record
    return list(newest.values())


def _winning_revocation(
    checked: list[Certification], verified: list[Certification]
) -> Certification | None:
    for record in checked:
        if record.board_status is not BoardStatus.REVOKED_OR_SURRENDERED:
            continue
        same_issuer = [_newest(other) for other in verified if other.issuer is record.issuer]
        if same_issuer and _newest(record) > max(same_issuer):
            return record
    return None


def _best_verified(
    verified: list[Certification], checked: list[Certification]
) -> CertificationStanding:
    held = {record.certificate for record in verified}
    has_legacy = any(
        record.certificate is Certificate.VIR_LEGACY
        and record.board_status is not BoardStatus.REVOKED_OR_SURRENDERED
        for record in checked
    )

    def rung(record: Certification) -> CertificationClass:
        match record.certificate:
            case Certificate.IR_DR:
                return CertificationClass.INTERVENTIONAL
            case Certificate.AOBR_VIR if Certificate.AOBR_DR in held:
                return CertificationClass.INTERVENTIONAL
            case Certificate.DR if has_legacy:
                return CertificationClass.DIAGNOSTIC_WITH_LEGACY_VIR
            case _:
                return CertificationClass.OTHER_BOARD

    order = list(CertificationClass)
    best = min(
        verified, key=lambda record: (order.index(rung(record)), -_newest(record).toordinal())
    )
    return CertificationStanding(CertificationState.VERIFIED, rung(best), best)


def _unverified(records: list[Certification]) -> CertificationStanding:
    stated = [record for record in records if record.check is None]
    lapsed = newest_checks(records)
    if stated and not lapsed:
        return CertificationStanding(
            CertificationState.STATED, CertificationClass.UNKNOWN, stated[0]
        )
    shown = max(lapsed, key=_newest) if lapsed else None
    return CertificationStanding(CertificationState.UNKNOWN, CertificationClass.UNKNOWN, shown)


def _newest(record: Certification) -> date:
    return record.check.checked_on if record.check else date.min
