"""Changes of the ranking's numbers: met by the program, acknowledged by two people.

The numbers are a file of the program's own version, so nobody changes them on a page. What two
people can do is know: until they have, everybody who keeps the directory sees what changed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.ledger import Actor, ChainedEntry
from finder.domain.rules import RankingRules, numbers_of
from finder.domain.verification import Case, ClaimState, Evidence, Step, StepRefused, after
from finder.services.resources import Resources
from finder.store.queries.ledger import append, entries_about
from finder.store.queries.ranking import (
    StoredRules,
    acknowledged_rules,
    add_rules,
    newest_rules,
    save_first,
    save_second,
)

_QUICKER = "Somebody was quicker. Look at it again, then decide."
_OBJECT = "ranking"


@dataclass(frozen=True, slots=True)
class NumberChange:
    """One number as it was acknowledged last, and as it is in force."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RankingChange:
    """What two people have to acknowledge; ``first_by`` is who has done so already."""

    version: int
    digest: str
    changes: tuple[NumberChange, ...]
    first_by: str


@dataclass(frozen=True, slots=True)
class RankingScreen:
    """The rules in force, what of them waits to be known, and what is on the record."""

    rules: RankingRules
    digest: str
    change: RankingChange | None
    timeline: tuple[ChainedEntry, ...]


def show_ranking(session: Session, resources: Resources) -> RankingScreen:
    """The page of those who keep the directory."""
    return RankingScreen(
        rules=resources.rules,
        digest=digest_of_rules(resources.rules),
        change=pending_change(session, resources),
        timeline=tuple(entries_about(session, _OBJECT)),
    )


def digest_of_rules(rules: RankingRules) -> str:
    """SHA-256 of the numbers in force; comments and their order in the file play no part."""
    return hashlib.sha256(json.dumps(numbers_of(rules)).encode()).hexdigest()


def is_met(session: Session, resources: Resources) -> bool:
    """Whether the program has met these very numbers last."""
    newest = newest_rules(session)
    return newest is not None and newest.digest == digest_of_rules(resources.rules)


def meet_rules(session: Session, resources: Resources, actor: Actor | None = None) -> StoredRules:
    """Keeps the numbers in force if they are new; ``actor`` stands for a change in the ledger."""
    rules, newest = resources.rules, newest_rules(session)
    digest = digest_of_rules(rules)
    if newest is not None and newest.digest == digest:
        return newest
    now, is_baseline = resources.now(), newest is None
    changes = pending_change(session, resources)
    add_rules(session, rules.version, digest, numbers_of(rules), now, is_baseline)
    if actor is not None and newest is not None:
        told = [(one.name, one.before, one.after) for one in changes.changes] if changes else []
        told.append(("digest", newest.digest, digest))
        append(session, actor.entry("ranking.meet", _OBJECT, now, told))
    met = newest_rules(session)
    if met is None:
        raise LookupError("The ranking's numbers were not written.")
    return met


def pending_change(session: Session, resources: Resources) -> RankingChange | None:
    """What differs from the numbers that two people know; ``None`` where nothing does."""
    known = acknowledged_rules(session)
    rules = resources.rules
    digest = digest_of_rules(rules)
    if known is None or known.digest == digest:
        return None
    newest = newest_rules(session)
    first_by = newest.first_by if newest is not None and newest.digest == digest else ""
    changes = tuple(_differences(known.numbers, numbers_of(rules)))
    return RankingChange(rules.version, digest, changes, first_by)


def acknowledge_rules(session: Session, resources: Resources, actor: Actor, digest: str) -> bool:
    """Whether two people know the numbers now; raises ``StepRefused`` for the first one again."""
    change = pending_change(session, resources)
    if change is None or change.digest != digest:
        raise StepRefused("These numbers are no longer the ones in force. Look at them again.")
    met = meet_rules(session, resources)
    now = resources.now()
    is_second = bool(met.first_by)
    after(_case(met, resources), Step.APPROVE if is_second else Step.SUBMIT, actor.name, now.date())
    save = save_second if is_second else save_first
    if not save(session, met.number, actor.name, now):
        raise StepRefused(_QUICKER)
    told: list[tuple[str, object, object]] = [
        (one.name, one.before, one.after) for one in change.changes
    ]
    told.append(("acknowledged", met.first_by, actor.name))
    append(session, actor.entry("ranking.acknowledge", _OBJECT, now, told))
    return is_second


def _case(met: StoredRules, resources: Resources) -> Case:
    """The same steps as a claim: whoever was first is not the second."""
    return Case(
        state=ClaimState.IN_REVIEW if met.first_by else ClaimState.EVIDENCE_ATTACHED,
        claimed_by="directory",
        needs_second_person=True,
        evidence=Evidence("", resources.today(), met.first_by),
        submitted_by=met.first_by,
    )


def _differences(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[NumberChange]:
    for name in sorted({*before, *now}):
        if before.get(name) != now.get(name):
            yield NumberChange(name, before.get(name, ""), now.get(name, ""))
