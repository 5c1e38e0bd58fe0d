"""Making a decided claim true in the directory."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from finder.domain.addresses import line_key
from finder.domain.provenance import Source
from finder.services.index_directory import index_practitioners
from finder.services.load_records.one_row import load_row
from finder.services.resources import Resources
from finder.services.verify.effects import EFFECTS
from finder.services.verify.known import (
    KINDS,
    SOURCES,
    WAITING,
    Cells,
    key_of,
    known_facts,
    said_in_full,
)
from finder.store.queries.claims import StoredClaim
from finder.store.queries.directory import directory_row
from finder.store.queries.locations import locations_of, update_locations
from finder.store.queries.practitioners import close_listing
from finder.store.queries.profiles import load_practitioners

HIDE, UNHIDE = "hide", "unhide"
# Columns of the roster and of the table that an emptied field empties.
_CAN_BE_EMPTIED = {
    "practice_name": ("name", ""),
    "phone": ("phone", ""),
    "fax": ("fax", ""),
    "accepts_new_patients": ("accepts_new_patients", None),
    "telehealth": ("telehealth", None),
    "medicare": ("medicare", None),
    "wheelchair_access": ("wheelchair_access", None),
    "languages": ("languages", ""),
    "website": ("website", ""),
}

Change = tuple[str, object, object]


def apply_claim(session: Session, resources: Resources, claim: StoredClaim) -> None:
    """Writes what the claim says, and keeps what is derived from it in step."""
    if claim.kind in EFFECTS:
        EFFECTS[claim.kind].apply(session, resources, claim)
        return
    if claim.kind in (HIDE, UNHIDE):
        because = claim.said["because"] if claim.kind == HIDE else ""
        close_listing(session, claim.practitioner_id, because)
        directory_row(session).generation += 1
        index_practitioners(session, [claim.practitioner_id], resources.rules, resources.today())
        return
    source = SOURCES[claim.kind]
    is_repeated = known_of(session, claim).items() >= _said(claim).items()
    load_row(session, resources, source, claim.said, "" if is_repeated else str(claim.claim_id))
    if source is Source.PRACTICES and not is_repeated:
        _empty(session, resources, claim)


def field_changes(session: Session, claim: StoredClaim) -> Iterator[Change]:
    """What the claim changes, field by field, for the record; asked before it is applied."""
    if claim.kind in EFFECTS:
        yield from EFFECTS[claim.kind].changes(session, claim)
        return
    if claim.kind in (HIDE, UNHIDE):
        person = load_practitioners(session, [claim.practitioner_id])[0]
        yield "closed", person.closed_because, claim.said["because"] if claim.kind == HIDE else ""
        return
    before = known_of(session, claim)
    for name, value in said_in_full(claim, before).items():
        if name != "npi":
            yield name, before.get(name, ""), value


def known_of(session: Session, claim: StoredClaim) -> Cells:
    """What the record says of the fact that the claim speaks of."""
    if claim.kind not in KINDS.values():
        return {}
    source = SOURCES[claim.kind]
    person = load_practitioners(session, [claim.practitioner_id])[0]
    cells = known_facts(person, source, ()).get(key_of(source, claim.said), {})
    return {name: text for name, text in cells.items() if name != WAITING}


def _said(claim: StoredClaim) -> Cells:
    return {name: value for name, value in claim.said.items() if name != "npi"}


def _empty(session: Session, resources: Resources, claim: StoredClaim) -> None:
    """A roster's empty cell says nothing; a field that somebody emptied on a page is empty now."""
    door = (claim.said["zip"].strip()[:5], line_key(claim.said["line1"]))
    for row in locations_of(session, [claim.practitioner_id])[claim.practitioner_id]:
        is_newest = str(row.confirmed_on) == claim.said.get("confirmed_on", "").strip()
        if (row.zip_code, row.line_key) != door or not is_newest:
            continue
        emptied = {
            column: nothing
            for name, (column, nothing) in _CAN_BE_EMPTIED.items()
            if name in claim.said
            and not claim.said[name].strip()
            and getattr(row, column) != nothing
        }
        if emptied:
            update_locations(session, [{"id": row.id, **emptied}])
            directory_row(session).generation += 1
            index_practitioners(
                session, [claim.practitioner_id], resources.rules, resources.today()
            )
        return
