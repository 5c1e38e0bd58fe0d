"""Writing practice locations: added, moved and confirmed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from finder.store.tables import PracticeLocationRow


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


def insert_locations(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(PracticeLocationRow), list(rows))


def add_locations(session: Session, rows: Sequence[dict[str, Any]]) -> list[int]:
    """The same, and answers the ids in the order of the rows."""
    if not rows:
        return []
    statement = insert(PracticeLocationRow).returning(
        PracticeLocationRow.id, sort_by_parameter_order=True
    )
    return list(session.scalars(statement, list(rows)))


def update_locations(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Overwrites the columns given of the rows named by ``id``."""
    for row in rows:
        session.execute(
            update(PracticeLocationRow)
            .where(PracticeLocationRow.id == row["id"])
            .values({name: value for name, value in row.items() if name != "id"})
            .execution_options(synchronize_session=None)
        )


def delete_locations(session: Session, location_ids: Sequence[int]) -> None:
    if location_ids:
        session.execute(
            delete(PracticeLocationRow).where(PracticeLocationRow.id.in_(list(location_ids)))
        )
