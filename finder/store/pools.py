"""How many connections are held, and how many of them are in use."""

from dataclasses import dataclass

from sqlalchemy import Engine, QueuePool


@dataclass(frozen=True, slots=True)
class PoolUse:
    """The connections of one kind at one moment."""

    name: str
    held: int
    in_use: int


def pool_use(name: str, engine: Engine) -> PoolUse:
    """A database in memory has one connection and no queue for it."""
    pool = engine.pool
    if not isinstance(pool, QueuePool):
        return PoolUse(name, 0, 0)
    in_use = pool.checkedout()
    return PoolUse(name, pool.checkedin() + in_use, in_use)
