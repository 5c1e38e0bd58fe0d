"""Why a practitioner stands where it stands, in sentences that page and API share."""

from datetime import date

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    Certification,
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
from finder.domain.sentences import Sentence, Value

PROCEDURE_PLURALS = {
    Procedure.KYPHOPLASTY: Sentence("kyphoplasties"),
    Procedure.VERTEBROPLASTY: Sentence("vertebroplasties"),
    Procedure.ANY: Sentence("kyphoplasties or vertebroplasties"),
}
ISSUER_NAMES = {
    Issuer.ABR: Sentence("ABR"),
    Issuer.AOBR: Sentence("AOBR"),
    Issuer.ABMS_OTHER: Sentence("another ABMS board"),
    Issuer.AOA_OTHER: Sentence("another AOA board"),
}
CERTIFICATE_FIELDS = {
    Certificate.IR_DR: Sentence("interventional radiology"),
    Certificate.DR: Sentence("diagnostic radiology"),
    Certificate.VIR_LEGACY: Sentence("vascular and interventional radiology"),
    Certificate.AOBR_DR: Sentence("diagnostic radiology"),
    Certificate.AOBR_VIR: Sentence("vascular and interventional radiology"),
    Certificate.NEURORAD: Sentence("neuroradiology"),
    Certificate.OTHER: Sentence("another specialty"),
}
CATEGORY_NAMES = {
    MembershipCategory.FELLOW: Sentence("Fellow"),
    MembershipCategory.MEMBER: Sentence("Member"),
    MembershipCategory.MEMBER_FIRST_YEAR: Sentence("Member in the first year of practice"),
    MembershipCategory.ASSOCIATE: Sentence("Associate"),
    MembershipCategory.IN_TRAINING: Sentence("Member in training"),
    MembershipCategory.CORRESPONDING: Sentence("Corresponding member"),
    MembershipCategory.EMERITUS: Sentence("Emeritus member"),
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
    sentences: list[str] = [] if miles is None else [distance_reason(miles)]
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


def distance_reason(miles: float) -> Sentence:
    if miles < 0.05:
        return Sentence("Less than 0.1 miles away (straight line)")
    shown = f"{miles:.1f}"
    if shown == "1.0":
        return Sentence("%(miles)s mile away (straight line)", miles=shown)
    return Sentence("%(miles)s miles away (straight line)", miles=shown)


def certification_reason(standing: CertificationStanding) -> Sentence:
    record = standing.certification
    if record is None:
        return Sentence("Board certification: not checked, counts as unknown")
    field = CERTIFICATE_FIELDS[record.certificate]
    if standing.state is CertificationState.STATED or record.check is None:
        return Sentence(
            "Board certification in %(field)s: stated, not checked, counts as unknown", field=field
        )
    said: dict[str, Value] = {
        "field": field,
        "issuer": ISSUER_NAMES[record.issuer],
        "checked": record.check.checked_on,
    }
    if standing.state is CertificationState.EXPIRED:
        return _expired_reason(record.expires_on, said)
    return _looked_up_reason(standing, record, said)


def _looked_up_reason(
    standing: CertificationStanding, record: Certification, said: dict[str, Value]
) -> Sentence:
    match standing.state:
        case CertificationState.UNKNOWN if record.board_status is BoardStatus.CERTIFIED:
            return Sentence(
                "Board certification in %(field)s last checked with %(issuer)s on %(checked)s: a "
                "new check is overdue, counts as unknown",
                **said,
            )
        case CertificationState.UNKNOWN:
            return Sentence(
                "Board certification in %(field)s looked up with %(issuer)s on %(checked)s: "
                "nothing current is confirmed, counts as unknown",
                **said,
            )
        case CertificationState.NOT_CERTIFIED:
            return Sentence(
                "No current board certification in %(field)s, checked with %(issuer)s on "
                "%(checked)s",
                **said,
            )
        case _ if standing.rung is CertificationClass.DIAGNOSTIC_WITH_LEGACY_VIR:
            return Sentence(
                "Board certification in %(field)s, with the former certificate in interventional "
                "radiology, checked with %(issuer)s on %(checked)s",
                **said,
            )
        case _:
            return Sentence(
                "Board certification in %(field)s checked with %(issuer)s on %(checked)s", **said
            )


def _expired_reason(ended: date | None, said: dict[str, Value]) -> Sentence:
    if ended is None:
        return Sentence(
            "Board certification in %(field)s expired, last checked with %(issuer)s on %(checked)s",
            **said,
        )
    return Sentence(
        "Board certification in %(field)s expired on %(ended)s, last checked with %(issuer)s on "
        "%(checked)s",
        ended=ended,
        **said,
    )


def volume_reason(volume: ProcedureVolume) -> Sentence:
    what, year = PROCEDURE_PLURALS[volume.procedure], str(volume.year)
    match volume.kind:
        case VolumeKind.EXACT:
            return Sentence(
                "At least %(count)s %(procedures)s paid by Medicare in %(year)s",
                count=_count(volume.low),
                procedures=what,
                year=year,
            )
        case VolumeKind.INTERVAL:
            return Sentence(
                "Between %(low)s and %(high)s %(procedures)s paid by Medicare in %(year)s",
                low=_count(volume.low),
                high=_count(volume.high),
                procedures=what,
                year=year,
            )
        case VolumeKind.NOT_PUBLISHED:
            return Sentence(
                "No number published by Medicare for %(year)s. Medicare does not publish small "
                "numbers, so we do not treat this as zero",
                year=year,
            )
        case VolumeKind.UNKNOWN:
            return Sentence("Number of procedures: not known, which we do not treat as zero")


def listing_reason(confirmed_on: date | None) -> Sentence:
    if confirmed_on is None:
        return Sentence("Practice details not confirmed yet: call before you go")
    return Sentence("Practice details confirmed on %(day)s", day=confirmed_on)


def membership_reason(standing: MembershipStanding) -> str:
    record = standing.membership
    if record is None or standing.state is MembershipState.UNKNOWN:
        return ""
    if standing.state is MembershipState.LAPSED:
        return Sentence("Membership of the Society of Interventional Radiology (SIR) has lapsed")
    name = CATEGORY_NAMES.get(record.category, CATEGORY_NAMES[MembershipCategory.MEMBER])
    if standing.state is MembershipState.STATED or record.check is None:
        return Sentence(
            "%(category)s of the Society of Interventional Radiology (SIR): stated, not checked, "
            "counts as unknown",
            category=name,
        )
    return Sentence(
        "%(category)s of the Society of Interventional Radiology (SIR), checked on %(checked)s",
        category=name,
        checked=record.check.checked_on,
    )


def _count(number: float | None) -> str:
    return f"{number:g}" if number is not None else Sentence("an unknown number of")
