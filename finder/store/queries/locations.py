"""Writing practice locations: added, moved and confirmed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from finder.store.bulk import among, delete_rows, insert_rows, next_ids, update_rows
from finder.store.tables import PracticeLocationRow

_COMPARED = (
    *("id", "practitioner_id", "zip_code", "line_key", "source", "confirmed_on"),
    *("line1", "line2", "city", "state", "zip_plus4", "country", "lat", "lon", "phone", "fax"),
)


def locations_of(
    session: Session, practitioner_ids: Iterable[int]
) -> dict[int, list[PracticeLocationRow]]:
    """The stored locations of each practitioner, oldest first."""
    rows = session.scalars(
        select(PracticeLocationRow)
        .where(PracticeLocationRow.practitioner_id.in_(list(practitioner_ids)))
        .order_by(PracticeLocationRow.id)
        .execution_options(populate_existing=True)
    )
    found: dict[int, list[PracticeLocationRow]] = defaultdict(list)
    for row in rows:
        found[row.practitioner_id].append(row)
    return found


def practitioners_located_by(session: Session, source: str) -> list[int]:
    """Ids of those who have a location by this source."""
    statement = (
        select(PracticeLocationRow.practitioner_id)
        .where(PracticeLocationRow.source == source)
        .distinct()
        .order_by(PracticeLocationRow.practitioner_id)
    )
    return list(session.scalars(statement))


def register_entries_of(
    session: Session, practitioner_ids: Sequence[int]
) -> dict[int, list[Row[Any]]]:
    """What an import of a register compares of the stored locations, oldest first."""
    table = PracticeLocationRow.__table__
    rows = session.execute(
        select(*(table.columns[name] for name in _COMPARED))
        .where(among(session, table.columns["practitioner_id"], practitioner_ids))
        .order_by(table.columns["id"])
    )
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.practitioner_id].append(row)
    return found


def insert_locations(session: Session, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Adds the rows and answers their ids in the same order."""
    numbers = next_ids(session, PracticeLocationRow, len(rows))
    fresh = [row | {"id": number} for number, row in zip(numbers, rows, strict=True)]
    insert_rows(session, PracticeLocationRow, fresh)
    return list(numbers)


def update_locations(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Overwrites the columns given of the rows named by ``id``."""
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_columns[tuple(sorted(row))].append(row)
    for alike in by_columns.values():
        update_rows(session, PracticeLocationRow, alike)


def delete_locations(session: Session, location_ids: Sequence[int]) -> None:
    delete_rows(session, PracticeLocationRow.id, location_ids)
