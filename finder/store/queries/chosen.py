"""The practitioners that somebody chose by their NPIs."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import and_, literal, select
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from finder.store.queries.directory import DirectoryState, directory_from
from finder.store.tables import DirectoryRow, PractitionerRow


def chosen_ids(session: Session, npis: Sequence[str]) -> tuple[dict[str, int], DirectoryState]:
    """The ids of those who are not hidden, by NPI, with the state of the directory beside them."""
    rows = session.execute(
        select(
            PractitionerRow.id.label("practitioner_id"),
            PractitionerRow.npi,
            DirectoryRow.generation,
            DirectoryRow.is_demo,
            DirectoryRow.newest_volume_year,
            DirectoryRow.data_as_of,
        )
        .select_from(select(literal(1).label("one")).subquery())
        .outerjoin(DirectoryRow, DirectoryRow.id == 1)
        .outerjoin(
            PractitionerRow,
            and_(PractitionerRow.npi.in_(npis), PractitionerRow.hidden_because == ""),
        )
        .order_by(PractitionerRow.npi)
    ).all()
    found = {row.npi: row.practitioner_id for row in rows if row.npi is not None}
    return found, directory_from(cast(Row[Any], rows[0]))
