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

    def url(self, name: str) -> str:
        return f"postgresql://finder@/{name}?host={self._folder}"

    def create(self, template: str = "template1") -> str:
        """The address of a new database."""
        self._made += 1
        name = f"directory_{self._made}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return self.url(name)

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


@contextmanager
def running_server(binaries: Path) -> Iterator[PostgresqlServer]:
    """A server that is gone afterwards; PostgreSQL refuses to run as root, so it does not."""
    folder = Path(tempfile.mkdtemp(prefix="finder-pg-"))
    owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    shutil.chown(folder, owner)
    data = folder / "data"
    _run(binaries / "initdb", owner, "-D", data, "-U", "finder", "-A", "trust", *_ENGLISH)
    options = [part for setting in (*_FAST, "listen_addresses=") for part in ("-c", setting)]
    process = subprocess.Popen(
        [binaries / "postgres", "-D", data, "-k", folder, *options],
        user=owner if os.geteuid() == 0 else None,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _when_ready(PostgresqlServer(folder))
    finally:
        # The fast shutdown: it does not wait for connections that a failed test left open.
        process.send_signal(signal.SIGINT)
        process.wait(timeout=_PATIENCE_SECONDS)
        shutil.rmtree(folder)


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
