"""What a claim would make of a practitioner, for whoever is about to decide on it."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.listing import EXCLUDED, hidden_because
from finder.domain.practitioner import Practitioner
from finder.domain.quality import Standing, standing_on
from finder.domain.reviews import Verdict
from finder.services.load_records.one_row import read_row
from finder.services.resources import Resources
from finder.services.verify.apply import HIDE, UNHIDE
from finder.services.verify.consequences import with_check
from finder.services.verify.effects import JUDGE, MERGE, PART
from finder.services.verify.known import SOURCES, Cells, key_of, known_facts
from finder.store.queries import reviews
from finder.store.queries.claims import StoredClaim
from finder.store.queries.evidence import evidence_of


@dataclass(frozen=True, slots=True)
class Seen:
    """What the public is told of somebody: why nothing is shown, and what was checked."""

    hidden_because: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Preview:
    """A claim beside the record: ``known`` is what stands there of the same fact.

    ``after`` is ``None`` where the claim can no longer be read.
    """

    claim: StoredClaim
    known: Cells
    before: Seen
    after: Seen | None
    file_count: int


def preview(
    session: Session, resources: Resources, person: Practitioner, claim: StoredClaim
) -> Preview:
    """Asks the same rules that an approval follows; nothing is written."""
    known: Cells = {}
    if source := SOURCES.get(claim.kind):
        known = known_facts(person, source, ()).get(key_of(source, claim.said), {})
    after = _approved(session, resources, person, claim)
    files = [item for item in evidence_of(session, claim.claim_id) if item.file_name]
    return Preview(
        claim=claim,
        known=known,
        before=_seen(resources, person),
        after=_seen(resources, after) if after else None,
        file_count=len(files),
    )


def _approved(
    session: Session, resources: Resources, person: Practitioner, claim: StoredClaim
) -> Practitioner | None:
    said = claim.said
    match claim.kind:
        case kind if kind in SOURCES:
            try:
                return with_check(person, read_row(resources, SOURCES[kind], said))
            except InvalidValue:
                return None
        case kind if kind in (HIDE, UNHIDE):
            return replace(person, closed_because=said["because"] if kind == HIDE else "")
        case kind if kind == MERGE:
            return replace(person, merged_into=said["into"])
        case kind if kind == PART:
            return replace(person, merged_into="")
        case kind if kind == JUDGE:
            return _judged(session, person, said)
        case _:
            return None


def _judged(session: Session, person: Practitioner, said: Cells) -> Practitioner | None:
    """Whether the entry hides follows from the verdict; the record itself holds no verdict."""
    question = reviews.question(session, int(said["review"]))
    if question is None:
        return None
    if question.hides_with(Verdict(said["verdict"])):
        return replace(person, closed_because=EXCLUDED)
    return replace(person, exclusions=())


def _seen(resources: Resources, person: Practitioner) -> Seen:
    first = person.locations[0] if person.locations else None
    standing = standing_on(person, first, resources.rules, resources.today())
    why = person.closed_because if person.closed_because == EXCLUDED else hidden_because(person)
    return Seen(why, standing)
