"""What those who run a site want to see of its database at one glance."""

from dataclasses import dataclass, field
from datetime import datetime

from finder.domain.errors import DomainError
from finder.services.check_readiness import check_readiness
from finder.services.resources import Resources
from finder.store.pools import PoolUse
from finder.store.queries.loads import newest_loads
from finder.store.replica import ReplicaState


@dataclass(frozen=True, slots=True)
class Watched:
    """``loaded_at`` is empty while the database does not answer."""

    is_up: bool
    pools: tuple[PoolUse, ...]
    replica: ReplicaState | None
    loaded_at: dict[str, datetime] = field(default_factory=dict)


def watch_directory(resources: Resources) -> Watched:
    """Never raises: that the database is away is one of the things to see."""
    database = resources.database
    try:
        with database.reading() as session:
            check_readiness(session)
            loaded_at = newest_loads(session)
    except DomainError:
        return Watched(False, database.pools(), database.replica_state())
    return Watched(True, database.pools(), database.replica_state(), loaded_at)
