"""Two records of one person: shown side by side, merged by two people, and taken apart again."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.domain.merging import NOT_IN_DIRECTORY, refuse_merging
from finder.domain.practitioner import Practitioner
from finder.services.resources import Resources
from finder.services.verify.effects import MERGE, PART
from finder.services.verify.open_claim import NewClaim
from finder.services.verify.proposing import propose
from finder.services.verify.reasons import reason_given
from finder.services.verify.record_check import Outcome
from finder.store.queries.claims import StoredClaim, open_claims
from finder.store.queries.merging import likely_pairs, merged_npis
from finder.store.queries.names import names_of
from finder.store.queries.profiles import load_practitioners, practitioner_id_of

MOST_PAIRS = 50


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two records that may be one person."""

    name: str
    npis: tuple[str, str]


@dataclass(frozen=True, slots=True)
class MergeScreen:
    """The two records as far as they were named, and what waits for a second person.

    ``merged_before`` are those already merged into the record to keep.
    """

    kept: Practitioner | None
    merged: Practitioner | None
    claims: tuple[StoredClaim, ...]
    merged_before: tuple[str, ...]
    pairs: tuple[LikelyPair, ...]


def show_merging(session: Session, keep: str, merge: str) -> MergeScreen:
    """Both records; without any, pairs that look like one person."""
    kept, merged = _named(session, keep), _named(session, merge)
    waiting = [
        claim
        for person in (kept, merged)
        if person is not None
        for claim in open_claims(session, person.practitioner_id)
        if claim.kind in (MERGE, PART)
    ]
    return MergeScreen(
        kept=kept,
        merged=merged,
        claims=tuple(waiting),
        merged_before=tuple(merged_npis(session, kept.npi)) if kept else (),
        pairs=() if kept or merged else _pairs(session),
    )


def propose_merging(
    session: Session, resources: Resources, actor: Actor, keep: str, merge: str, reason: str
) -> Outcome:
    """Nothing happens before a second person has looked; raises ``InvalidValue`` with the field."""
    kept, merged = _named(session, keep), _named(session, merge)
    others = bool(merged_npis(session, merged.npi)) if merged else False
    refuse_merging(kept, merged, others)
    if kept is None or merged is None:
        raise InvalidValue(NOT_IN_DIRECTORY, "keep")
    new = NewClaim(
        practitioner_id=merged.practitioner_id,
        kind=MERGE,
        subject=f"{merged.npi} into {kept.npi}, {kept.name.display}",
        said={"into": kept.npi},
        needs_second_person=True,
        reason=reason_given(reason),
    )
    return propose(session, resources, actor, merged.npi, new)


def propose_parting(
    session: Session, resources: Resources, actor: Actor, npi: str, reason: str
) -> Outcome:
    """The way back; it restores both records as they are in the store."""
    merged = _named(session, npi)
    if merged is None:
        raise InvalidValue(NOT_IN_DIRECTORY, "merge")
    if not merged.merged_into:
        raise InvalidValue("This record is not merged into another.", "reason")
    new = NewClaim(
        practitioner_id=merged.practitioner_id,
        kind=PART,
        subject=f"{merged.npi} from {merged.merged_into}",
        said={"from": merged.merged_into},
        needs_second_person=True,
        reason=reason_given(reason),
    )
    return propose(session, resources, actor, merged.npi, new)


def _named(session: Session, npi: str) -> Practitioner | None:
    number = practitioner_id_of(session, npi.strip()) if npi.strip() else None
    found = load_practitioners(session, [number]) if number is not None else []
    return found[0] if found else None


def _pairs(session: Session) -> tuple[LikelyPair, ...]:
    found = likely_pairs(session, MOST_PAIRS)
    names = names_of(session, {npi for pair in found for npi in pair})
    return tuple(LikelyPair(names[pair[0]].display, pair) for pair in found)
