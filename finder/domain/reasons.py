"""Why a practitioner stands where it stands, in sentences that page and API share."""

from datetime import date

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    CertificationClass,
    CertificationStanding,
    CertificationState,
    Issuer,
)
from finder.domain.memberships import (
    MembershipCategory,
    MembershipStanding,
    MembershipState,
)
from finder.domain.practitioner import PracticeLocation
from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind
from finder.domain.quality import Standing
from finder.domain.sentences import day

PROCEDURE_PLURALS = {
    Procedure.KYPHOPLASTY: "kyphoplasties",
    Procedure.VERTEBROPLASTY: "vertebroplasties",
    Procedure.ANY: "kyphoplasties or vertebroplasties",
}
ISSUER_NAMES = {
    Issuer.ABR: "ABR",
    Issuer.AOBR: "AOBR",
    Issuer.ABMS_OTHER: "another ABMS board",
    Issuer.AOA_OTHER: "another AOA board",
}
CERTIFICATE_FIELDS = {
    Certificate.IR_DR: "interventional radiology",
    Certificate.DR: "diagnostic radiology",
    Certificate.VIR_LEGACY: "vascular and interventional radiology",
    Certificate.AOBR_DR: "diagnostic radiology",
    Certificate.AOBR_VIR: "vascular and interventional radiology",
    Certificate.NEURORAD: "neuroradiology",
    Certificate.OTHER: "another specialty",
}
CATEGORY_NAMES = {
    MembershipCategory.FELLOW: "Fellow",
    MembershipCategory.MEMBER: "Member",
    MembershipCategory.MEMBER_FIRST_YEAR: "Member in the first year of practice",
    MembershipCategory.ASSOCIATE: "Associate",
    MembershipCategory.IN_TRAINING: "Member in training",
    MembershipCategory.CORRESPONDING: "Corresponding member",
    MembershipCategory.EMERITUS: "Emeritus member",
}

FLAG_CERTIFICATION_NOT_CHECKED = "certification-not-checked"
FLAG_CERTIFICATION_EXPIRED = "certification-expired"
FLAG_NOT_CERTIFIED = "not-certified"
FLAG_LISTING_NOT_CONFIRMED = "listing-not-confirmed"
FLAG_NO_NEW_PATIENTS = "no-new-patients"
FLAG_MEMBER_ABROAD = "corresponding-member"


def reasons_for(
    standing: Standing, volume: ProcedureVolume, miles: float | None
) -> tuple[str, ...]:
    """One sentence a component, in the order in which the score takes them."""
    sentences = [] if miles is None else [distance_reason(miles)]
    sentences.append(certification_reason(standing.certification))
    sentences.append(volume_reason(volume))
    sentences.append(listing_reason(standing.confirmed_on))
    sentences.append(membership_reason(standing.membership))
    return tuple(sentence for sentence in sentences if sentence)


def flags_for(standing: Standing, location: PracticeLocation | None) -> tuple[str, ...]:
    """What should be said beside the listing; none of it hides anybody."""
    flags = []
    match standing.certification.state:
        case CertificationState.EXPIRED:
            flags.append(FLAG_CERTIFICATION_EXPIRED)
        case CertificationState.NOT_CERTIFIED:
            flags.append(FLAG_NOT_CERTIFIED)
        case CertificationState.STATED | CertificationState.UNKNOWN:
            flags.append(FLAG_CERTIFICATION_NOT_CHECKED)
        case CertificationState.VERIFIED:
            pass
    if not standing.is_fresh:
        flags.append(FLAG_LISTING_NOT_CONFIRMED)
    if location is not None and location.accepts_new_patients is False:
        flags.append(FLAG_NO_NEW_PATIENTS)
    if standing.membership.category is MembershipCategory.CORRESPONDING:
        flags.append(FLAG_MEMBER_ABROAD)
    return tuple(flags)


def distance_reason(miles: float) -> str:
    if miles < 0.05:
        return "Less than 0.1 miles away (straight line)"
    unit = "mile" if f"{miles:.1f}" == "1.0" else "miles"
    return f"{miles:.1f} {unit} away (straight line)"


def certification_reason(standing: CertificationStanding) -> str:
    record = standing.certification
    if record is None:
        return "Board certification: not checked, counts as unknown"
    field = CERTIFICATE_FIELDS[record.certificate]
    issuer = ISSUER_NAMES[record.issuer]
    if standing.state is CertificationState.STATED or record.check is None:
        return f"Board certification in {field}: stated, not checked, counts as unknown"
    checked = day(record.check.checked_on)
    what = f"Board certification in {field}"
    match standing.state:
        case CertificationState.UNKNOWN if record.board_status is BoardStatus.CERTIFIED:
            return (
                f"{what} last checked with {issuer} on {checked}: a new check is overdue, counts "
                "as unknown"
            )
        case CertificationState.UNKNOWN:
            return (
                f"{what} looked up with {issuer} on {checked}: nothing current is confirmed, "
                "counts as unknown"
            )
        case CertificationState.EXPIRED:
            ended = f" on {day(record.expires_on)}" if record.expires_on else ""
            return f"{what} expired{ended}, last checked with {issuer} on {checked}"
        case CertificationState.NOT_CERTIFIED:
            return f"No current board certification in {field}, checked with {issuer} on {checked}"
        case _ if standing.rung is CertificationClass.DIAGNOSTIC_WITH_LEGACY_VIR:
            return (
                f"{what}, with the former certificate in interventional radiology, checked with "
                f"{issuer} on {checked}"
            )
        case _:
            return f"{what} checked with {issuer} on {checked}"


def volume_reason(volume: ProcedureVolume) -> str:
    what = PROCEDURE_PLURALS[volume.procedure]
    match volume.kind:
        case VolumeKind.EXACT:
            return f"At least {_count(volume.low)} {what} paid by Medicare in {volume.year}"
        case VolumeKind.INTERVAL:
            between = f"{_count(volume.low)} and {_count(volume.high)}"
            return f"Between {between} {what} paid by Medicare in {volume.year}"
        case VolumeKind.NOT_PUBLISHED:
            return (
                f"No number published by Medicare for {volume.year}. Medicare does not publish "
                "small numbers, so we do not treat this as zero"
            )
        case VolumeKind.UNKNOWN:
            return "Number of procedures: not known, which we do not treat as zero"


def listing_reason(confirmed_on: date | None) -> str:
    if confirmed_on is None:
        return "Practice details not confirmed yet: call before you go"
    return f"Practice details confirmed on {day(confirmed_on)}"


def membership_reason(standing: MembershipStanding) -> str:
    record = standing.membership
    if record is None or standing.state is MembershipState.UNKNOWN:
        return ""
    name = CATEGORY_NAMES.get(record.category, "Member")
    society = "the Society of Interventional Radiology (SIR)"
    if standing.state is MembershipState.STATED or record.check is None:
        return f"{name} of {society}: stated, not checked, counts as unknown"
    if standing.state is MembershipState.LAPSED:
        return f"Membership of {society} has lapsed"
    checked = day(record.check.checked_on)
    return f"{name} of {society}, checked on {checked}"


def _count(number: float | None) -> str:
    return f"{number:g}" if number is not None else "an unknown number of"
