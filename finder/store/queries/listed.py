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


def is_listed(session: Session, npi: str) -> bool:
    """Whether somebody with this NPI may be shown."""
    found = select(PractitionerRow.id).where(
        PractitionerRow.npi == npi, PractitionerRow.hidden_because == ""
    )
    return session.scalar(found) is not None
