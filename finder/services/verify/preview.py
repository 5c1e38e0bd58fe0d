"""What a claim would make of a practitioner, for whoever is about to decide on it."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from finder.domain.conflicts import door_of
from finder.domain.errors import InvalidValue
from finder.domain.listing import hidden_because, listed_locations
from finder.domain.merging import with_facts_of, without_facts_of
from finder.domain.practitioner import Exclusion, Practitioner
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
from finder.store.queries.exclusions import entry_of
from finder.store.queries.profiles import load_practitioners, practitioner_id_of


@dataclass(frozen=True, slots=True)
class Seen:
    """What the public is told of somebody: why nothing is shown, where, and what was checked."""

    hidden_because: str
    standing: Standing
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """The record that shows what was found of another one too, before and after."""

    npi: str
    before: Seen
    after: Seen


@dataclass(frozen=True, slots=True)
class Preview:
    """A claim beside the record: ``known`` is what stands there of the same fact.

    ``after`` is ``None`` where the claim can no longer be read. ``kept`` is the other record of
    two that are merged or taken apart.
    """

    claim: StoredClaim
    known: Cells
    before: Seen
    after: Seen | None
    file_count: int
    kept: Kept | None = None


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
        kept=_kept(session, resources, person, claim),
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


def _kept(
    session: Session, resources: Resources, person: Practitioner, claim: StoredClaim
) -> Kept | None:
    """What was found of a merged record is told of the kept one, so that its page changes too."""
    if claim.kind not in (MERGE, PART):
        return None
    npi = claim.said["into" if claim.kind == MERGE else "from"]
    number = practitioner_id_of(session, npi)
    if number is None:
        return None
    kept = load_practitioners(session, [number])[0]
    after = with_facts_of(kept, person) if claim.kind == MERGE else without_facts_of(kept, person)
    return Kept(npi, _seen(resources, kept), _seen(resources, after))


def _judged(session: Session, person: Practitioner, said: Cells) -> Practitioner | None:
    """Only the entry that the question is about hides, or hides no more."""
    question = reviews.question(session, int(said["review"]))
    entry = entry_of(session, question.subject) if question else None
    if question is None or entry is None:
        return None
    meant = Exclusion(
        entry.exclusion_type, entry.excluded_on, entry.reinstated_on, entry.waiver_state
    )
    others = tuple(each for each in person.exclusions if each != meant)
    hides = question.hides_with(Verdict(said["verdict"]))
    return replace(person, exclusions=(*others, meant) if hides else others)


def _seen(resources: Resources, person: Practitioner) -> Seen:
    first = person.locations[0] if person.locations else None
    standing = standing_on(person, first, resources.rules, resources.today())
    places = tuple(door_of(place) for place in listed_locations(person))
    return Seen(hidden_because(person), standing, places)
