"""The document of the questions to ask."""

from finder.domain.questions import QuestionList
from finder.services.answer_json.facts import Document


def questions_document(questions: QuestionList) -> Document:
    """The answer of ``/api/v1/questions``."""
    return {
        "questions": [
            {
                "id": question.id,
                "kind": question.kind.value,
                "audience": question.audience.value,
                "verbatim": question.verbatim,
                "derived": question.derived,
                "plain": question.plain,
                "note": question.note,
                "source": question.source,
            }
            for question in questions.questions
        ]
    }
