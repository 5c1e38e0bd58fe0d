"""The second person's part: approving, rejecting, or one's own taking back."""

from datetime import datetime

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.verification import (
    OPEN_STATES,
    STATE_NAMES,
    ChangedMeanwhile,
    ClaimState,
    NotThisPerson,
    Step,
    StepRefused,
    after,
)
from finder.services.resources import Resources
from finder.services.verify.apply import apply_claim, field_changes
from finder.services.verify.doubt import refuse_older
from finder.services.verify.known import SOURCES
from finder.services.verify.own_record import refuse_own_record
from finder.services.verify.reasons import note_of
from finder.services.verify.record_check import Outcome
from finder.store.queries import claims as stored
from finder.store.queries.ledger import append
from finder.store.queries.profiles import load_practitioners


def approve(
    session: Session,
    resources: Resources,
    actor: Actor,
    claim_id: int,
    reason: str,
    version: int | None,
) -> Outcome:
    """Makes it count; nobody approves what they proposed themselves."""
    held = _take(session, resources, actor, claim_id, Step.APPROVE, reason, version)
    apply_claim(session, resources, held)
    return Outcome(claim_id, ClaimState.VERIFIED, "Approved. It counts from now on.")


def reject(
    session: Session,
    resources: Resources,
    actor: Actor,
    claim_id: int,
    reason: str,
    version: int | None,
) -> Outcome:
    """Leaves everything as it was; the reason is kept."""
    if not reason.strip():
        raise InvalidValue("Say why it is rejected: the record keeps it.", "reason")
    _take(session, resources, actor, claim_id, Step.REJECT, reason, version)
    return Outcome(claim_id, ClaimState.REJECTED, "Rejected. Nothing was changed.")


def withdraw(
    session: Session,
    resources: Resources,
    actor: Actor,
    claim_id: int,
    reason: str,
    version: int | None,
) -> Outcome:
    """Takes a proposal back."""
    _take(session, resources, actor, claim_id, Step.WITHDRAW, reason, version)
    return Outcome(claim_id, ClaimState.WITHDRAWN, "Taken back. Nothing was changed.")


def record_denial(
    session: Session, resources: Resources, actor: Actor, npi: str, why: NotThisPerson
) -> None:
    """Somebody tried to decide what another person has to decide."""
    now = resources.now()
    append(session, actor.entry("claim.refused", f"practitioner:{npi}", now, reason=str(why)))


def npi_of_claim(session: Session, claim_id: int) -> str:
    """Whose claim it is; raises ``NotListed`` for a number that no claim has."""
    held = stored.claim(session, claim_id)
    if held is None:
        raise NotListed("There is no such claim.")
    return held.npi


def _take(
    session: Session,
    resources: Resources,
    actor: Actor,
    claim_id: int,
    step: Step,
    reason: str,
    version: int | None,
) -> stored.StoredClaim:
    """The step, unless somebody was quicker; without a version it is about what stands now."""
    held = stored.claim(session, claim_id)
    if held is None:
        raise NotListed("There is no such claim.")
    refuse_own_record(session, actor, held.npi, *held.said.values())
    if held.state not in OPEN_STATES:
        raise ChangedMeanwhile(
            f"This is {STATE_NAMES[held.state]} by now, so nothing was changed.",
            changed_by=held.decided_by or held.case.submitted_by,
            changed_at=held.decided_at,
        )
    state = after(held.case, step, actor.name, resources.today())
    if step is Step.APPROVE:
        _refuse_outdated(session, held)
    is_own = step is Step.WITHDRAW
    if is_own and actor.name != held.case.submitted_by:
        raise StepRefused("Only who proposed it can take it back. Reject it instead.")
    now = resources.now()
    was_first = version in (None, held.version) and stored.change_claim(
        session,
        held,
        state=state.value,
        decided_by="" if is_own else actor.name,
        decided_at=now,
    )
    if not was_first:
        raise ChangedMeanwhile(
            "Somebody has changed this since you opened it. Look at it again, then decide."
        )
    _note(session, actor, held, step, state, note_of(reason), now)
    return held


def _refuse_outdated(session: Session, held: stored.StoredClaim) -> None:
    """An import may have brought a newer check while this one waited."""
    if held.kind in SOURCES:
        person = load_practitioners(session, [held.practitioner_id])[0]
        refuse_older(person, SOURCES[held.kind], held.said, "Reject it instead.")


def _note(
    session: Session,
    actor: Actor,
    held: stored.StoredClaim,
    step: Step,
    state: ClaimState,
    reason: str,
    now: datetime,
) -> None:
    """The step on the record; an approval says what it changes, field by field."""
    changes = list(field_changes(session, held)) if step is Step.APPROVE else []
    append(
        session,
        actor.entry(
            f"claim.{step.value}",
            f"practitioner:{held.npi}",
            now,
            [("state", held.state.value, state.value), (held.kind, "", held.subject), *changes],
            reason,
            held.case.evidence.source_url if held.case.evidence else "",
        ),
    )
