"""A copy that PostgreSQL keeps in step with the primary, and whether it may be read right now."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

# What a page shows is never older than this while the primary could have answered instead.
MOST_LAG_SECONDS = 10.0
_LOOK_SECONDS = 1.0
# Whoever did not answer is asked again only after this: every question to it costs somebody time.
_RETRY_SECONDS = 10.0
_PRIMARY = text("SELECT pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint")
_REPLICA = text(
    "SELECT pg_is_in_recovery(), pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint, "
    "extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float"
)


@dataclass(frozen=True, slots=True)
class ReplicaState:
    """``role`` is ``standby``, ``primary`` (it was promoted) or ``unreachable``.

    ``lag_seconds`` is unknown where the primary does not answer: then it is all there is.
    """

    role: str
    lag_seconds: float | None
    serves_reads: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far the primary had come at a moment of our own clock."""

    at: float
    position: int


_UNREACHABLE = ReplicaState("unreachable", None, serves_reads=False)


class Replica:
    """Looked at by whoever reads, once a second at most; the others go by the last look."""

    def __init__(
        self, reader: Engine, primary: Engine, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.clock = clock
        self.reader = reader
        self._primary = primary
        self._sessions = sessionmaker(reader, autoflush=False)
        self._looking = threading.Lock()
        self._next_look = -1.0
        self._mark: _Mark | None = None
        self._state = _UNREACHABLE

    def session(self) -> Session | None:
        """A session that is connected; ``None`` where the primary has to be read instead."""
        if not self.state().serves_reads:
            return None
        session = self._sessions()
        try:
            session.connection()
        except SQLAlchemyError:
            session.close()
            self.give_up()
            return None
        return session

    def state(self) -> ReplicaState:
        if self.clock() >= self._next_look and self._looking.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._looking.release()
        return self._state

    def give_up(self) -> None:
        """It failed while it was read: the next ones are spared."""
        self._state = _UNREACHABLE
        self._next_look = self.clock() + _RETRY_SECONDS

    def close(self) -> None:
        self.reader.dispose()

    def _look(self) -> None:
        wait = _LOOK_SECONDS
        try:
            with self.reader.connect() as connection:
                is_standby, replayed, age = connection.execute(_REPLICA).one()
        except SQLAlchemyError:
            self.give_up()
            return
        try:
            with self._primary.connect() as connection:
                position = connection.execute(_PRIMARY).scalar_one()
        except SQLAlchemyError:
            position, wait = None, _RETRY_SECONDS
        now = self.clock()
        role = "standby" if is_standby else "primary"
        if position is None:
            self._state = ReplicaState(role, None, serves_reads=True)
        elif not is_standby:
            # Two that take writes go separate ways; only one of them is the directory.
            self._state = ReplicaState(role, None, serves_reads=False)
        else:
            lag = self._lag(now, _Mark(now, position), replayed, age)
            self._state = ReplicaState(role, lag, serves_reads=lag <= MOST_LAG_SECONDS)
        self._next_look = now + wait

    def _lag(self, now: float, primary: _Mark, replayed: int, age: float | None) -> float:
        """Seconds by our clock since the primary was where the replica is now.

        The age of the last transaction that was replayed says too much during a long import, and
        is taken where nothing better is known.
        """
        if replayed >= primary.position:
            self._mark = None
            return 0.0
        mark = self._mark
        if mark is None:
            self._mark = primary
            return age or 0.0
        if replayed >= mark.position:
            self._mark = primary
            return min(now - mark.at, age if age is not None else now - mark.at)
        return now - mark.at
