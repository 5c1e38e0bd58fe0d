"""The second person's part: approving, rejecting, or one's own taking back."""

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.verification import ClaimState, Step, StepRefused, after
from finder.services.resources import Resources
from finder.services.verify.apply import apply_claim
from finder.services.verify.record_check import Outcome
from finder.store.queries import claims as stored
from finder.store.queries.ledger import append


def approve(
    session: Session, resources: Resources, actor: Actor, claim_id: int, reason: str, version: int
) -> Outcome:
    """Makes it count; nobody approves what they proposed themselves."""
    held = _take(session, resources, actor, claim_id, Step.APPROVE, reason, version)
    apply_claim(session, resources, held)
    return Outcome(claim_id, ClaimState.VERIFIED, "Approved. It counts from now on.")


def reject(
    session: Session, resources: Resources, actor: Actor, claim_id: int, reason: str, version: int
) -> Outcome:
    """Leaves everything as it was; the reason is kept."""
    if not reason.strip():
        raise InvalidValue("Say why it is rejected: the record keeps it.", "reason")
    _take(session, resources, actor, claim_id, Step.REJECT, reason, version)
    return Outcome(claim_id, ClaimState.REJECTED, "Rejected. Nothing was changed.")


def withdraw(
    session: Session, resources: Resources, actor: Actor, claim_id: int, reason: str, version: int
) -> Outcome:
    """Takes a proposal back."""
    _take(session, resources, actor, claim_id, Step.WITHDRAW, reason, version)
    return Outcome(claim_id, ClaimState.WITHDRAWN, "Taken back. Nothing was changed.")


def _take(
    session: Session,
    resources: Resources,
    actor: Actor,
    claim_id: int,
    step: Step,
    reason: str,
    version: int,
) -> stored.StoredClaim:
    held = stored.claim(session, claim_id)
    if held is None:
        raise NotListed("There is no such claim.")
    state = after(held.case, step, actor.name, resources.today())
    is_own = step is Step.WITHDRAW
    if is_own and actor.name != held.case.submitted_by:
        raise StepRefused("Only who proposed it can take it back. Reject it instead.")
    now = resources.now()
    was_first = held.version == version and stored.change_claim(
        session,
        held,
        state=state.value,
        decided_by="" if is_own else actor.name,
        decided_at=now,
    )
    if not was_first:
        raise StepRefused(
            "Somebody has changed this since you opened it. Look at it again, then decide."
        )
    append(
        session,
        actor.entry(
            f"claim.{step.value}",
            f"practitioner:{held.npi}",
            now,
            [("state", held.state.value, state.value), (held.kind, "", held.subject)],
            reason,
            held.case.evidence.source_url if held.case.evidence else "",
        ),
    )
    return held
