"""What a patient can ask before the procedure, each question with where it comes from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from finder.domain.texts import Text


class QuestionKind(StrEnum):
    """Where a question stands: the article's bullets or prose, the federal list, or our own."""

    BULLET = "bullet"
    PROSE = "prose"
    FEDERAL = "federal"
    CONDITION = "condition"


class Audience(StrEnum):
    """Who is asked."""

    IR_DOCTOR = "ir-doctor"
    INSURER = "insurer"
    OWN_DOCTOR = "own-doctor"


@dataclass(frozen=True, slots=True)
class Citation:
    """A published text that questions come from.

    ``line`` is the credit printed beside them, ``cautions`` what its reader should know; title
    and publisher are names, and stay as they are in every language.
    """

    title: str
    publisher: str
    updated_on: date | None
    url: str | None
    line: Text
    cautions: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask.

    ``verbatim`` is the source's own sentence, in English only; ``derived`` our question where the
    source has a sentence of advice or nothing to quote, ``plain`` the same in short words, ``note``
    what balances it, ``source`` who said it and where.
    """

    id: str
    kind: QuestionKind
    audience: Audience
    verbatim: str | None
    derived: Text | None
    plain: Text
    note: Text | None
    source: Text

    def __post_init__(self) -> None:
        if self.verbatim is None and self.derived is None:
            raise ValueError(f"Question {self.id} needs a verbatim or a derived wording.")


@dataclass(frozen=True, slots=True)
class QuestionList:
    """All questions in the order shown, with the article and the federal list they come from."""

    article: Citation
    federal: Citation
    questions: tuple[Question, ...]

    def of_kind(self, *kinds: QuestionKind) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.kind in kinds)

    def for_audience(self, audience: Audience) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.audience is audience)
