"""What speaks against a certificate as it was seen: some of it blocks, some asks to look twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from finder.domain.credentials.records import (
    BoardStatus,
    Certificate,
    Certification,
    DurationType,
    Issuer,
)
from finder.domain.credentials.standing import ONLY_ISSUER, newest_checks

# The day on which the ABR's combined certificate replaced two others.
_COMBINED_ON = date(2017, 10, 15)
# From this year on the ABR gave no certificate for life any more.
_NONE_FOR_LIFE_SINCE = 2002
_NEVER_BOTH = {Certificate.IR_DR: Certificate.DR, Certificate.DR: Certificate.IR_DR}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence about one column; what ``blocks`` cannot be recorded as it stands."""

    column: str
    sentence: str
    blocks: bool = False


def doubts_about(
    seen: Certification, on_record: Iterable[Certification], today: date
) -> list[Doubt]:
    """Whatever the boards' own rules forbid or make unlikely beside what is on record."""
    others = [
        record
        for record in newest_checks(on_record)
        if (record.issuer, record.certificate) != (seen.issuer, seen.certificate)
    ]
    found = [*_about_days(seen)]
    if seen.board_status is BoardStatus.CERTIFIED:
        found += _about_issuers(seen)
        found += _about_others(seen, [record for record in others if _is_active(record, today)])
    return found


def _is_active(record: Certification, today: date) -> bool:
    is_past = record.expires_on is not None and record.expires_on < today
    return record.board_status is BoardStatus.CERTIFIED and not is_past


def _about_days(seen: Certification) -> Iterator[Doubt]:
    issued_on = seen.issued_on
    if seen.certificate is Certificate.IR_DR and issued_on and issued_on < _COMBINED_ON:
        yield Doubt(
            "issued_on",
            "The combined IR/DR certificate exists since 15 October 2017, and this day is before "
            "it. Look again; leave the day empty if the board shows that of an older certificate.",
        )
    is_for_life = seen.duration_type is DurationType.LIFETIME
    if is_for_life and issued_on and issued_on.year >= _NONE_FOR_LIFE_SINCE:
        yield Doubt(
            "duration_type",
            "Certificates issued since 2002 do not last for life. Look again at how long this one "
            "lasts.",
        )
    looked_on = seen.check.checked_on if seen.check else None
    if (
        seen.board_status is BoardStatus.EXPIRED
        and seen.expires_on is not None
        and looked_on is not None
        and seen.expires_on > looked_on
    ):
        yield Doubt(
            "expires_on",
            "The board says that it has expired, and this last day is still to come. Look again at "
            "both.",
        )


def _about_issuers(seen: Certification) -> Iterator[Doubt]:
    issuer = ONLY_ISSUER.get(seen.certificate, seen.issuer)
    if issuer is not seen.issuer:
        yield Doubt(
            "issuer",
            f"{seen.certificate} is a certificate of the {issuer}. Correct the board or the "
            "certificate.",
            blocks=True,
        )


def _about_others(seen: Certification, active: list[Certification]) -> Iterator[Doubt]:
    held = {(record.issuer, record.certificate) for record in active}
    rival = _NEVER_BOTH.get(seen.certificate) if seen.issuer is Issuer.ABR else None
    if rival is not None and (Issuer.ABR, rival) in held:
        yield (_DR_BESIDE if seen.certificate is Certificate.DR else _IR_DR_BESIDE)
    if (
        seen.certificate is Certificate.AOBR_VIR
        and (
            Issuer.AOBR,
            Certificate.AOBR_DR,
        )
        not in held
    ):
        yield Doubt(
            "certificate",
            "This AOBR certificate presumes one in diagnostic radiology, which is not on record "
            "as certified. Look AOBR_DR up too; without it this one counts for less.",
        )


_DR_BESIDE = Doubt(
    "board_status",
    "The ABR's IR/DR certificate is on record as certified, and it replaces DR: nobody holds both. "
    "Record DR as converted.",
    blocks=True,
)
_IR_DR_BESIDE = Doubt(
    "certificate",
    "The ABR's DR certificate is on record as certified, and nobody holds both. Look DR up again "
    "and record it as converted first, then record IR_DR.",
    blocks=True,
)
