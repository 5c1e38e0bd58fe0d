"""What a check would make of a practitioner, asked before anything is written."""

from dataclasses import replace
from datetime import date

from finder.domain.credentials import Certification
from finder.domain.memberships import Membership
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.provenance import Source
from finder.domain.second_person import needs_second_person
from finder.importers.record import ImportedCertification, ImportedMembership, ImportedPractice
from finder.services.verify.known import key_of, known_facts


def is_serious(person: Practitioner, record: object, today: date) -> bool:
    """Whether two people decide it."""
    return needs_second_person(person, _after(person, record), today)


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


def _after(person: Practitioner, record: object) -> Practitioner:
    """Of two checks on one day the later record counts, so it is put at the end."""
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
