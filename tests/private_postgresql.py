"""A PostgreSQL server of the tests' own, in a scratch folder; nothing of it is on the network."""

import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB")
# Most servers sort in a language, not by bytes: what depends on the order must hold there too.
_ENGLISH = ("-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")
_PATIENCE_SECONDS = 30


class PostgresqlServer:
    """Makes databases that are copies of one template."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0
        self._passing: list[str] = []

    def url(self, name: str) -> str:
        return f"postgresql://finder@/{name}?host={self._folder}"

    def create(self, template: str = "template1", is_kept: bool = False) -> str:
        """The address of a new database, which ``drop`` removes unless it is kept."""
        self._made += 1
        name = f"directory_{self._made}"
        # Copied file by file: the other way writes every page of the template to the log.
        self._run(f'CREATE DATABASE {name} TEMPLATE "{template}" STRATEGY file_copy')
        if not is_kept:
            self._passing.append(name)
        return self.url(name)

    def drop(self) -> None:
        """Removes what was made since the last time, whoever is still connected to it."""
        while self._passing:
            self._run(f"DROP DATABASE {self._passing.pop()} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True


def programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``; Debian keeps them off the path."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    found = shutil.which("initdb", path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))
    return Path(found).parent if found else None


class Cluster:
    """The files of one server, which can be started and stopped again."""

    def __init__(self, binaries: Path, folder: Path, *settings: str) -> None:
        self.server = PostgresqlServer(folder)
        self.data = folder / "data"
        self._binaries, self._folder = binaries, folder
        self._settings = (*_FAST, "listen_addresses=", *settings)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = [part for setting in self._settings for part in ("-c", setting)]
        self._process = subprocess.Popen(
            [self._binaries / "postgres", "-D", self.data, "-k", self._folder, *options],
            user=_owner() if os.geteuid() == 0 else None,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _when_ready(self.server)

    def stop(self) -> None:
        """The fast shutdown: it does not wait for connections that a failed test left open."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=_PATIENCE_SECONDS)
            self._process = None


@contextmanager
def running_server(binaries: Path, *settings: str) -> Iterator[PostgresqlServer]:
    """A server that is gone afterwards; settings such as ``shared_buffers=1GB`` may be given."""
    with running_cluster(binaries, *settings) as cluster:
        yield cluster.server


@contextmanager
def running_cluster(binaries: Path, *settings: str) -> Iterator[Cluster]:
    """The same, for whoever has to stop and start it."""
    with _scratch_folder() as folder:
        cluster = Cluster(binaries, folder, *settings)
        _run(
            binaries / "initdb",
            _owner(),
            "-D",
            cluster.data,
            "-U",
            "finder",
            "-A",
            "trust",
            *_ENGLISH,
        )
        yield from _while_running(cluster)


@contextmanager
def running_replica(binaries: Path, primary: Cluster) -> Iterator[Cluster]:
    """A standby that follows the primary by streaming, from a copy of its files."""
    with _scratch_folder() as folder:
        cluster = Cluster(binaries, folder)
        address = primary.server.url("postgres").replace("/postgres?", "/?")
        _run(
            binaries / "pg_basebackup",
            _owner(),
            *("--dbname", address, "--pgdata", cluster.data),
            *("--write-recovery-conf", "--checkpoint=fast", "--no-sync"),
        )
        yield from _while_running(cluster)


def _while_running(cluster: Cluster) -> Iterator[Cluster]:
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


@contextmanager
def _scratch_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="finder-pg-"))
    shutil.chown(folder, _owner())
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _owner() -> str:
    """PostgreSQL refuses to run as root."""
    return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


def _when_ready(server: PostgresqlServer) -> PostgresqlServer:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not server.answers():
        if time.monotonic() > deadline:
            raise RuntimeError("The tests' own PostgreSQL did not start.")
        time.sleep(0.1)
    return server


def _run(program: Path, owner: str, *arguments: object) -> None:
    subprocess.run(
        [str(program), *map(str, arguments)],
        user=owner if os.geteuid() == 0 else None,
        cwd="/",
        check=True,
        capture_output=True,
    )
