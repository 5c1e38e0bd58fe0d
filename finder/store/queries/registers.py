"""Federal lists of every NPI, compared with what was staged of a file and replaced by it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, insert, select, update
from sqlalchemy.orm import Session

from finder.domain.provenance import Source
from finder.store.staging import Stage
from finder.store.tables import (
    DeactivatedNpiRow,
    ImportRunRow,
    OrderReferringRow,
    PractitionerRow,
)


def count_deactivated(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(DeactivatedNpiRow)) or 0


def is_deactivated(session: Session, npi: str) -> bool:
    """Whether the newest report names this NPI."""
    return session.get(DeactivatedNpiRow, npi) is not None


def add_deactivated(stage: Stage, observed_on: date) -> int:
    """Adds the staged NPIs that are new; without a day of their own they get this one."""
    day = func.coalesce(func.max(stage.table.c.deactivated_on), observed_on)
    fresh = (
        select(stage.key, day)
        .where(~_is_stored(stage, DeactivatedNpiRow))
        .group_by(stage.key)
        .order_by(stage.key)
    )
    return _insert(stage, DeactivatedNpiRow, ["npi", "deactivated_on"], fresh)


def change_deactivated(stage: Stage) -> int:
    """Writes the staged days that differ from the stored ones."""
    staged = (
        select(stage.key.label("npi"), func.max(stage.table.c.deactivated_on).label("day"))
        .group_by(stage.key)
        .subquery()
    )
    statement = (
        update(DeactivatedNpiRow)
        .where(
            DeactivatedNpiRow.npi == staged.c.npi,
            DeactivatedNpiRow.deactivated_on != staged.c.day,
        )
        .values(deactivated_on=staged.c.day)
    )
    return stage.run(statement)


def reported_practitioners(session: Session) -> list[tuple[int, date, date | None]]:
    """Id, day of the reported deactivation and day of a reactivation by the register's word."""
    rows = session.execute(
        select(
            PractitionerRow.id, DeactivatedNpiRow.deactivated_on, PractitionerRow.reactivated_on
        ).join(DeactivatedNpiRow, DeactivatedNpiRow.npi == PractitionerRow.npi)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def reported_npis(session: Session) -> list[tuple[str, date, date | None]]:
    """The same by NPI."""
    rows = session.execute(
        select(
            PractitionerRow.npi, DeactivatedNpiRow.deactivated_on, PractitionerRow.reactivated_on
        ).join(DeactivatedNpiRow, DeactivatedNpiRow.npi == PractitionerRow.npi)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def count_ordering(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(OrderReferringRow)) or 0


def add_ordering(stage: Stage) -> int:
    """Adds the staged NPIs that are new."""
    fresh = (
        select(stage.key)
        .where(~_is_stored(stage, OrderReferringRow))
        .distinct()
        .order_by(stage.key)
    )
    return _insert(stage, OrderReferringRow, ["npi"], fresh)


def may_order_and_refer(session: Session, npi: str) -> bool | None:
    """Whether Medicare's newest list names this NPI; ``None`` where no list was ever loaded."""
    is_listed = exists().where(OrderReferringRow.npi == npi)
    is_loaded = exists().where(
        ImportRunRow.source == Source.ORDER_REFERRING.value, ImportRunRow.undone_at.is_(None)
    )
    listed, loaded = session.execute(select(is_listed, is_loaded)).one()
    return bool(listed) if loaded else None


def _is_stored(
    stage: Stage, table: type[DeactivatedNpiRow | OrderReferringRow]
) -> ColumnElement[bool]:
    return exists().where(table.npi == stage.key)


def _insert(
    stage: Stage,
    table: type[DeactivatedNpiRow | OrderReferringRow],
    names: Sequence[str],
    rows: Select[Any],
) -> int:
    return stage.run(insert(table).from_select(list(names), rows))
