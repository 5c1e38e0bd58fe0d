"""Who may be shown to the public."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from finder.store.tables import PractitionerRow


def listed_npis(session: Session, most: int) -> list[str]:
    """The NPIs of everybody who is not hidden, in order, and at most so many."""
    return list(
        session.scalars(
            select(PractitionerRow.npi)
            .where(PractitionerRow.hidden_because == "")
            .order_by(PractitionerRow.npi)
            .limit(most)
        )
    )


def listed_after(session: Session, npi: str, most: int) -> dict[int, str]:
    """Id and NPI of the next ones who are not hidden, by NPI."""
    rows = session.execute(
        select(PractitionerRow.id, PractitionerRow.npi)
        .where(PractitionerRow.hidden_because == "", PractitionerRow.npi > npi)
        .order_by(PractitionerRow.npi)
        .limit(most)
    )
    return {row.id: row.npi for row in rows}


def is_listed(session: Session, npi: str) -> bool:
    """Whether somebody with this NPI may be shown."""
    found = select(PractitionerRow.id).where(
        PractitionerRow.npi == npi, PractitionerRow.hidden_because == ""
    )
    return session.scalar(found) is not None
