"""Reads the questions to ask, with their citations, from a questions file (TOML)."""

import tomllib
from pathlib import Path
from typing import Any

from finder.domain.errors import StoredDataDamaged
from finder.domain.questions import Audience, Citation, Question, QuestionKind, QuestionList
from finder.domain.texts import Text


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
    return Question(
        id=row["id"],
        kind=QuestionKind(row["kind"]),
        audience=Audience(row["audience"]),
        verbatim=row.get("verbatim"),
        derived=_text(row, "derived") if "derived" in row else None,
        plain=_text(row, "plain"),
        note=_text(row, "note") if "note" in row else None,
        source=_text(row, "source"),
    )


def _citation(row: dict[str, Any]) -> Citation:
    return Citation(
        title=row["title"],
        publisher=row["publisher"],
        updated_on=row.get("updated_on"),
        url=row.get("url"),
        line=_text(row, "line"),
        cautions=tuple(
            Text(en, es) for en, es in zip(row["cautions"], row["cautions_es"], strict=True)
        ),
    )


def _text(row: dict[str, Any], name: str) -> Text:
    return Text(row[name], row[f"{name}_es"])
