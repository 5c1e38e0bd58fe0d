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
