"""Whether the directory can answer: the database is there and its schema is this program's."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.errors import DirectoryUnavailable
from finder.services.resources import Resources
from finder.services.show_about import LoadedSource, loaded_sources
from finder.store.replica import ReplicaState
from finder.store.schema import is_current


@dataclass(frozen=True, slots=True)
class Readiness:
    """What can be answered: everything, or, while the primary is away, what is only read."""

    can_write: bool
    replica: ReplicaState | None
    sources: tuple[LoadedSource, ...]


def check_readiness(session: Session) -> None:
    """Raises ``DirectoryUnavailable`` where it cannot."""
    if not is_current(session):
        raise DirectoryUnavailable("The database is not up to date. Run: finder migrate")


def readiness(resources: Resources) -> Readiness:
    """Raises ``DirectoryUnavailable`` where neither the primary nor a replica can answer."""
    database = resources.database
    try:
        with database.reading() as session:
            check_readiness(session)
            sources = loaded_sources(session, resources)
    except DirectoryUnavailable:
        replica = database.replica_state()
        if replica is None or not replica.serves_reads:
            raise
        with database.reading_nearby() as session:
            check_readiness(session)
            sources = loaded_sources(session, resources)
        return Readiness(can_write=False, replica=replica, sources=sources)
    return Readiness(can_write=True, replica=database.replica_state(), sources=sources)
