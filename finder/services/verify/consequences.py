"""What a check would make of a practitioner, asked before anything is written."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from finder.domain.credentials import Certificate, Certification, Issuer
from finder.domain.memberships import Membership
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.provenance import Source
from finder.domain.second_person import HELD_BY_TWO, needs_second_person
from finder.importers.record import ImportedCertification, ImportedMembership, ImportedPractice
from finder.services.verify.known import KINDS, key_of, known_facts
from finder.store.queries.past_checks import subjects_once

Keys = frozenset[tuple[Issuer, Certificate]]


def is_serious(session: Session, person: Practitioner, record: object, today: date) -> bool:
    """Whether two people decide it."""
    once = once_held(session, [person.practitioner_id])[person.practitioner_id]
    return needs_second_person(person, with_check(person, record), today, once)


def once_held(session: Session, practitioner_ids: Collection[int]) -> dict[int, Keys]:
    """By practitioner, the certificates that were ever in a status which two people end."""
    kind = KINDS[Source.CERTIFICATIONS]
    found = subjects_once(session, practitioner_ids, kind, HELD_BY_TWO)
    return {number: frozenset(map(_key, subjects)) for number, subjects in found.items()}


def _key(subject: str) -> tuple[Issuer, Certificate]:
    issuer, _, certificate = subject.partition(" ")
    return Issuer(issuer), Certificate(certificate)


def certification_of(record: ImportedCertification) -> Certification:
    return Certification(
        issuer=record.issuer,
        certificate=record.certificate,
        duration_type=record.duration_type,
        board_status=record.board_status,
        issued_on=record.issued_on,
        expires_on=record.expires_on,
        maintenance_status=record.maintenance_status,
        check=record.check,
    )


def with_check(person: Practitioner, record: object) -> Practitioner:
    """The practitioner as the record would say; of two checks on one day the later counts."""
    match record:
        case ImportedCertification():
            seen = certification_of(record)
            return replace(person, certifications=(*person.certifications, seen))
        case ImportedMembership():
            member = Membership(record.society, record.category, record.valid_through, record.check)
            return replace(person, memberships=(*person.memberships, member))
        case ImportedPractice():
            return _at_place(person, record)
        case _:
            return person


def _at_place(person: Practitioner, record: ImportedPractice) -> Practitioner:
    address = record.location.address
    key = key_of(Source.PRACTICES, {"zip": address.zip5, "line1": address.line1})
    if key in known_facts(person, Source.PRACTICES, ()):
        return person
    place = PracticeLocation(
        location_id=0,
        name=record.location.name,
        lines=(address.line1,),
        city=address.city,
        state=address.state,
        zip_code=address.zip5,
        country="US",
        phone="",
        fax="",
        point=None,
        provenance=person.provenance,
    )
    return replace(person, locations=(*person.locations, place))
