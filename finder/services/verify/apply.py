"""Making a decided claim true in the directory."""

from sqlalchemy.orm import Session

from finder.domain.provenance import Source
from finder.services.index_directory import index_practitioners
from finder.services.load_records.one_row import load_row
from finder.services.resources import Resources
from finder.store.queries.claims import StoredClaim
from finder.store.queries.directory import directory_row
from finder.store.queries.practitioners import close_listing

HIDE, UNHIDE = "hide", "unhide"
_SOURCES = {
    "board-certification": Source.CERTIFICATIONS,
    "membership": Source.MEMBERSHIPS,
    "listing": Source.PRACTICES,
}


def apply_claim(session: Session, resources: Resources, claim: StoredClaim) -> None:
    """Writes what the claim says, and keeps what is derived from it in step."""
    if claim.kind in (HIDE, UNHIDE):
        because = claim.said["because"] if claim.kind == HIDE else ""
        close_listing(session, claim.practitioner_id, because)
        directory_row(session).generation += 1
        index_practitioners(session, [claim.practitioner_id], resources.rules, resources.today())
        return
    load_row(session, resources, _SOURCES[claim.kind], claim.said)
