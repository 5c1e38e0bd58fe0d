"""Whole practitioners, as pages and the spatial index need them, in two statements."""

from collections import namedtuple
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from finder.domain.geography import Point
from finder.domain.listing import holds
from finder.domain.names import PersonName
from finder.domain.picks import Pick, as_picked
from finder.domain.practitioner import MedicareListing, PracticeLocation, Practitioner
from finder.domain.provenance import Provenance, Source
from finder.store.bulk import among
from finder.store.queries.facts import facts_of
from finder.store.tables import MedicareListingRow, PracticeLocationRow, PractitionerRow

# A practitioner as the sources say it, with what was decided between them.
Sourced = tuple[Practitioner, tuple[Pick, ...]]

# Databases limit how many values one statement may name.
_BATCH = 1000


def _shape(name: str, table: Any) -> Any:
    return namedtuple(name, [column.name for column in table.columns])


_people, _places, _listings = (
    row.__table__ for row in (PractitionerRow, PracticeLocationRow, MedicareListingRow)
)
# Rows and no entities, which cost several times as much to make.
_Person, _Place, _Listing = (
    _shape(name, table)
    for name, table in (("_Person", _people), ("_Place", _places), ("_Listing", _listings))
)
_PLACE_AT = len(_people.columns)
_LISTING_AT = _PLACE_AT + len(_places.columns)
_STATEMENT = (
    select(_people, _places, _listings)
    .select_from(_people)
    .outerjoin(_places, _places.columns["practitioner_id"] == _people.columns["id"])
    .outerjoin(_listings, _listings.columns["location_id"] == _places.columns["id"])
    .order_by(_people.columns["id"], _places.columns["id"])
)


def load_practitioners(
    session: Session, practitioner_ids: Iterable[int], npis: Sequence[str] = ()
) -> list[Practitioner]:
    """Every practitioner as shown, in the order of their ids; a few may come by NPI."""
    found = load_with_picks(session, practitioner_ids, npis)
    return [as_picked(person, picks) for person, picks in found]


def load_with_picks(
    session: Session, practitioner_ids: Iterable[int], npis: Sequence[str] = ()
) -> list[Sourced]:
    """Every fact as its source says it, and beside it what was decided between sources."""
    ids = sorted(set(practitioner_ids))
    found: list[Sourced] = []
    for start in range(0, max(len(ids), bool(npis)), _BATCH):
        found += _load_batch(session, ids[start : start + _BATCH], () if start else npis)
    return found


def _load_batch(session: Session, ids: list[int], npis: Sequence[str]) -> list[Sourced]:
    by_id = among(session, _people.columns["id"], ids)
    rows = session.execute(
        _STATEMENT.where(or_(by_id, _people.columns["npi"].in_(npis)) if npis else by_id)
    ).all()
    facts = facts_of(session, sorted({row[0] for row in rows}) if npis else ids)
    people: dict[int, tuple[Any, list[PracticeLocation]]] = {}
    for cells in rows:
        person, place = cells[:_PLACE_AT], cells[_PLACE_AT:_LISTING_AT]
        _, places = people.setdefault(person[0], (person, []))
        if place[0] is not None:
            listing = cells[_LISTING_AT:]
            listed = _Listing._make(listing) if listing[0] is not None else None
            places.append(_location_from(_Place._make(place), listed))
    return [
        (
            _practitioner_from(_Person._make(person), places, facts[number]),
            tuple(facts[number]["pick"]),
        )
        for number, (person, places) in people.items()
    ]


def practitioner_id_of(session: Session, npi: str) -> int | None:
    return session.scalar(select(PractitionerRow.id).where(PractitionerRow.npi == npi))


def _location_from(row: Any, listed: Any) -> PracticeLocation:
    """The domain's view of a stored practice location; a listing fills in what nobody else says."""
    listing = _listing_from(listed) if listed else None
    days = [row.confirmed_on, listing.listed_on if listing else None]
    return PracticeLocation(
        location_id=row.id,
        name=row.name or (listing.group_name if listing else ""),
        lines=tuple(line for line in (row.line1, row.line2) if line),
        city=row.city,
        state=row.state,
        zip_code=row.zip_code,
        country=row.country,
        phone=row.phone or next(iter(listing.phones if listing else ()), ""),
        fax=row.fax,
        point=Point(row.lat, row.lon) if row.lat is not None and row.lon is not None else None,
        provenance=Provenance(Source(row.source), row.observed_on),
        accepts_new_patients=row.accepts_new_patients,
        telehealth=_first(row.telehealth, listing.telehealth if listing else None),
        medicare=_first(row.medicare, listing.takes_assignment if listing else None),
        wheelchair_access=row.wheelchair_access,
        languages=tuple(code for code in row.languages.split(";") if code),
        website=row.website,
        confirmed_on=max((day for day in days if day is not None), default=None),
        confirmed_by=row.confirmed_by,
        listing=listing,
    )


def _listing_from(row: Any) -> MedicareListing:
    return MedicareListing(
        last_name=row.last_name,
        first_name=row.first_name,
        group_name=row.group_name,
        phones=tuple(phone for phone in row.phones.split(";") if phone),
        telehealth=row.telehealth,
        takes_assignment=row.takes_assignment,
        listed_on=row.listed_on,
    )


def _first(said: bool | None, listed: bool | None) -> bool | None:
    """What the practice says itself, else what Medicare's file says."""
    return listed if said is None else said


def _practitioner_from(
    row: Any, locations: Sequence[PracticeLocation], facts: dict[str, list[Any]]
) -> Practitioner:
    """The aggregate from its row, its locations and its facts."""
    reported = (day for day in facts["deactivation"] if holds(day, row.reactivated_on))
    return Practitioner(
        practitioner_id=row.id,
        npi=row.npi,
        name=PersonName(row.last_name, row.first_name, row.middle_name, row.suffix),
        credentials_text=row.credentials_text,
        provenance=Provenance(Source(row.source), row.observed_on),
        enumerated_on=row.enumerated_on,
        updated_on=row.updated_on,
        deactivated_on=row.deactivated_on or next(reported, None),
        vanished_on=row.vanished_on,
        closed_because=row.closed_because,
        merged_into=row.merged_into,
        hidden_because=row.hidden_because,
        taxonomies=tuple(facts["taxonomy"]),
        licenses=tuple(facts["license"]),
        locations=tuple(locations),
        certifications=tuple(facts["certification"]),
        memberships=tuple(facts["membership"]),
        volumes=tuple(facts["volume"]),
        exclusions=tuple(facts["exclusion"]),
    )
