"""Whole practitioners, as pages and the spatial index need them, in two statements."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from finder.domain.geography import Point
from finder.domain.names import PersonName
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.provenance import Provenance, Source
from finder.store.queries.facts import facts_of
from finder.store.tables import PracticeLocationRow, PractitionerRow

# Databases limit how many values one statement may name.
_BATCH = 1000


def load_practitioners(session: Session, practitioner_ids: Iterable[int]) -> list[Practitioner]:
    """Every practitioner with every fact, in the order of their ids."""
    ids = sorted(set(practitioner_ids))
    found: list[Practitioner] = []
    for start in range(0, len(ids), _BATCH):
        found += _load_batch(session, ids[start : start + _BATCH])
    return found


def _load_batch(session: Session, ids: list[int]) -> list[Practitioner]:
    rows = session.execute(
        select(PractitionerRow, PracticeLocationRow)
        .outerjoin(PracticeLocationRow, PracticeLocationRow.practitioner_id == PractitionerRow.id)
        .where(PractitionerRow.id.in_(ids))
        .order_by(PractitionerRow.id, PracticeLocationRow.id)
    ).all()
    facts = facts_of(session, ids)
    people: dict[int, tuple[PractitionerRow, list[PracticeLocation]]] = {}
    for person, place in rows:
        _, places = people.setdefault(person.id, (person, []))
        if place is not None:
            places.append(location_from(place))
    return [
        practitioner_from(person, places, facts[number])
        for number, (person, places) in people.items()
    ]


def practitioner_id_of(session: Session, npi: str) -> int | None:
    return session.scalar(select(PractitionerRow.id).where(PractitionerRow.npi == npi))


def location_from(row: PracticeLocationRow) -> PracticeLocation:
    """The domain's view of a stored practice location."""
    return PracticeLocation(
        location_id=row.id,
        name=row.name,
        lines=tuple(line for line in (row.line1, row.line2) if line),
        city=row.city,
        state=row.state,
        zip_code=row.zip_code,
        country=row.country,
        phone=row.phone,
        fax=row.fax,
        point=Point(row.lat, row.lon) if row.lat is not None and row.lon is not None else None,
        provenance=Provenance(Source(row.source), row.observed_on),
        accepts_new_patients=row.accepts_new_patients,
        telehealth=row.telehealth,
        medicare=row.medicare,
        wheelchair_access=row.wheelchair_access,
        languages=tuple(code for code in row.languages.split(";") if code),
        website=row.website,
        confirmed_on=row.confirmed_on,
        confirmed_by=row.confirmed_by,
    )


def practitioner_from(
    row: PractitionerRow, locations: Sequence[PracticeLocation], facts: dict[str, list[Any]]
) -> Practitioner:
    """The aggregate from its row, its locations and its facts."""
    return Practitioner(
        practitioner_id=row.id,
        npi=row.npi,
        name=PersonName(row.last_name, row.first_name, row.middle_name, row.suffix),
        credentials_text=row.credentials_text,
        provenance=Provenance(Source(row.source), row.observed_on),
        enumerated_on=row.enumerated_on,
        updated_on=row.updated_on,
        deactivated_on=row.deactivated_on,
        vanished_on=row.vanished_on,
        hidden_because=row.hidden_because,
        taxonomies=tuple(facts["taxonomy"]),
        licenses=tuple(facts["license"]),
        locations=tuple(locations),
        certifications=tuple(facts["certification"]),
        memberships=tuple(facts["membership"]),
        volumes=tuple(facts["volume"]),
        exclusions=tuple(facts["exclusion"]),
    )
