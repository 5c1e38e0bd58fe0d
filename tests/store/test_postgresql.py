"""A PostgreSQL server that no longer answers does not hang whoever asks."""

import os
import signal
import time

import pytest
from sqlalchemy import text

from finder.domain.errors import DirectoryUnavailable
from finder.store.engine import Database
from finder.store.postgresql import CONNECT_SECONDS

pytestmark = pytest.mark.postgresql


def test_a_frozen_server_process_is_given_up_in_time_and_replaced(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.store.postgresql.ANSWER_SECONDS", 1.0)
    database = Database(postgresql_url)
    with database.reading() as session:
        frozen = session.scalar(text("SELECT pg_backend_pid()"))
    assert isinstance(frozen, int)
    os.kill(frozen, signal.SIGSTOP)
    try:
        started = time.monotonic()
        with database.reading() as session:
            assert session.scalar(text("SELECT 1")) == 1
        # A frozen server would never answer; the rest is for a busy machine.
        assert time.monotonic() - started < 1 + CONNECT_SECONDS + 30
    finally:
        os.kill(frozen, signal.SIGCONT)
        database.close()


def test_an_answer_that_takes_too_long_is_unavailable(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.store.postgresql.ANSWER_SECONDS", 0.3)
    database = Database(postgresql_url)
    with pytest.raises(DirectoryUnavailable), database.reading() as session:
        session.execute(text("SELECT pg_sleep(3)"))
    with database.writing() as session:
        session.execute(text("SELECT pg_sleep(0.5)"))
    database.close()
