"""Whether the directory can answer: the database is there and its schema is this program's."""

from sqlalchemy.orm import Session

from finder.domain.errors import DirectoryUnavailable
from finder.store.schema import is_current


def check_readiness(session: Session) -> None:
    """Raises ``DirectoryUnavailable`` where it cannot."""
    if not is_current(session):
        raise DirectoryUnavailable("The database is not up to date. Run: finder migrate")
