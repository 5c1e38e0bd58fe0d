"""A clinician's own letters in pages, by where they stand, or by words of the practice's side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from finder.domain.accounts import Account
from finder.domain.listing import hidden_because
from finder.domain.names import fold
from finder.domain.practitioner import Practitioner
from finder.domain.referral_task import ReferralTask, by_urgency
from finder.services.referrals.following import Followed, followed, people_of
from finder.services.resources import Resources
from finder.store.queries.referrals import referrals_of

PER_PAGE = 25
MOST_FOUND = 50
LONGEST_WORDS = 100


class Stage(StrEnum):
    """Where a letter stands for whoever sent it."""

    OVERDUE = "overdue"
    ASKED = "asked"
    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class LetterList:
    """One page of a stage or of all letters, and how many there are of each."""

    letters: tuple[Followed, ...]
    counts: Mapping[Stage, int]
    stage: Stage | None
    page: int
    pages: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class FoundLetters:
    """Letters that hold all of the words; ``count`` may be more than those shown."""

    letters: tuple[Followed, ...]
    count: int


def list_referrals(
    session: Session, resources: Resources, account: Account, stage: str = "", page: int = 1
) -> LetterList:
    """Overdue ones first, then questions that wait; an unknown stage means all of them."""
    now = resources.now()
    tasks = by_urgency(referrals_of(session, account.account_id), now)
    wanted = Stage(stage) if stage in {*Stage} else None
    stages = [(task, stage_of(task, now)) for task in tasks]
    counts = {each: sum(found is each for _, found in stages) for each in Stage}
    kept = [task for task, found in stages if wanted in (None, found)]
    pages = max(1, -(-len(kept) // PER_PAGE))
    page = min(max(page, 1), pages)
    shown = kept[(page - 1) * PER_PAGE : page * PER_PAGE]
    return LetterList(tuple(followed(session, shown, now)), counts, wanted, page, pages)


def find_referrals(
    session: Session, resources: Resources, account: Account, words: str
) -> FoundLetters:
    """By doctor, practice, city, NPI or number of the letter: nothing else is known of one."""
    now = resources.now()
    asked = fold(words[:LONGEST_WORDS].replace("-", "")).split()
    tasks = by_urgency(referrals_of(session, account.account_id), now)
    people = people_of(session, tasks)
    found = [
        task
        for task in (tasks if asked else [])
        if all(word in _told(task, people.get(task.recipient_npi)) for word in asked)
    ]
    return FoundLetters(tuple(followed(session, found[:MOST_FOUND], now)), len(found))


def stage_of(task: ReferralTask, now: datetime) -> Stage:
    """What the sender has to do about it, if anything."""
    if task.is_overdue(now):
        return Stage.OVERDUE
    if task.has_ended or task.is_closed(now):
        return Stage.ENDED
    return Stage.ASKED if task.current.question else Stage.OPEN


def _told(task: ReferralTask, person: Practitioner | None) -> str:
    """Everything that can be looked for, in one folded line."""
    parts = [task.letter_id, task.recipient_npi]
    if person is not None and not hidden_because(person):
        parts.append(person.name.display)
        parts += [part for place in person.locations for part in (place.name, place.city)]
    return fold(" ".join(parts).replace("-", ""))
