"""Finding practitioners by NPI or by the folded words of their names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select, union_all
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session, aliased

from finder.domain.names import PersonName
from finder.store.queries.directory import DirectoryState, directory_from
from finder.store.tables import DirectoryRow, NameWordRow, PractitionerRow

# Sorts after every folded word with the same beginning, in binary and in English collations.
_END = "z" * 40
# How much longer or shorter a word may be that is spelled nearly alike.
_LENGTH_APART = 2
_DIRECTORY = (
    DirectoryRow.generation,
    DirectoryRow.is_demo,
    DirectoryRow.newest_volume_year,
    DirectoryRow.data_as_of,
)


@dataclass(frozen=True, slots=True)
class NamedWord:
    """One stored word that may be the asked one, and whose name holds it."""

    asked: str
    word: str
    practitioner_id: int


# Arms for the statement of a search near a place, so that a name costs it no statement more;
# they say what `by_name_words` says, in the columns of that statement.
_NAME_ARM = """
  UNION ALL
  SELECT 'name', w.practitioner_id, 0, w.word, 0, 0, 0, 0, 0, CAST(:asked_{n} AS text), 1
  FROM name_word w JOIN practitioner d ON d.id = w.practitioner_id
  WHERE d.hidden_because = ''
    AND (w.word >= :asked_{n} AND w.word < :until_{n}
         OR NOT EXISTS (SELECT 1 FROM name_word o
                        WHERE o.word >= :asked_{n} AND o.word < :until_{n})
            AND w.word >= :first_{n} AND w.word < :last_{n}
            AND length(w.word) BETWEEN :shortest_{n} AND :longest_{n})"""


def name_arms(count: int) -> str:
    """SQL that adds the holders of so many asked words as rows of the kind "name"."""
    return "".join(_NAME_ARM.format(n=number) for number in range(count))


def name_parameters(words: Sequence[str]) -> dict[str, object]:
    """The values that ``name_arms`` asks for."""
    return {
        f"{name}_{number}": value
        for number, word in enumerate(words)
        for name, value in {
            "asked": word,
            "until": word + _END,
            "first": word[0],
            "last": word[0] + _END,
            "shortest": len(word) - _LENGTH_APART,
            "longest": len(word) + _LENGTH_APART,
        }.items()
    }


def names_of(session: Session, npis: Iterable[str]) -> dict[str, PersonName]:
    """The names that the register gives these NPIs."""
    rows = session.execute(
        select(
            PractitionerRow.npi,
            PractitionerRow.last_name,
            PractitionerRow.first_name,
            PractitionerRow.middle_name,
            PractitionerRow.suffix,
        ).where(PractitionerRow.npi.in_(list(npis)))
    )
    return {row[0]: PersonName(*row[1:]) for row in rows}


def by_npi(session: Session, npi: str) -> tuple[int | None, DirectoryState]:
    """The id of a listed practitioner, with the state of the directory beside it."""
    row = session.execute(
        select(PractitionerRow.id.label("practitioner_id"), *_DIRECTORY)
        .select_from(select(literal(1).label("one")).subquery())
        .outerjoin(DirectoryRow, DirectoryRow.id == 1)
        .outerjoin(
            PractitionerRow,
            and_(PractitionerRow.npi == npi, PractitionerRow.hidden_because == ""),
        )
    ).one()
    return row.practitioner_id, directory_from(cast(Row[Any], row))


def by_name_words(session: Session, words: Sequence[str]) -> tuple[list[NamedWord], DirectoryState]:
    """Listed practitioners with a word that begins like an asked one.

    Where no word begins so, those with the same first letter and about the same length, among
    which the caller looks for near spellings.
    """
    found = union_all(
        *(
            select(literal(word).label("asked"), NameWordRow.word, NameWordRow.practitioner_id)
            .join(PractitionerRow, PractitionerRow.id == NameWordRow.practitioner_id)
            .where(PractitionerRow.hidden_because == "", _may_be(word))
            for word in words
        )
    ).subquery()
    rows = session.execute(
        select(found, *_DIRECTORY)
        .select_from(select(literal(1).label("one")).subquery())
        .outerjoin(DirectoryRow, DirectoryRow.id == 1)
        .outerjoin(found, literal(value=True))
    ).all()
    named = [
        NamedWord(row.asked, row.word, row.practitioner_id) for row in rows if row.asked is not None
    ]
    return named, directory_from(rows[0])


def _may_be(word: str) -> ColumnElement[bool]:
    other = aliased(NameWordRow)
    length = func.length(NameWordRow.word)
    nearly = and_(
        ~exists().where(other.word >= word, other.word < word + _END),
        NameWordRow.word >= word[0],
        NameWordRow.word < word[0] + _END,
        length.between(len(word) - _LENGTH_APART, len(word) + _LENGTH_APART),
    )
    return or_(and_(NameWordRow.word >= word, NameWordRow.word < word + _END), nearly)
