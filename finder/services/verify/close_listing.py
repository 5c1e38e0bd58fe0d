"""Taking a listing out of sight, or bringing it back: one person proposes, another approves."""

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.listing import CLOSED
from finder.domain.verification import ClaimState, Evidence
from finder.services.resources import Resources
from finder.services.verify.apply import HIDE, UNHIDE
from finder.services.verify.open_claim import NewClaim, open_claim
from finder.services.verify.own_record import refuse_own_record
from finder.services.verify.reasons import reason_given
from finder.services.verify.record_check import Outcome
from finder.store.queries import claims as stored
from finder.store.queries.ledger import append
from finder.store.queries.profiles import load_practitioners, practitioner_id_of


def propose_hiding(
    session: Session, resources: Resources, actor: Actor, npi: str, reason: str
) -> Outcome:
    """Nothing is hidden before a second person has looked."""
    return _propose(session, resources, actor, npi, HIDE, reason)


def propose_showing(
    session: Session, resources: Resources, actor: Actor, npi: str, reason: str
) -> Outcome:
    """Only what an administrator has closed can be opened again here."""
    return _propose(session, resources, actor, npi, UNHIDE, reason)


def _propose(
    session: Session, resources: Resources, actor: Actor, npi: str, kind: str, reason: str
) -> Outcome:
    number = practitioner_id_of(session, npi)
    if number is None:
        raise NotListed("This NPI is not in the directory.")
    refuse_own_record(session, actor, npi)
    reason = reason_given(reason)
    person = load_practitioners(session, [number])[0]
    is_closed = bool(person.closed_because)
    if is_closed != (kind == UNHIDE):
        raise InvalidValue(_CANNOT[kind], "reason")
    new = NewClaim(
        practitioner_id=number,
        kind=kind,
        subject="the whole listing",
        said={"because": CLOSED if kind == HIDE else ""},
        needs_second_person=True,
        reason=reason,
    )
    seen = Evidence("", resources.today(), actor.name)
    held = open_claim(session, resources, new, seen)
    stored.change_claim(session, held, state=ClaimState.IN_REVIEW.value, submitted_by=actor.name)
    append(
        session,
        actor.entry(
            f"listing.propose-{kind}", f"practitioner:{npi}", resources.now(), reason=reason
        ),
    )
    return Outcome(
        held.claim_id,
        ClaimState.IN_REVIEW,
        "Proposed. It happens once a second person approves it.",
    )


_CANNOT = {
    HIDE: "This listing is closed already.",
    UNHIDE: "This listing was not closed by an administrator, so it cannot be opened here.",
}
