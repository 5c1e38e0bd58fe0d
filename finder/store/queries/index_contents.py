"""The spatial index as it stands, for comparing it with the facts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from finder.store.tables import LocationIndexRow

IndexRow = dict[str, Any]


def stored_index_rows(
    session: Session, practitioner_ids: Sequence[int], today: date
) -> dict[int, list[IndexRow]]:
    """The rows that count today or later, by practitioner."""
    statement = select(*LocationIndexRow.__table__.columns).where(
        LocationIndexRow.practitioner_id.in_(practitioner_ids),
        LocationIndexRow.last_day >= today.toordinal(),
    )
    rows: dict[int, list[IndexRow]] = defaultdict(list)
    for row in session.execute(statement).mappings():
        rows[row["practitioner_id"]].append(dict(row))
    return rows
