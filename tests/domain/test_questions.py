"""The questions to ask are stored word for word and put in plain words."""

import re
from pathlib import Path

import pytest

from finder.domain.questions import Audience, Question, QuestionKind
from finder.domain.texts import Text
from finder.services.show_questions import load_questions
from tests.readability import english_grade, spanish_ease

QUESTIONS = load_questions(Path(__file__).parents[2] / "data" / "questions.toml")
HIGHEST_GRADE = 8
EASIEST_OF_HARD = 65
WHY = Text("Why?", "¿Por qué?")


def by_id(question_id: str) -> Question:
    return next(question for question in QUESTIONS.questions if question.id == question_id)


def test_the_four_bullets_are_quoted_exactly_and_in_order() -> None:
    assert [question.verbatim for question in QUESTIONS.of_kind(QuestionKind.BULLET)] == [
        "What is your experience with kyphoplasty or vertebroplasty?",
        "Can you share any patient testimonials or success stories?",
        "How do you ensure patient comfort during the procedure?",
        "What follow-up care do you provide after the procedure?",
    ]


@pytest.mark.parametrize(
    ("question_id", "verbatim"),
    [
        (
            "experience-with-condition",
            "First, ask about their experience with your condition and the procedure.",
        ),
        ("success-rates", "Also, ask about their success rates and how they handle problems."),
        ("handling-problems", "Also, ask about their success rates and how they handle problems."),
        (
            "costs",
            "Also, ask about the costs and the type of anesthesia, like “vertebroplasty "
            "anesthesia,” to understand the total cost.",
        ),
        (
            "anesthesia",
            "Also, ask about the costs and the type of anesthesia, like “vertebroplasty "
            "anesthesia,” to understand the total cost.",
        ),
        ("insurance", "It’s best to check with your insurance to know what you’ll pay."),
        ("referrals", "Ask your healthcare provider for referrals or recommendations."),
    ],
)
def test_advice_is_quoted_exactly_and_its_question_marked_as_derived(
    question_id: str, verbatim: str
) -> None:
    question = by_id(question_id)
    assert question.kind is QuestionKind.PROSE
    assert question.verbatim == verbatim
    assert question.derived


def test_only_the_article_is_quoted_and_every_other_question_is_our_wording() -> None:
    others = QUESTIONS.of_kind(QuestionKind.FEDERAL, QuestionKind.CONDITION)
    assert len(others) == 20
    assert all(question.verbatim is None and question.derived for question in others)


@pytest.mark.parametrize("question", QUESTIONS.questions, ids=lambda question: question.id)
def test_every_plain_version_reads_at_grade_eight_or_below(question: Question) -> None:
    assert english_grade(question.plain.en) <= HIGHEST_GRADE
    assert question.plain.en.endswith("?")


@pytest.mark.parametrize(
    "question", [q for q in QUESTIONS.questions if q.note], ids=lambda question: question.id
)
def test_every_note_reads_at_grade_eight_or_below(question: Question) -> None:
    assert english_grade(question.note.en if question.note else "") <= HIGHEST_GRADE


@pytest.mark.parametrize("question", QUESTIONS.questions, ids=lambda question: question.id)
def test_every_spanish_version_is_easy_to_read_and_polite(question: Question) -> None:
    assert spanish_ease(question.plain.es) >= EASIEST_OF_HARD
    assert question.plain.es.startswith("¿") or ". ¿" in question.plain.es
    assert question.plain.es.endswith("?")
    said = f"{question.plain.es} {question.note.es if question.note else ''}"
    assert not re.search(r"\b(tú|tu|tus|te|ti|contigo|vosotros)\b", said.lower())


def test_testimonials_carry_the_note_that_stories_are_no_numbers() -> None:
    note = by_id("testimonials").note
    assert note is not None
    assert note.en == "Stories cannot tell you how likely it is to help you. Ask for numbers."


def test_the_article_is_shown_with_its_date_its_interest_and_its_odd_source() -> None:
    article = QUESTIONS.article
    assert "last updated November 26, 2025" in article.line.en
    assert any("sells these procedures" in caution.en for caution in article.cautions)
    assert article.cautions[1].en == (
        "The article lists one source, which is about another condition."
    )


def test_the_federal_list_has_its_twelve_questions_and_names_the_agency() -> None:
    assert len(QUESTIONS.of_kind(QuestionKind.FEDERAL)) == 12
    assert "AHRQ" in QUESTIONS.federal.line.en


def test_what_the_insurer_knows_is_asked_of_the_insurer() -> None:
    assert by_id("insurance") in QUESTIONS.for_audience(Audience.INSURER)


def test_a_question_without_any_wording_cannot_exist() -> None:
    with pytest.raises(ValueError, match="needs a verbatim or a derived wording"):
        Question("x", QuestionKind.BULLET, Audience.INSURER, None, None, WHY, None, WHY)
