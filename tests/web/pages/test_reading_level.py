"""Every page to read is plain: school grade 8 at most in English, easy in Spanish."""

from pathlib import Path

import pytest

from finder.services.show_guide import load_guide
from tests.readability import as_one_text, english_grade, own_prose, spanish_ease
from tests.web.strict_client import StrictClient

HIGHEST_GRADE = 8
HIGHEST_GRADE_OF_ONE = 11
LEAST_EASE = 65
LEAST_EASE_OF_ONE = 45
GUIDE = load_guide(Path(__file__).parents[3] / "data" / "guide")
PAGES = [
    *("/", "/guide", "/questions", "/about", "/methodology", "/privacy"),
    *(f"/guide/{topic.id}" for topic in GUIDE.topics),
]
STATEMENTS = {
    f"{topic.id} {statement.text.en[:40]}": statement
    for topic in GUIDE.topics
    for statement in topic.statements
}


def prose_of(client: StrictClient, path: str, language: str) -> list[str]:
    answer = client.get(f"{path}?lang={language}")
    assert answer.status_code == 200
    return own_prose(answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_at_grade_eight_or_below(client: StrictClient, path: str) -> None:
    assert english_grade(as_one_text(prose_of(client, path, "en"))) <= HIGHEST_GRADE


@pytest.mark.parametrize("path", PAGES)
def test_no_single_text_of_a_page_is_hard(client: StrictClient, path: str) -> None:
    hard = [
        text
        for text in prose_of(client, path, "en")
        if len(text.split()) > 4 and english_grade(text) > HIGHEST_GRADE_OF_ONE
    ]
    assert not hard, "\n".join(hard)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_easy_in_spanish_too(client: StrictClient, path: str) -> None:
    assert spanish_ease(as_one_text(prose_of(client, path, "es"))) >= LEAST_EASE


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_is_plain_in_both_languages(name: str) -> None:
    text = STATEMENTS[name].text
    assert english_grade(text.en) <= HIGHEST_GRADE_OF_ONE
    assert spanish_ease(text.es) >= LEAST_EASE_OF_ONE


def test_the_measure_tells_hard_words_from_short_ones() -> None:
    hard = "How do you ensure patient comfort during the procedure, considering contraindications?"
    assert english_grade(hard) > HIGHEST_GRADE > english_grade("The cat sat on the mat. It ate.")
    learned = "La determinación multidisciplinaria de contraindicaciones constituye un requisito."
    assert spanish_ease(learned) < LEAST_EASE < spanish_ease("Llame antes de ir. Pida una cita.")


def test_only_our_own_words_are_measured() -> None:
    page = (
        "<main><h2>Title</h2><p>We say this here. <span class='visually-hidden'>Aside</span></p>"
        "<blockquote><p>They say that there.</p></blockquote><p class='source'>Source: a book</p>"
        "<ul><li><a href='/'>Name</a><p>One line of it.</p></li></ul></main>"
    )
    assert own_prose(page) == ["We say this here.", "One line of it."]
