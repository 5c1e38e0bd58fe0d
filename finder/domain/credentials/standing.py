"""Which of several certificates counts on a given day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from finder.domain.credentials.records import (
    BoardStatus,
    Certificate,
    Certification,
    CertificationState,
    Issuer,
)


class CertificationClass(StrEnum):
    """The rungs that the ranking tells apart."""

    INTERVENTIONAL = "interventional"
    DIAGNOSTIC_WITH_LEGACY_VIR = "diagnostic_with_legacy_vir"
    OTHER_BOARD = "other_board"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CertificationStanding:
    """The one state, rung and certificate that count on a day."""

    state: CertificationState
    rung: CertificationClass
    certification: Certification | None = None


def certification_standing(
    certifications: Iterable[Certification], today: date
) -> CertificationStanding:
    """The best verified certificate, else expired, else not certified, else unknown.

    A checked revocation undoes what the same board was found to certify before it.
    """
    records = list(certifications)
    checked = newest_checks(records)
    by_state: dict[CertificationState, list[Certification]] = {}
    for record in checked:
        if not _is_revoked_since(record, checked):
            by_state.setdefault(record.state_on(today), []).append(record)
    if verified := by_state.get(CertificationState.VERIFIED):
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


def _is_revoked_since(record: Certification, checked: list[Certification]) -> bool:
    """Whether the same board has revoked a certificate since this one was found in order.

    Whether that certificate still holds today plays no part: otherwise its expiry would make
    the revocation count less.
    """
    return record.board_status in (BoardStatus.CERTIFIED, BoardStatus.EXPIRED) and any(
        other.board_status is BoardStatus.REVOKED_OR_SURRENDERED
        and other.issuer is record.issuer
        and _newest(other) > _newest(record)
        for other in checked
    )


# Certificates that exactly one board issues.
ONLY_ISSUER = {
    Certificate.IR_DR: Issuer.ABR,
    Certificate.VIR_LEGACY: Issuer.ABR,
    Certificate.AOBR_DR: Issuer.AOBR,
    Certificate.AOBR_VIR: Issuer.AOBR,
}


def contradictions(certifications: Sequence[Certification]) -> list[str]:
    """What the newest checks say that the boards' own rules forbid; each a sentence."""
    certified = {
        (record.issuer, record.certificate)
        for record in newest_checks(certifications)
        if record.board_status is BoardStatus.CERTIFIED
    }
    found = [
        f"{certificate} is a certificate of the {ONLY_ISSUER[certificate]}, and the record names "
        f"{issuer}. Correct one of the two."
        for issuer, certificate in sorted(certified)
        if ONLY_ISSUER.get(certificate, issuer) is not issuer
    ]
    found += [
        f"{record.certificate} is recorded as expired, and its last day {record.expires_on} was "
        "still to come. Look again at what the board says."
        for record in newest_checks(certifications)
        if record.board_status is BoardStatus.EXPIRED
        and record.expires_on is not None
        and record.expires_on > _newest(record)
    ]
    if {(Issuer.ABR, Certificate.IR_DR), (Issuer.ABR, Certificate.DR)} <= certified:
        found.append(
            "Certified by the ABR in both IR/DR and DR, which cannot be: IR/DR replaces DR. "
            "Look again, and record DR as converted."
        )
    if (Issuer.AOBR, Certificate.AOBR_VIR) in certified and (
        Issuer.AOBR,
        Certificate.AOBR_DR,
    ) not in certified:
        found.append(
            "Certified by the AOBR in vascular and interventional radiology without diagnostic "
            "radiology, which it presumes. Look that up too."
        )
    return found


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
