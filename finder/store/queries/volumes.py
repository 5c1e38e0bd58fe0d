"""Writing yearly procedure volumes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from finder.store.tables import ProcedureVolumeRow

VolumeKey = tuple[int, str]


def volumes_of_year(session: Session, year: int) -> dict[VolumeKey, tuple[str, float, float]]:
    """Kind, low and high by practitioner and procedure."""
    rows = session.scalars(select(ProcedureVolumeRow).where(ProcedureVolumeRow.year == year))
    return {(row.practitioner_id, row.procedure): (row.kind, row.low, row.high) for row in rows}


def delete_volumes(session: Session, year: int, keys: Sequence[VolumeKey]) -> None:
    for practitioner_id, procedure in keys:
        session.execute(
            delete(ProcedureVolumeRow).where(
                ProcedureVolumeRow.year == year,
                ProcedureVolumeRow.practitioner_id == practitioner_id,
                ProcedureVolumeRow.procedure == procedure,
            )
        )


def insert_volumes(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(ProcedureVolumeRow), list(rows))
