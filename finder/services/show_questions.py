"""Reads the questions to ask, with their citations, from a questions file (TOML)."""

import tomllib
from pathlib import Path
from typing import Any

from finder.domain.errors import StoredDataDamaged
from finder.domain.questions import Audience, Citation, Question, QuestionKind, QuestionList


def load_questions(path: Path) -> QuestionList:
    """Raises StoredDataDamaged when the file is missing, not TOML, or a question is incomplete."""
    try:
        with path.open("rb") as file:
            document = tomllib.load(file)
        questions = tuple(_question(row) for row in document["questions"])
        citations = document["citations"]
        loaded = QuestionList(
            article=_citation(citations["article"]),
            federal=_citation(citations["federal"]),
            questions=questions,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoredDataDamaged(
            f"The questions file {path} cannot be used ({error}). Restore it from the release."
        ) from error
    if len({question.id for question in questions}) != len(questions):
        raise StoredDataDamaged(f"The questions file {path} uses an id twice. Make each id unique.")
    return loaded


def _question(row: dict[str, Any]) -> Question:
    values = {"verbatim": None, "derived": None, "note": None, **row}
    values["kind"] = QuestionKind(row["kind"])
    values["audience"] = Audience(row["audience"])
    return Question(**values)


def _citation(row: dict[str, Any]) -> Citation:
    values = {"updated_on": None, "url": None, **row}
    values["cautions"] = tuple(row["cautions"])
    return Citation(**values)
