"""One letter on its way: its steps so far, and the next one that somebody may take."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from finder.domain.errors import InvalidValue
from finder.domain.referral_task.statuses import (
    ENDED,
    SAID_BY,
    Answer,
    DeclineReason,
    OfficeQuestion,
    Party,
    TaskStatus,
    status_after,
)
from finder.domain.sentences import Sentence

LIFETIME = timedelta(days=180)
OVERDUE_AFTER = timedelta(days=5)
UNDO_WITHIN = timedelta(minutes=15)
_FURTHEST_APPOINTMENT = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Step:
    """How things stand from a moment on; ``question`` is one that waits for an answer."""

    at: datetime
    by: Party
    status: TaskStatus
    appointment_on: date | None = None
    reason: DeclineReason | None = None
    question: OfficeQuestion | None = None
    is_undo: bool = False


@dataclass(frozen=True, slots=True)
class ReferralTask:
    """One letter on its way: whose it is, to whom, until when, and its steps, the newest last."""

    letter_id: str
    account_id: int
    sender_npi: str
    recipient_npi: str
    created_at: datetime
    expires_at: datetime
    steps: tuple[Step, ...]
    withdrawn_at: datetime | None = None

    @property
    def shown_id(self) -> str:
        """The letter's number in groups of four, as the letter prints it."""
        return "-".join(self.letter_id[start : start + 4] for start in range(0, 16, 4))

    @property
    def current(self) -> Step:
        return self.steps[-1]

    @property
    def has_ended(self) -> bool:
        return self.current.status in ENDED

    def is_closed(self, now: datetime) -> bool:
        """Whether the office can no longer answer: the code was withdrawn or is too old."""
        return self.withdrawn_at is not None or now >= self.expires_at

    def is_overdue(self, now: datetime) -> bool:
        """Nobody has answered for days, and somebody still could."""
        waits = self.current.status is TaskStatus.REQUESTED and not self.is_closed(now)
        return waits and now - self.created_at >= OVERDUE_AFTER

    def answers_open(self) -> tuple[Answer, ...]:
        """What the office may say next."""
        status = self.current.status
        return tuple(answer for answer in Answer if status_after(status, answer) is not None)

    def answered(
        self,
        answer: Answer,
        at: datetime,
        appointment_on: date | None = None,
        reason: DeclineReason | None = None,
    ) -> Step | None:
        """The step that an answer makes; ``None`` where the same was said before."""
        kept_on = appointment_on if answer is Answer.SCHEDULED else None
        kept_reason = reason if answer is Answer.DECLINED else None
        if answer is Answer.SCHEDULED:
            _check_appointment(kept_on, at.date())
        if answer is Answer.DECLINED and kept_reason is None:
            raise InvalidValue(Sentence("Choose why you cannot see the patient."), "reason")
        said = self.current
        details = (said.appointment_on, said.reason)
        if said.status in SAID_BY[answer] and details == (kept_on, kept_reason):
            return None
        status = status_after(said.status, answer)
        if status is None:
            raise InvalidValue(
                Sentence(
                    "This answer does not follow the one given before. Look at how things stand "
                    "now."
                ),
                "answer",
            )
        return Step(
            at=at,
            by=Party.RECIPIENT,
            status=status,
            appointment_on=kept_on,
            reason=kept_reason,
            question=None if status in ENDED else said.question,
        )

    def asked(self, question: OfficeQuestion, at: datetime) -> Step | None:
        """The step of a question; ``None`` where it waits already; one waits at a time."""
        if self.current.question is question:
            return None
        if self.current.question is not None:
            raise InvalidValue(
                Sentence("One question waits already. Ask the next one when it is answered."),
                "question",
            )
        if self.has_ended:
            raise InvalidValue(
                Sentence("This referral has ended. Call the office that sent the letter."),
                "question",
            )
        return replace(self.current, at=at, by=Party.RECIPIENT, question=question, is_undo=False)

    def question_settled(self, at: datetime) -> Step | None:
        """The sender has answered the question; ``None`` where none waits."""
        if self.current.question is None:
            return None
        return replace(self.current, at=at, by=Party.SENDER, question=None, is_undo=False)

    def withdrawn(self, at: datetime) -> Step:
        """The sender takes the code back; what has ended before keeps its end."""
        if self.has_ended:
            return replace(self.current, at=at, by=Party.SENDER, is_undo=False)
        return Step(at=at, by=Party.SENDER, status=TaskStatus.CANCELLED)

    def can_undo(self, now: datetime) -> bool:
        """Whether the newest step is one of the office, no undoing itself, and minutes old."""
        said = self.current
        is_own = said.by is Party.RECIPIENT and not said.is_undo and len(self.steps) > 1
        return is_own and now - said.at <= UNDO_WITHIN

    def was_undone(self, now: datetime) -> bool:
        """Whether the newest step took the one before it back, minutes ago."""
        return self.current.is_undo and now - self.current.at <= UNDO_WITHIN

    def undone(self, at: datetime) -> Step:
        """Things as before the newest step; raises ``InvalidValue`` when it is too late."""
        if not self.can_undo(at):
            raise InvalidValue(
                Sentence(
                    "This cannot be taken back any more. Call the office that sent the letter."
                ),
                "undo",
            )
        return replace(self.steps[-2], at=at, by=Party.RECIPIENT, is_undo=True)


def _check_appointment(day: date | None, today: date) -> None:
    # In the evening it is tomorrow in UTC while the office still means today.
    if day is None or not today - timedelta(days=1) <= day <= today + _FURTHEST_APPOINTMENT:
        raise InvalidValue(
            Sentence("Give the day of the appointment: today, or a day within the next year."),
            "appointment_on",
        )
