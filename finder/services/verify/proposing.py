"""The first person's part where it takes two: what is proposed waits until another approves it."""

from sqlalchemy.orm import Session

from finder.domain.ledger import Actor
from finder.domain.verification import ClaimState, Evidence
from finder.services.resources import Resources
from finder.services.verify.open_claim import NewClaim, open_claim
from finder.services.verify.own_record import refuse_own_record
from finder.services.verify.record_check import Outcome
from finder.store.queries import claims as stored
from finder.store.queries.ledger import append


def propose(
    session: Session,
    resources: Resources,
    actor: Actor,
    npi: str,
    new: NewClaim,
    source_url: str = "",
) -> Outcome:
    """Opens the claim as the first of two; raises ``InvalidValue`` where it waits already."""
    refuse_own_record(session, actor, npi, *new.said.values())
    seen = Evidence(source_url, resources.today(), actor.name)
    held = open_claim(session, resources, new, seen)
    stored.change_claim(session, held, state=ClaimState.IN_REVIEW.value, submitted_by=actor.name)
    append(
        session,
        actor.entry(
            f"{new.kind}.propose",
            f"practitioner:{npi}",
            resources.now(),
            [(name, "", value) for name, value in new.said.items()],
            new.reason,
            source_url,
        ),
    )
    return Outcome(
        held.claim_id,
        ClaimState.IN_REVIEW,
        "Proposed. It happens once a second person approves it.",
    )
