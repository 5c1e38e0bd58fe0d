"""What the receiving office says of a letter, by the code that stands on it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from finder.domain.errors import ClosedReferral, UnknownReferral
from finder.domain.ledger import Actor
from finder.domain.listing import hidden_because
from finder.domain.referral_task import Answer, DeclineReason, OfficeQuestion, ReferralTask, Step
from finder.domain.sentences import Sentence
from finder.services.referrals.codes import hash_of_typed
from finder.services.resources import Resources
from finder.store.queries.directory import DirectoryState, directory_state
from finder.store.queries.ledger import append
from finder.store.queries.profiles import load_practitioners
from finder.store.queries.referrals import add_step, referral_by_code

_ACTOR = "receiving-office"


@dataclass(frozen=True, slots=True)
class ReplyPage:
    """A letter as its receiving office sees it; an unlisted practitioner has no name here."""

    task: ReferralTask
    recipient_name: str
    now: datetime
    directory: DirectoryState

    @property
    def can_undo(self) -> bool:
        return self.task.can_undo(self.now)


def open_reply(session: Session, resources: Resources, code: str) -> ReplyPage:
    """Raises ``UnknownReferral``, or ``ClosedReferral`` if withdrawn or too old."""
    task = _open_task(session, resources, code)
    found = load_practitioners(session, (), [task.recipient_npi])
    shown = [person for person in found if not hidden_because(person)]
    name = shown[0].name.display if shown else ""
    return ReplyPage(task, name, resources.now(), directory_state(session))


def answer(
    session: Session,
    resources: Resources,
    request_id: str,
    code: str,
    said: Answer,
    appointment_on: date | None = None,
    reason: DeclineReason | None = None,
) -> None:
    """The same answer twice is one; raises ``InvalidValue`` for one that leads back."""
    task = _open_task(session, resources, code)
    step = task.answered(said, resources.now(), appointment_on, reason)
    _keep(session, request_id, task, step, "referral.answer")


def ask(
    session: Session, resources: Resources, request_id: str, code: str, question: OfficeQuestion
) -> None:
    """Asks the sender for one thing; raises ``InvalidValue`` while another question waits."""
    task = _open_task(session, resources, code)
    _keep(session, request_id, task, task.asked(question, resources.now()), "referral.ask")


def take_back(session: Session, resources: Resources, request_id: str, code: str) -> None:
    """Undoes the newest step, once for two clicks; raises ``InvalidValue`` when it is too late."""
    task = _open_task(session, resources, code)
    if task.was_undone(resources.now()):
        return
    _keep(session, request_id, task, task.undone(resources.now()), "referral.undo")


def _open_task(session: Session, resources: Resources, code: str) -> ReferralTask:
    code_hash = hash_of_typed(code)
    task = referral_by_code(session, code_hash) if code_hash else None
    if task is None:
        raise UnknownReferral(
            Sentence(
                "We know no letter with this code. Compare it with the letter: it has 26 letters "
                "and digits."
            )
        )
    if task.is_closed(resources.now()):
        raise ClosedReferral(
            Sentence(
                "This code was withdrawn by the sender, or is too old. Call the office that sent "
                "the letter."
            )
        )
    return task


def _keep(
    session: Session, request_id: str, task: ReferralTask, step: Step | None, action: str
) -> None:
    if step is None:
        return
    before = task.current
    add_step(session, task.letter_id, step)
    changes = [
        ("status", before.status.value, step.status.value),
        ("appointment_on", before.appointment_on, step.appointment_on),
        ("reason", before.reason, step.reason),
        ("question", before.question, step.question),
    ]
    office = Actor(_ACTOR, "anyone", request_id)
    append(session, office.entry(action, f"referral:{task.letter_id}", step.at, changes))
