"""A clinician's own letters: how each stands, what is asked, reminding and withdrawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from finder.domain.accounts import Account
from finder.domain.contact import phone
from finder.domain.errors import InvalidValue, UnknownReferral
from finder.domain.ledger import Actor
from finder.domain.listing import hidden_because, listed_locations
from finder.domain.practitioner import Practitioner
from finder.domain.referral import read_letter_id
from finder.domain.referral_task import ReferralTask, Step
from finder.services.referrals.codes import code_of
from finder.services.resources import Resources
from finder.services.secrets import hashed
from finder.store.queries.ledger import append
from finder.store.queries.profiles import load_practitioners
from finder.store.queries.referrals import (
    add_step,
    close_referral,
    code_hash_of,
    referral_by_letter,
)


@dataclass(frozen=True, slots=True)
class Followed:
    """One letter on the list of its sender."""

    task: ReferralTask
    recipient_name: str
    phone: str
    now: datetime

    @property
    def is_overdue(self) -> bool:
        return self.task.is_overdue(self.now)

    @property
    def is_closed(self) -> bool:
        return self.task.is_closed(self.now)

    @property
    def age_in_days(self) -> int:
        return (self.now - self.task.created_at).days


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a reminder says; the code is empty where it cannot be made again."""

    followed: Followed
    code: str


def follow(session: Session, resources: Resources, account: Account, letter_id: str) -> Followed:
    """One own letter; raises ``UnknownReferral`` for everybody else's."""
    task = _own(session, account, letter_id)
    return followed(session, [task], resources.now())[0]


def reminder_for(
    session: Session, resources: Resources, account: Account, letter_id: str
) -> Reminder:
    """What to send when nobody answers; raises ``UnknownReferral``."""
    letter = follow(session, resources, account, letter_id)
    code = code_of(resources, account, letter.task.letter_id)
    # Another key of the site makes another code than the one on paper.
    is_right = code_hash_of(session, letter.task.letter_id) == hashed(code)
    return Reminder(letter, code if is_right and not letter.is_closed else "")


def settle_question(
    session: Session, resources: Resources, actor: Actor, account: Account, letter_id: str
) -> None:
    """The clinician has answered what the office asked; raises ``UnknownReferral``."""
    task = _own(session, account, letter_id)
    step = task.question_settled(resources.now())
    if step is not None:
        add_step(session, task.letter_id, step)
        changes = [("question", task.current.question, "")]
        _record(session, actor, "referral.settle-question", task, step, changes)


def withdraw(
    session: Session, resources: Resources, actor: Actor, account: Account, letter_id: str
) -> None:
    """Ends the code at once; raises ``UnknownReferral``."""
    task = _own(session, account, letter_id)
    if task.withdrawn_at is None:
        step = task.withdrawn(resources.now())
        close_referral(session, task.letter_id, step)
        changes = [("status", task.current.status.value, step.status.value)]
        _record(session, actor, "referral.withdraw", task, step, changes)


def _own(session: Session, account: Account, letter_id: str) -> ReferralTask:
    try:
        task = referral_by_letter(session, read_letter_id(letter_id))
    except InvalidValue:
        task = None
    if task is None or task.account_id != account.account_id:
        raise UnknownReferral("None of your letters has this number. Open your list again.")
    return task


def followed(session: Session, tasks: Iterable[ReferralTask], now: datetime) -> list[Followed]:
    """Letters beside what the directory says of their recipients."""
    listed = list(tasks)
    people = people_of(session, listed)
    return [
        Followed(task, _name(people.get(task.recipient_npi)), _phone(people, task), now)
        for task in listed
    ]


def people_of(session: Session, tasks: Iterable[ReferralTask]) -> dict[str, Practitioner]:
    """The recipients by NPI, as far as the directory holds them."""
    npis = sorted({task.recipient_npi for task in tasks})
    return {person.npi: person for person in load_practitioners(session, (), npis)}


def _name(person: Practitioner | None) -> str:
    return person.name.display if person and not hidden_because(person) else ""


def _phone(people: dict[str, Practitioner], task: ReferralTask) -> str:
    person = people.get(task.recipient_npi)
    places = listed_locations(person) if person else ()
    return next((phone(place.phone) for place in places if place.phone), "")


def _record(
    session: Session,
    actor: Actor,
    action: str,
    task: ReferralTask,
    step: Step,
    changes: Sequence[tuple[str, object, object]],
) -> None:
    append(session, actor.entry(action, f"referral:{task.letter_id}", step.at, changes))
