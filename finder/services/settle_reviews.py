"""Settling the questions that imports left: remembered, so that none is asked again."""

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.domain.reviews import Question, ReviewKind, Verdict
from finder.domain.verification import StepRefused
from finder.services.resources import Resources
from finder.services.show_reviews import held_question, practitioner_of, waiting_claim
from finder.services.verify.effects import JUDGE
from finder.services.verify.open_claim import NewClaim
from finder.services.verify.own_record import refuse_own_record
from finder.services.verify.proposing import propose
from finder.services.verify.reasons import note_of, reason_given
from finder.store.queries import reviews as stored
from finder.store.queries.exclusions import entry_of
from finder.store.queries.ledger import append


def settle_review(
    session: Session,
    resources: Resources,
    actor: Actor,
    review_id: int,
    verdict: str,
    reason: str,
    seen: str,
) -> str:
    """Decides a question, or proposes what takes a second person; answers with a sentence.

    ``seen`` is that of the question as it was shown. Raises
    ``InvalidValue`` with the field, ``NotThisPerson`` where it is about oneself, or
    ``StepRefused`` where somebody was quicker.
    """
    held = held_question(session, review_id)
    refuse_own_record(session, actor, held.npi)
    if verdict not in {*held.verdicts}:
        raise InvalidValue("Choose one of the answers.", "verdict")
    if held.seen != seen:
        raise StepRefused(
            "Somebody has decided this since you opened it. Look at it again, then decide."
        )
    if waiting_claim(session, held, practitioner_of(session, held.npi)):
        raise StepRefused("A proposal about this waits for a second person. Decide that first.")
    chosen = Verdict(verdict)
    if held.needs_two(chosen):
        return _propose(session, resources, actor, held, chosen, reason)
    confirms = held.kind is ReviewKind.EXCLUDED_NPI and chosen is Verdict.SAME_PERSON
    note = note_of(reason) if confirms else reason_given(reason)
    now = resources.now()
    if not stored.save_verdict(session, held, chosen, actor.name, now, note):
        raise StepRefused("Somebody was quicker. Look at it again, then decide.")
    changes = [("verdict", held.verdict, chosen), ("question", "", held.reason)]
    append(session, actor.entry("review.settle", _object(held), now, changes, note))
    return "Settled. No later import asks this again."


def _propose(
    session: Session,
    resources: Resources,
    actor: Actor,
    held: Question,
    verdict: Verdict,
    reason: str,
) -> str:
    person = practitioner_of(session, held.npi)
    entry = entry_of(session, held.subject)
    if person is None or entry is None:
        raise InvalidValue("The list has dropped this entry: nothing is left to decide.", "verdict")
    new = NewClaim(
        practitioner_id=person.practitioner_id,
        kind=JUDGE,
        subject=f"{verdict.value} as {entry.in_words}",
        said={"review": str(held.review_id), "entry": held.entry, "verdict": verdict.value},
        needs_second_person=True,
        reason=reason_given(reason),
    )
    look_up = resources.official_look_ups["oig-exclusions"].url
    return propose(session, resources, actor, held.npi, new, look_up).sentence


def _object(held: Question) -> str:
    return f"practitioner:{held.npi}" if held.npi else f"review:{held.review_id}"
