"""A new claim with what was seen of it: the beginning of every decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.verification import ClaimState, Evidence
from finder.services.resources import Resources
from finder.services.verify.known import SOURCES, key_of
from finder.store.queries import claims as stored

# Who stands behind what no account has claimed: a roster, a register, the practice itself.
DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class NewClaim:
    """What is to become true of a practitioner; ``said`` is by the columns of the rosters."""

    practitioner_id: int
    kind: str
    subject: str
    said: Mapping[str, str]
    needs_second_person: bool
    reason: str = ""


def open_claim(
    session: Session, resources: Resources, new: NewClaim, evidence: Evidence
) -> stored.StoredClaim:
    """Writes both, in the caller's transaction; refuses what waits for somebody already."""
    if any(
        (item.kind, item.said) == (new.kind, dict(new.said))
        for item in stored.open_claims(session, new.practitioner_id)
    ):
        raise InvalidValue("This is proposed already, and waits for a second person.", "reason")
    _refuse_while_waiting(session, new)
    now = resources.now()
    claim_id = stored.add_claim(
        session,
        {
            "practitioner_id": new.practitioner_id,
            "kind": new.kind,
            "subject": new.subject,
            "claimed_by": DIRECTORY,
            "claimed_at": now,
            "state": ClaimState.EVIDENCE_ATTACHED.value,
            "needs_second_person": new.needs_second_person,
            "reason": new.reason,
        },
        new.said,
    )
    stored.add_evidence(
        session,
        {
            "claim_id": claim_id,
            "source_url": evidence.source_url,
            "seen_on": evidence.seen_on,
            "seen_by": evidence.seen_by,
            "seen": new.reason,
            "file_name": "",
            "file_sha256": "",
            "recorded_at": now,
        },
    )
    return _written(session, claim_id)


def _refuse_while_waiting(session: Session, new: NewClaim) -> None:
    """Two answers about one fact would undo each other in the order of their approval."""
    source = SOURCES.get(new.kind)
    if source is None:
        return
    key = key_of(source, new.said)
    for item in stored.open_claims(session, new.practitioner_id):
        if item.kind == new.kind and key_of(source, item.said) == key:
            raise InvalidValue(
                "Another check of this waits for a second person. Decide the waiting proposal "
                "first: approve it, reject it, or have it taken back.",
                "reason",
            )


def _written(session: Session, claim_id: int) -> stored.StoredClaim:
    held = stored.claim(session, claim_id)
    if held is None:
        raise LookupError(f"Claim {claim_id} was not written.")
    return held
