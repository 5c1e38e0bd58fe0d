"""Everything a directory holds, in terms that two databases have in common."""

from typing import Any

from sqlalchemy import select

from finder.store.base import Base
from finder.store.engine import Database
from finder.store.tables import PractitionerRow

Contents = dict[str, list[str]]

_RECORDS = {"import_run", "ledger", "chain_head", "ranking_change"}
# Numbers that the database gives, and moments at which something was written down.
_CHANCE = {
    *("id", "practitioner_id", "location_id", "run_id"),
    *("recorded_at", "opened_at", "generation"),
}


def contents(database: Database) -> Contents:
    """The rows of every table by its name, in order, without the records of what was done."""
    with database.reading() as session:
        people = session.execute(select(PractitionerRow.id, PractitionerRow.npi))
        npis = {row.id: row.npi for row in people}
        return {
            table.name: sorted(
                _told(table.name, row, npis)
                for row in session.execute(select(table)).mappings().all()
            )
            for table in Base.metadata.sorted_tables
            if table.name not in _RECORDS
        }


def _told(table: str, row: Any, npis: dict[int, str]) -> str:
    # The digest of a check is made from the number of the practitioner.
    dropped = _CHANCE | ({"digest"} if table == "verification_event" else set())
    cells = [f"{name}={value}" for name, value in row.items() if name not in dropped]
    owner = npis.get(row.get("practitioner_id"), "")
    return " ".join((owner, *cells))
