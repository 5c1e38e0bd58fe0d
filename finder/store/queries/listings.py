"""Writing what the Medicare file of clinicians says of practice locations."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from finder.store.tables import MedicareListingRow


def listings_of(session: Session, practitioner_ids: Iterable[int]) -> dict[int, MedicareListingRow]:
    """The stored listings of these practitioners by the id of their practice location."""
    rows = session.scalars(
        select(MedicareListingRow)
        .where(MedicareListingRow.practitioner_id.in_(list(practitioner_ids)))
        .execution_options(populate_existing=True)
    )
    return {row.location_id: row for row in rows}


def listings_at(session: Session, location_ids: Sequence[int]) -> dict[int, MedicareListingRow]:
    """The listings of these practice locations, of which most have none."""
    if not location_ids:
        return {}
    rows = session.scalars(
        select(MedicareListingRow).where(MedicareListingRow.location_id.in_(list(location_ids)))
    )
    return {row.location_id: row for row in rows}


def listed_practitioners(session: Session) -> set[int]:
    """Ids of everybody with a listing."""
    return set(session.scalars(select(MedicareListingRow.practitioner_id).distinct()))


def delete_listings(session: Session, location_ids: Sequence[int]) -> None:
    if location_ids:
        session.execute(
            delete(MedicareListingRow).where(MedicareListingRow.location_id.in_(location_ids))
        )


def insert_listings(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(MedicareListingRow), list(rows))
