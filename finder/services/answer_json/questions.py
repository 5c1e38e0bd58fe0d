"""The document of the questions to ask."""

from finder.domain.questions import QuestionList
from finder.domain.texts import Text
from finder.services.answer_json.facts import Document


def questions_document(questions: QuestionList) -> Document:
    """The answer of ``/api/v1/questions``, in English."""
    return {
        "questions": [
            {
                "id": question.id,
                "kind": question.kind.value,
                "audience": question.audience.value,
                "verbatim": question.verbatim,
                "derived": _english(question.derived),
                "plain": question.plain.en,
                "note": _english(question.note),
                "source": question.source.en,
            }
            for question in questions.questions
        ]
    }


def _english(text: Text | None) -> str | None:
    return text.en if text else None
