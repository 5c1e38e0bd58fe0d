"""Finding practitioners by the folded words of their names."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from finder.store.tables import NameWordRow, PractitionerRow

_MOST_WORDS = 2000
# Sorts after every folded word with the same beginning, in binary and in English collations.
_END = "z" * 40


def words_beginning(session: Session, start: str) -> tuple[str, ...]:
    """Stored words that begin with these letters, the shortest first."""
    statement = (
        select(NameWordRow.word)
        .where(NameWordRow.word >= start, NameWordRow.word < start + _END)
        .group_by(NameWordRow.word)
        .order_by(func.length(NameWordRow.word), NameWordRow.word)
        .limit(_MOST_WORDS)
    )
    return tuple(session.scalars(statement))


def words_like(session: Session, word: str) -> tuple[str, ...]:
    """Stored words with the same first letter and about the same length."""
    length = func.length(NameWordRow.word)
    statement = (
        select(NameWordRow.word)
        .where(
            NameWordRow.word >= word[0],
            NameWordRow.word < word[0] + _END,
            length >= len(word) - 2,
            length <= len(word) + 2,
        )
        .distinct()
        .order_by(NameWordRow.word)
    )
    return tuple(session.scalars(statement))


def listed_with_words(session: Session, words: Sequence[Sequence[str]], most: int) -> list[int]:
    """Ids of those listed whose name has one word of every group."""
    statement = select(PractitionerRow.id).where(PractitionerRow.hidden_because == "")
    for group in words:
        statement = statement.where(
            PractitionerRow.id.in_(
                select(NameWordRow.practitioner_id).where(NameWordRow.word.in_(group))
            )
        )
    return list(session.scalars(statement.order_by(PractitionerRow.npi).limit(most)))
