"""Recording what was seen at a primary source: a claim, its evidence and, mostly, a decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.practitioner import Practitioner
from finder.domain.provenance import Source
from finder.domain.verification import (
    ClaimState,
    Evidence,
    Step,
    after,
    check_evidence,
)
from finder.importers.record import ImportedCertification, ImportedMembership, ImportedPractice
from finder.services.load_records.one_row import read_row
from finder.services.resources import Resources
from finder.services.verify.apply import apply_claim, field_changes
from finder.services.verify.compare import refuse_changed
from finder.services.verify.consequences import is_serious
from finder.services.verify.doubt import refuse_doubtful, refuse_older, refuse_other_door
from finder.services.verify.known import KINDS, Facts, key_of, known_facts
from finder.services.verify.open_claim import NewClaim, open_claim
from finder.services.verify.own_record import refuse_own_record
from finder.services.verify.reasons import note_of
from finder.store.queries import claims as stored
from finder.store.queries.ledger import append
from finder.store.queries.profiles import load_practitioners, practitioner_id_of


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
    *,
    seen: Facts | None = None,
    despite_doubts: bool = False,
) -> Outcome:
    """Takes what was seen, by the columns of a roster; raises ``InvalidValue`` with the column.

    A check that takes away, hides or brings back waits for a second person; any other counts at
    once. ``seen`` is what the record said when the form was opened: raises ``ChangedMeanwhile``
    where it says something else by now, and ``Doubtful`` for what should be looked at twice.
    """
    number = practitioner_id_of(session, npi)
    if number is None:
        raise NotListed("This NPI is not in the directory.")
    typed = _complete(cells, npi, actor, source)
    record = read_row(resources, source, typed)
    evidence = _evidence(record, typed)
    check_evidence(evidence, resources.today())
    refuse_own_record(session, actor, npi)
    reason = note_of(reason)
    person = load_practitioners(session, [number])[0]
    if done := _sent_before(session, person, source, typed):
        return done
    if seen is not None:
        waiting = stored.open_claims(session, number)
        refuse_changed(session, person, source, typed, seen, waiting)
    refuse_older(person, source, typed, "Look again, and give the day on which you did.")
    refuse_doubtful(person, record, resources.today(), despite_doubts)
    if seen and not despite_doubts:
        refuse_other_door(person, source, typed)
    serious = is_serious(session, person, record, resources.today())
    new = NewClaim(number, KINDS[source], _subject(record), typed, serious, reason)
    return _submit(session, resources, actor, open_claim(session, resources, new, evidence), reason)


def _sent_before(
    session: Session, person: Practitioner, source: Source, typed: Mapping[str, str]
) -> Outcome | None:
    """The same form sent twice records one check, as long as the record still says so."""
    known = known_facts(person, source, ()).get(key_of(source, typed), {})
    said = {name: text for name, text in typed.items() if name != "npi"}
    if not known or any(known.get(name, "") != text for name, text in said.items()):
        return None
    held = stored.claim_saying(session, person.practitioner_id, KINDS[source], typed)
    if held is None or held.state is not ClaimState.VERIFIED:
        return None
    return Outcome(held.claim_id, held.state, "Recorded before. Nothing was changed.")


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
            [(held.kind, "", held.subject), *field_changes(session, held)],
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
