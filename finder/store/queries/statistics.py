"""What the database knows of its own tables."""

from sqlalchemy import text
from sqlalchemy.orm import Session


def refresh_statistics(session: Session) -> None:
    """Has PostgreSQL look at its tables anew, as its own schedule comes too late for an import."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("ANALYZE"))
