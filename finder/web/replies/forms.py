"""The forms of the receiving office: choices and a day, and no room for words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from finder.domain.errors import InvalidValue
from finder.domain.referral_task import Answer, DeclineReason, OfficeQuestion
from finder.domain.sentences import Sentence
from finder.domain.typed import Reading
from finder.web.fields import ChoiceField, DayField, PickField
from finder.web.forms import PostedForm
from finder.web.referral_words import ANSWERS, QUESTIONS, REASONS

# The library would take weeks and other spellings, too.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NONE_CHOSEN = {"": Sentence("Choose one")}


@dataclass(frozen=True, slots=True)
class Said:
    """What an office has chosen."""

    answer: Answer
    appointment_on: date | None
    reason: DeclineReason | None


class AnswerForm(PostedForm):
    """How far the letter has come."""

    answer = PickField(Sentence("What is your answer?"), choices={})
    appointment_on = DayField(
        Sentence("Day of the appointment"),
        description=Sentence("Only if the patient has an appointment."),
    )
    reason = ChoiceField(
        Sentence("Why you cannot see the patient"),
        description=Sentence("Only if you cannot."),
        choices={**_NONE_CHOSEN, **{each.value: words for each, words in REASONS.items()}},
    )

    def __init__(self, values: Mapping[str, str], open_answers: Sequence[Answer]) -> None:
        super().__init__(values)
        self.answer.choices = {each.value: ANSWERS[each] for each in open_answers}


class QuestionForm(PostedForm):
    """One thing that the office still needs."""

    question = ChoiceField(
        Sentence("What do you need?"),
        choices={**_NONE_CHOSEN, **{each.value: words for each, words in QUESTIONS.items()}},
    )


def read_answer(values: Mapping[str, str]) -> Said:
    """Raises ``InvalidForm`` with one sentence for each field that cannot be used."""
    reading = Reading(values)
    answer = reading.value("answer", _answer, None)
    day = reading.value("appointment_on", _day, None)
    reason = reading.value("reason", _reason, None)
    reading.finish()
    return Said(answer or Answer.RECEIVED, day, reason)


def read_question(values: Mapping[str, str]) -> OfficeQuestion:
    """Raises ``InvalidForm``."""
    reading = Reading(values)
    question = reading.value("question", _question, OfficeQuestion.CALL_US)
    reading.finish()
    return question


def _answer(text: str) -> Answer | None:
    try:
        return Answer(text)
    except ValueError:
        raise InvalidValue(Sentence("Choose one of the answers.")) from None


def _day(text: str) -> date | None:
    typed = text.strip()
    try:
        if not typed or _DAY.fullmatch(typed):
            return date.fromisoformat(typed) if typed else None
    except ValueError:
        pass
    raise InvalidValue(Sentence("Write the day as year, month and day, such as 2026-12-01."))


def _reason(text: str) -> DeclineReason | None:
    try:
        return DeclineReason(text) if text else None
    except ValueError:
        raise InvalidValue(Sentence("Choose one of the reasons.")) from None


def _question(text: str) -> OfficeQuestion:
    try:
        return OfficeQuestion(text)
    except ValueError:
        raise InvalidValue(Sentence("Choose what you need.")) from None
