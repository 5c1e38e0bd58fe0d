"""Narrowing a list of practitioners to those who see patients in one state."""

from typing import Any

from sqlalchemy import Select, exists
from sqlalchemy.orm import aliased

from finder.store.tables import PracticeLocationRow, PractitionerRow


def with_place_in(statement: Any, state: str) -> Select[Any]:
    """Only rows whose practitioner has a practice location there; all rows without a state."""
    place = aliased(PracticeLocationRow)
    has_place = exists().where(place.practitioner_id == PractitionerRow.id, place.state == state)
    narrowed: Select[Any] = statement.where(has_place) if state else statement
    return narrowed
