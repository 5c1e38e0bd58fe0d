"""Connections to PostgreSQL that give up on a server which no longer answers."""

from typing import Any

import psycopg
from sqlalchemy import URL, Engine, create_engine, event

# Together well under the ten seconds within which a page answers that it is unavailable: one
# statement waits for a frozen backend, then the next connection is tried.
ANSWER_SECONDS = 4.0
CONNECT_SECONDS = 4
LOCK_SECONDS = 5


class DeadlineConnection(psycopg.Connection[Any]):
    """Waits for each answer a limited time; limits kept by the server are lost with it."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """As the driver's own, with a deadline where none is given."""
        try:
            return super().wait(gen, interval, timeout or ANSWER_SECONDS)
        except psycopg.errors._WaitTimeout:
            # What the server may still send belongs to a question nobody waits for.
            self.pgconn.finish()
            raise psycopg.OperationalError("the server did not answer in time") from None


def postgresql_engine(address: URL, has_deadline: bool) -> Engine:
    """An engine; ``has_deadline`` is for pages, while imports may ask long questions."""
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            # A network that swallows what we send must not hang us for ever either.
            "tcp_user_timeout": LOCK_SECONDS * 1000,
            "options": f"-c lock_timeout={LOCK_SECONDS}s",
        },
    )
    if has_deadline:
        event.listen(engine, "do_connect", _connect_with_deadline)
    return engine


def _connect_with_deadline(
    _dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]
) -> DeadlineConnection:
    return DeadlineConnection.connect(*arguments, **options)
