"""One thing that waits for a person, and how lists of them are read and counted."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from finder.domain.names import PersonName
from finder.store.tables import PractitionerRow

NAMES = (PractitionerRow.last_name.label("last"), PractitionerRow.first_name.label("first"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits; ``name`` is empty where the directory holds nobody of the NPI.

    ``key`` leads to it: the number of a claim, a review, a contradiction or a place.
    """

    npi: str
    name: PersonName
    kind: str
    subject: str
    since: date | datetime
    by: str = ""
    key: str = ""


def count(statement: Select[Any]) -> ColumnElement[int]:
    """How many rows a list has, as a part of a larger statement."""
    return select(func.count()).select_from(statement.order_by(None).subquery()).scalar_subquery()


def some_of(session: Session, statement: Select[Any], most: int, start: int) -> list[Waiting]:
    return [item_from(row) for row in session.execute(statement.limit(most).offset(start))]


def item_from(row: Any) -> Waiting:
    name = PersonName(row.last or "", row.first or "")
    return Waiting(row.npi, name, row.kind, row.subject, row.since, row.by, row.key)
