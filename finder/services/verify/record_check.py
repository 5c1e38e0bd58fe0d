"""Recording what was seen at a primary source: a claim, its evidence and, mostly, a decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.domain.verification import (
    SERIOUS_STATUSES,
    ClaimState,
    Evidence,
    Step,
    after,
    check_evidence,
)
from finder.importers.record import ImportedCertification, ImportedMembership, ImportedPractice
from finder.services.load_records.one_row import read_row
from finder.services.resources import Resources
from finder.services.verify.apply import apply_claim
from finder.services.verify.open_claim import NewClaim, open_claim
from finder.store.queries import claims as stored
from finder.store.queries.ledger import append
from finder.store.queries.profiles import practitioner_id_of

_KINDS = {
    Source.CERTIFICATIONS: "board-certification",
    Source.MEMBERSHIPS: "membership",
    Source.PRACTICES: "listing",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a claim stands after a step, and the sentence that tells its author."""

    claim_id: int
    state: ClaimState
    sentence: str


def record_check(
    session: Session,
    resources: Resources,
    actor: Actor,
    npi: str,
    source: Source,
    cells: Mapping[str, str],
    reason: str = "",
) -> Outcome:
    """Takes what was seen, by the columns of a roster; raises ``InvalidValue`` with the column.

    A check that takes something away waits for a second person; any other counts at once.
    """
    number = practitioner_id_of(session, npi)
    if number is None:
        raise NotListed("This NPI is not in the directory.")
    typed = _complete(cells, npi, actor, source)
    record = read_row(resources, source, typed)
    evidence = _evidence(record, typed)
    check_evidence(evidence, resources.today())
    new = NewClaim(
        practitioner_id=number,
        kind=_KINDS[source],
        subject=_subject(record),
        said=typed,
        needs_second_person=_is_serious(record),
        reason=reason,
    )
    held = open_claim(session, resources, new, evidence)
    return _submit(session, resources, actor, held, reason)


def _submit(
    session: Session, resources: Resources, actor: Actor, held: stored.StoredClaim, reason: str
) -> Outcome:
    now = resources.now()
    state = after(held.case, Step.SUBMIT, actor.name, resources.today())
    decided = state is ClaimState.VERIFIED
    stored.change_claim(
        session,
        held,
        state=state.value,
        submitted_by=actor.name,
        decided_by=actor.name if decided else "",
        decided_at=now if decided else None,
    )
    append(
        session,
        actor.entry(
            "check.record" if decided else "check.propose",
            f"practitioner:{held.npi}",
            now,
            [(name, "", value) for name, value in held.said.items() if name != "npi"],
            reason,
            held.case.evidence.source_url if held.case.evidence else "",
        ),
    )
    if decided:
        apply_claim(session, resources, held)
        return Outcome(held.claim_id, state, "Recorded. It counts from now on.")
    return Outcome(
        held.claim_id, state, "Recorded. It counts once a second person has looked and approved it."
    )


def _complete(cells: Mapping[str, str], npi: str, actor: Actor, source: Source) -> dict[str, str]:
    """The cells of a whole row: whoever is signed in is who looked."""
    who = "confirmed_by" if source is Source.PRACTICES else "checked_by"
    return {**cells, "npi": npi, who: actor.name}


def _evidence(record: object, cells: Mapping[str, str]) -> Evidence:
    if isinstance(record, ImportedPractice):
        if record.confirmed_on is None:
            raise InvalidValue("Give the day on which the practice was asked.", "confirmed_on")
        return Evidence(cells.get("website", ""), record.confirmed_on, record.confirmed_by)
    if not isinstance(record, ImportedCertification | ImportedMembership):
        raise TypeError(f"{type(record).__name__} comes from no roster.")
    if record.check is None:
        column = "checked_on" if cells.get("source_url") else "source_url"
        raise InvalidValue(
            "A check needs the address of the page you looked at, and the day.", column
        )
    return Evidence(record.check.source_url, record.check.checked_on, record.check.checked_by)


def _subject(record: object) -> str:
    match record:
        case ImportedCertification():
            return f"{record.issuer} {record.certificate}"
        case ImportedMembership():
            return record.society
        case ImportedPractice():
            return f"{record.location.address.line1}, {record.location.address.zip5}"
        case _:
            return ""


def _is_serious(record: object) -> bool:
    return isinstance(record, ImportedCertification) and record.board_status in SERIOUS_STATUSES
