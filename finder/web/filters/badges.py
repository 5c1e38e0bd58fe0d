"""What was checked, with whom and when, in one line: never more than that."""

from finder.domain.contact import address_case
from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    CertificationClass,
    CertificationStanding,
    CertificationState,
    Issuer,
)
from finder.domain.memberships import MembershipCategory
from finder.domain.reasons import CERTIFICATE_FIELDS, ISSUER_NAMES
from finder.domain.sentences import Sentence, Value
from finder.services.show_profile import TimelineEntry
from finder.web.filters.words import STATUSES, category_name

_CONFIRMED = Sentence("confirmed")


def certification_badge(standing: CertificationStanding) -> Sentence:
    """Who was asked and when."""
    record = standing.certification
    if record is None or record.check is None:
        is_stated = standing.state is CertificationState.STATED
        return Sentence("Stated, not checked") if is_stated else Sentence("Not checked")
    is_certified = record.board_status is BoardStatus.CERTIFIED
    said: dict[str, Value] = {
        "issuer": ISSUER_NAMES[record.issuer],
        "checked": record.check.checked_on,
    }
    match standing.state:
        case CertificationState.VERIFIED:
            return Sentence("Checked with %(issuer)s on %(checked)s", **said)
        case CertificationState.EXPIRED if is_certified and record.expires_on:
            return Sentence(
                "Expired on %(ended)s, last checked with %(issuer)s on %(checked)s",
                ended=record.expires_on,
                **said,
            )
        case CertificationState.EXPIRED:
            return Sentence("Expired, checked with %(issuer)s on %(checked)s", **said)
        case CertificationState.NOT_CERTIFIED:
            return Sentence("Not certified, checked with %(issuer)s on %(checked)s", **said)
        case _ if is_certified:
            return Sentence(
                "Last checked with %(issuer)s on %(checked)s, a new check is overdue", **said
            )
        case _:
            return Sentence("Looked up with %(issuer)s on %(checked)s: nothing current", **said)


def certification_subject(standing: CertificationStanding) -> Sentence:
    """What a badge speaks of: it names the field of a certificate that is not the usual one."""
    record = standing.certification
    if record is None or standing.rung is not CertificationClass.OTHER_BOARD:
        return Sentence("Board certification")
    return Sentence(
        "Board certification in %(field)s", field=CERTIFICATE_FIELDS[record.certificate]
    )


def check_words(entry: TimelineEntry) -> Sentence:
    """One look at a source: what was looked up, and what it said."""
    if entry.kind == "listing":
        return Sentence(
            "Practice details at %(place)s: %(outcome)s",
            place=address_case(entry.subject),
            outcome=_CONFIRMED if entry.outcome == _CONFIRMED else entry.outcome,
        )
    if entry.kind == "membership":
        return Sentence(
            "Membership of %(society)s: %(category)s",
            society=entry.subject,
            category=category_name(MembershipCategory(entry.outcome)),
        )
    issuer, _, certificate = entry.subject.partition(" ")
    return Sentence(
        "Certificate in %(field)s, %(issuer)s: %(status)s",
        field=CERTIFICATE_FIELDS[Certificate(certificate)],
        issuer=ISSUER_NAMES[Issuer(issuer)],
        status=STATUSES[BoardStatus(entry.outcome)],
    )
