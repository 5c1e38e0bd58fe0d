"""Anybody in the directory by NPI or by words of the name, hidden or not: for those who keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from finder.domain.names import PersonName
from finder.store.tables import NameWordRow, PractitionerRow

# Sorts after every folded word with the same beginning.
_END = "z" * 40


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody of the directory; ``hidden_because`` is empty where the public sees them."""

    npi: str
    name: PersonName
    hidden_because: str


def person_with(session: Session, npi: str) -> Found | None:
    rows = session.execute(_people().where(PractitionerRow.npi == npi))
    return next((_found(row) for row in rows), None)


def people_named(session: Session, words: Sequence[str], most: int) -> list[Found]:
    """Everybody of whose name each word is a word or begins one, by name."""
    statement = _people()
    for word in words:
        holders = select(NameWordRow.practitioner_id).where(
            NameWordRow.word >= word, NameWordRow.word < word + _END
        )
        statement = statement.where(PractitionerRow.id.in_(holders))
    ordered = statement.order_by(
        PractitionerRow.last_name, PractitionerRow.first_name, PractitionerRow.npi
    )
    return [_found(row) for row in session.execute(ordered.limit(most))]


def _people() -> Select[str, str, str, str, str, str]:
    return select(
        PractitionerRow.npi,
        PractitionerRow.last_name,
        PractitionerRow.first_name,
        PractitionerRow.middle_name,
        PractitionerRow.suffix,
        PractitionerRow.hidden_because,
    )


def _found(row: Any) -> Found:
    name = PersonName(row.last_name, row.first_name, row.middle_name, row.suffix)
    return Found(row.npi, name, row.hidden_because)
