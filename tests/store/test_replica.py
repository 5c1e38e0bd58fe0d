"""Reads follow a real streaming replica, fall back to the primary, and outlive it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from finder.cli import finder
from finder.domain.accounts import Role
from finder.domain.errors import InvalidValue
from finder.domain.provenance import Source
from finder.services.resources import Resources
from finder.settings import Settings, settings_from
from finder.store.engine import FROM_REPLICA, Database
from finder.store.replica import MOST_LAG_SECONDS
from finder.store.schema import migrate
from finder.web.app import create_app
from tests.factories import load, npi_of, nppes_csv, person, sharing_tables
from tests.private_postgresql import Cluster, programs, running_cluster, running_replica
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient

pytestmark = pytest.mark.postgresql

PROFILE = f"/providers/{npi_of(1)}"
SEARCH = "/search?near=60601"
NAME = "directory_1"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Pair:
    """A primary with a directory, its replica, and the clock by which the replica is judged."""

    primary: Cluster
    replica: Cluster
    now: float = 0.0

    def settings(self, home: Path) -> Settings:
        return Settings(
            home=home,
            database_url=self.primary.server.url(NAME),
            replica_url=self.replica.server.url(NAME),
            rate_limits="off",
        )

    def watch(self, database: Database) -> Database:
        """From here on the replica is looked at whenever this clock has moved."""
        assert database._replica is not None
        database._replica.clock = lambda: self.now
        return database

    def flush(self) -> str:
        """Where the primary is; commits reach the disk later here, and the replica after that."""
        with psycopg.connect(self.primary.server.url(NAME), autocommit=True) as connection:
            connection.execute("SET synchronous_commit = on")
            connection.execute("SELECT pg_logical_emit_message(true, 'test', '')")
            position = connection.execute("SELECT pg_current_wal_flush_lsn()").fetchone()
        return str(position[0]) if position else ""

    def catch_up(self) -> None:
        """Returns when the replica shows all that the primary has done."""
        target = self.flush()
        with psycopg.connect(self.replica.server.url(NAME), autocommit=True) as connection:
            arrived = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"
            for _ in range(10_000):
                if (connection.execute(arrived, [target]).fetchone() or (False,))[0]:
                    return
                connection.execute("SELECT pg_sleep(0.01)")
        raise AssertionError("The replica does not follow.")

    def on_replica(self, statement: str) -> None:
        with psycopg.connect(self.replica.server.url(NAME), autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="module")
def clusters(request: pytest.FixtureRequest) -> Iterator[tuple[Cluster, Cluster]]:
    request.getfixturevalue("running_postgresql")  # Skips, or fails, where PostgreSQL is missing.
    binaries = programs()
    assert binaries is not None
    with running_cluster(binaries) as primary:
        database = Database(primary.server.create())
        migrate(database)
        database.close()
        with running_replica(binaries, primary) as replica:
            yield primary, replica


@pytest.fixture
def pair(clusters: tuple[Cluster, Cluster]) -> Iterator[Pair]:
    """Both are running and in step, before and after."""
    pair = Pair(*clusters)
    pair.catch_up()
    yield pair
    for cluster in clusters:
        if not cluster.server.answers():
            cluster.start()
    pair.on_replica("SELECT pg_wal_replay_resume()")


@pytest.fixture
def database(pair: Pair, tmp_path: Path) -> Iterator[Database]:
    settings = pair.settings(tmp_path)
    database = pair.watch(Database(settings.url, settings.replica_url))
    yield database
    database.close()


@pytest.fixture
def app(pair: Pair, tmp_path: Path, tables: Resources, today: None) -> Iterator[Flask]:
    """A site with one practitioner, whom the replica knows too."""
    app = create_app(pair.settings(tmp_path))
    app.testing = True
    resources: Resources = app.extensions["finder"]
    with sharing_tables(resources, tables):
        load(resources, Source.NPPES, nppes_csv(tmp_path, [person(1, last="Oakley")]))
        pair.watch(resources.database)
        pair.catch_up()
        yield app


def reads_from_replica(database: Database) -> bool:
    with database.reading_nearby() as session:
        session.execute(text("SELECT 1"))
        return FROM_REPLICA in session.info


def test_public_reads_go_to_the_replica_and_others_to_the_primary(database: Database) -> None:
    with database.reading_nearby() as session:
        assert session.scalar(text("SELECT pg_is_in_recovery()")) is True
    with database.reading() as session:
        assert session.scalar(text("SELECT pg_is_in_recovery()")) is False
    state = database.replica_state()
    assert state is not None
    assert (state.role, state.lag_seconds, state.serves_reads) == ("standby", 0.0, True)
    version = database.version()
    assert version is not None
    assert version.is_replica


def test_one_that_lags_beyond_the_bound_is_not_read_until_it_has_caught_up(
    pair: Pair, database: Database
) -> None:
    assert reads_from_replica(database)
    pair.on_replica("SELECT pg_wal_replay_pause()")
    pair.flush()
    pair.now += 2
    database.replica_state()
    pair.now += MOST_LAG_SECONDS + 1
    assert not reads_from_replica(database)
    state = database.replica_state()
    assert state is not None
    assert state.lag_seconds is not None
    assert state.lag_seconds > MOST_LAG_SECONDS
    pair.on_replica("SELECT pg_wal_replay_resume()")
    pair.catch_up()
    pair.now += 2
    assert reads_from_replica(database)


def test_a_replica_that_is_gone_is_replaced_by_the_primary_and_taken_up_again(
    pair: Pair, database: Database
) -> None:
    assert reads_from_replica(database)
    pair.replica.stop()
    assert not reads_from_replica(database)
    assert database.replica_state().role == "unreachable"  # type: ignore[union-attr]
    assert database.version() is not None
    pair.replica.start()
    pair.catch_up()
    pair.now += 60
    assert reads_from_replica(database)


def test_while_the_primary_is_away_public_pages_are_read_and_nothing_is_written(
    pair: Pair, app: Flask
) -> None:
    client = StrictClient(app)
    vera = Person(app, Role.VERIFIER).set_up()
    pair.catch_up()
    form = client.get(f"{PROFILE}/report")
    assert form.status_code == 200
    pair.primary.stop()
    pair.now += 60
    for path in ("/", SEARCH, PROFILE, "/about", "/api/v1/search?near=60601", "/search?near=60602"):
        assert client.get(path).status_code == 200, path
    assert client.get("/nowhere").status_code == 404
    token = _TOKEN.findall(form.text)[0]
    report = {"csrf_token": token, "kind": "moved", "text": "", "is_from_practice": ""}
    refused = client.post(f"{PROFILE}/report", data=report)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert vera.client.get("/account").status_code == 503
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json["status"] == "reads-only"  # type: ignore[index]
    pair.primary.start()
    pair.now += 60
    assert client.post(f"{PROFILE}/report", data=report).status_code in (303, 400)
    assert vera.client.get("/account").status_code == 200
    assert client.get("/readyz").json["status"] == "ready"  # type: ignore[index]


def test_a_process_that_starts_while_the_primary_is_away_serves_what_can_be_read(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[object] = []
    monkeypatch.setattr("finder.cli.serving.bound_socket", lambda *_: None)
    monkeypatch.setattr("finder.cli.serving._serve", lambda *told: served.append(told))
    settings = pair.settings(tmp_path)
    for name in ("home", "database_url", "replica_url"):
        monkeypatch.setenv(f"FINDER_{name.upper()}", str(getattr(settings, name)))
    pair.primary.stop()
    answer = CliRunner().invoke(finder, ["serve"])
    assert answer.exit_code == 0, answer.output
    assert "nothing can be changed until it is back" in answer.output
    assert len(served) == 1
    pair.replica.stop()
    assert CliRunner().invoke(finder, ["serve"]).exit_code != 0
    assert len(served) == 1


def test_whoever_signed_in_sees_at_once_what_the_replica_does_not_know_yet(
    pair: Pair, app: Flask, tmp_path: Path
) -> None:
    vera = Person(app, Role.VERIFIER, "vera2@example.org").set_up()
    pair.catch_up()
    pair.now += 2
    pair.on_replica("SELECT pg_wal_replay_pause()")
    moved = person(1, last="Oakley", city="Evanston", zip_code="60201")
    load(app.extensions["finder"], Source.NPPES, nppes_csv(tmp_path, [moved]))
    assert "Evanston" in vera.client.get(PROFILE).text
    assert "Evanston" not in StrictClient(app).get(PROFILE).text
    pair.on_replica("SELECT pg_wal_replay_resume()")
    pair.catch_up()
    pair.now += 2
    assert "Evanston" in StrictClient(app).get(PROFILE).text


def test_readiness_tells_role_and_lag(app: Flask) -> None:
    told = StrictClient(app).get("/readyz").json
    assert told
    assert told["status"] == "ready"
    assert told["replica"] == {"role": "standby", "lag_seconds": 0.0, "serves_reads": True}


def test_a_file_has_no_replica() -> None:
    with pytest.raises(InvalidValue, match="a SQLite file has no replica"):
        settings_from({"FINDER_REPLICA_URL": "postgresql://standby/finder"})
    with pytest.raises(InvalidValue, match="must begin with postgresql"):
        settings_from({"FINDER_REPLICA_URL": "sqlite:///copy.db"})
