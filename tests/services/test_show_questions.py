"""The bundled list of questions loads whole, or says what is wrong with it."""

from pathlib import Path

import pytest

from finder.domain.errors import StoredDataDamaged
from finder.domain.questions import Audience, QuestionKind
from finder.domain.texts import Text
from finder.services.show_questions import load_questions

CITATIONS = """
[citations.article]
title = "T"
publisher = "P"
updated_on = 2025-11-26
line = "L"
line_es = "LE"
cautions = ["C"]
cautions_es = ["CE"]

[citations.federal]
title = "F"
publisher = "G"
line = "M"
line_es = "ME"
cautions = []
cautions_es = []
"""

QUESTION = """
[[questions]]
id = "why"
kind = "federal"
audience = "own-doctor"
derived = "Why do I need it?"
derived_es = "¿Por qué lo necesito?"
plain = "Why?"
plain_es = "¿Por qué?"
source = "S"
source_es = "F"
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "questions.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_question_is_read_with_its_kind_and_its_audience(tmp_path: Path) -> None:
    loaded = load_questions(write(tmp_path, CITATIONS + QUESTION))
    (question,) = loaded.questions
    assert (question.kind, question.audience) == (QuestionKind.FEDERAL, Audience.OWN_DOCTOR)
    assert question.derived == Text("Why do I need it?", "¿Por qué lo necesito?")
    assert loaded.article.cautions == (Text("C", "CE"),)
    assert loaded.federal.updated_on is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[[",
        QUESTION,
        CITATIONS,
        CITATIONS + QUESTION.replace("federal", "rumour"),
        CITATIONS + QUESTION.replace("plain =", "playn ="),
        CITATIONS + QUESTION.replace("plain_es", "plain_fr"),
        CITATIONS + QUESTION.replace("¿Por qué?", " "),
        CITATIONS.replace('["CE"]', "[]") + QUESTION,
        CITATIONS + QUESTION.replace("derived", "other"),
        CITATIONS + QUESTION + QUESTION,
    ],
)
def test_a_damaged_file_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(StoredDataDamaged, match="The questions file"):
        load_questions(write(tmp_path, text))


def test_a_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoredDataDamaged, match="cannot be used"):
        load_questions(tmp_path / "none.toml")
