"""A real `finder import` killed again and again, at moments spread over its whole run.

`python -m tests.bench.kill_sweep` tries it on SQLite and on a PostgreSQL server of its own. After
each kill the directory is the old one or the new one by the digests of all tables of facts, it is
sound, nothing is left that the next run does not clear, and the next import succeeds.
"""

import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from finder.store.engine import Database
from finder.store.integrity import damage_in
from tests.bench.figures import Figure, show
from tests.bench.loading import digests, people_files
from tests.bench.meanwhile import start_import
from tests.bench.raw_rows import Copies, PostgresqlCopies, SqliteCopies
from tests.contents import Contents, contents
from tests.private_postgresql import Cluster, programs, running_cluster

MOMENTS = 30
PEOPLE = 2_000
# So many of the moments lie round the commit: the generation before it is kept right ahead of it.
_ROUND_COMMIT = 10
_STEP_SECONDS = 0.004
_PATIENCE_SECONDS = 300
_SMALLEST_DISK_BYTES = 200_000

Wait = Callable[["subprocess.Popen[str]", Path], None]


@dataclass
class _Found:
    """What was found after the kills."""

    old: int = 0
    new: int = 0
    too_late: int = 0
    torn: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class _Case:
    """A directory that is loaded, and what the import makes of it."""

    def __init__(self, folder: Path, copies: Copies) -> None:
        self.home, self.copies, self.found = folder / "home", copies, _Found()
        files = people_files(folder, PEOPLE)
        self.file = files["new"]
        self.start = copies.empty()
        self._finish(self._begin(self.start, files["old"]))
        after = copies.like(self.start)
        started = time.monotonic()
        self._finish(self._begin(after, self.file))
        self.seconds = time.monotonic() - started
        self.before, self.after = digests(self.start), digests(after)
        self.content = _content(after)
        self._clear()

    def sweep(self, moments: int) -> _Found:
        """Evenly over the run, and right round the commit."""
        evenly = moments - min(_ROUND_COMMIT, moments // 2)
        for number in range(moments):
            if number < evenly:
                self._kill(_after(self.seconds * number / evenly))
            else:
                self._kill(_after_keeping((number - evenly) * _STEP_SECONDS))
        return self.found

    def disturbed(self, disturb: Callable[["subprocess.Popen[str]", str], None]) -> str:
        """What the command says when something fails under it; the old directory must stand."""
        url = self.copies.like(self.start)
        process = self._begin(url, self.file)
        disturb(process, url)
        _, said = process.communicate(timeout=_PATIENCE_SECONDS)
        if process.returncode == 0 or "Traceback" in said:
            self.found.failed.append(f"It ended with {process.returncode} and said: {said}")
        self._look(url)
        self._again(url)
        return said.strip()

    def _kill(self, wait: Wait) -> None:
        url = self.copies.like(self.start)
        process = self._begin(url, self.file)
        wait(process, self.home)
        self.found.too_late += process.poll() is not None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self._look(url)
        self._again(url)

    def _look(self, url: str) -> None:
        found = digests(url)
        self.found.old += found == self.before
        self.found.new += found == self.after
        if found not in (self.before, self.after):
            differs = [name for name in found if found[name] != self.before[name]]
            self.found.torn.append(f"Neither old nor new: {', '.join(differs)}")
        database = Database(url)
        with database.reading() as session:
            self.found.torn += damage_in(session)
        database.close()

    def _again(self, url: str) -> None:
        """The next import over it, which clears whatever the killed one left."""
        has_all_to_do = digests(url) == self.before
        started = time.monotonic()
        self._finish(self._begin(url, self.file))
        if has_all_to_do:
            # What else runs on the machine comes and goes.
            self.seconds = time.monotonic() - started
        # Numbers that a killed import took on PostgreSQL are not given again.
        if _content(url) != self.content:
            self.found.failed.append("The next import left another directory.")
        self.found.failed += [f"{path} is left." for path in (*_left(self.home), *_beside(url))]
        self.copies.drop(url)
        self._clear()

    def _begin(self, url: str, path: Path) -> "subprocess.Popen[str]":
        return start_import(self.home, url, path)

    def _finish(self, process: "subprocess.Popen[str]") -> None:
        _, said = process.communicate(timeout=_PATIENCE_SECONDS)
        if process.returncode:
            raise RuntimeError(f"The import failed: {said}")

    def _clear(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)


def measure_kills(moments: int = MOMENTS) -> list[Figure]:
    """On both kinds of database; PostgreSQL only where it is installed."""
    figures = []
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "directories").mkdir()
        case = _Case(Path(name), SqliteCopies(Path(name) / "directories"))
        figures += _figures("SQLite", case.sweep(moments), moments)
        said = case.disturbed(_fill_disk)
        figures += _failures("disk full on SQLite", said, case.found)
    binaries = programs()
    if binaries is None:
        return figures
    with tempfile.TemporaryDirectory() as name, running_cluster(binaries) as cluster:
        case = _Case(Path(name), PostgresqlCopies(cluster.server))
        figures += _figures("PostgreSQL", case.sweep(moments), moments)
        said = case.disturbed(_stopping(cluster, case.seconds * 0.5))
        figures += _failures("PostgreSQL stopped in the middle", said, case.found)
    return figures


def _figures(kind: str, found: _Found, moments: int) -> list[Figure]:
    note = (
        f"{found.old} left the old directory, {found.new} the new one; {found.too_late} came after "
        "the end"
    )
    # It takes long, so each kind of database is told when it is done.
    print(f"{kind}: {note}", *found.torn, *found.failed, sep="\n", flush=True)
    what = f"torn states after {moments} kills of an import on {kind}"
    left = f"imports after a kill on {kind} that failed, or left anything"
    return [
        Figure("G20", what, 0.0, float(len(found.torn)), note=note),
        Figure("G20", left, 0.0, float(len(found.failed))),
    ]


def _failures(what: str, said: str, found: _Found) -> list[Figure]:
    """Together with what the sweep found before, of which there should be nothing."""
    bad = float(len(found.torn) + len(found.failed))
    return [Figure("G20", f"{what}: anything lost", 0.0, bad, note=said)]


def _after(seconds: float) -> Wait:
    def wait(process: "subprocess.Popen[str]", _home: Path) -> None:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return

    return wait


def _after_keeping(seconds: float) -> Wait:
    """So long after the generation before the import was kept: the commit comes next."""

    def wait(process: "subprocess.Popen[str]", home: Path) -> None:
        while process.poll() is None and not list((home / "generations").glob("*.backup")):
            time.sleep(0.001)
        time.sleep(seconds)

    return wait


def _fill_disk(process: "subprocess.Popen[str]", url: str) -> None:
    """No file may grow beyond a limit that is met in the middle of the import."""
    resource.prlimit(
        process.pid, resource.RLIMIT_FSIZE, (_SMALLEST_DISK_BYTES, _SMALLEST_DISK_BYTES)
    )


def _stopping(cluster: Cluster, seconds: float) -> Callable[["subprocess.Popen[str]", str], None]:
    """Stops the server under the import, and starts it again when that has ended."""

    def stop(process: "subprocess.Popen[str]", _url: str) -> None:
        time.sleep(seconds)
        cluster.stop()
        process.wait(timeout=_PATIENCE_SECONDS)
        cluster.start()

    return stop


def _content(url: str) -> Contents:
    database = Database(url)
    found = contents(database)
    database.close()
    return found


def _left(home: Path) -> Iterator[Path]:
    """Whatever lies in the folder of generations that is none."""
    for path in sorted((home / "generations").glob("*")):
        if path.suffix != ".backup":
            yield path


def _beside(url: str) -> Iterator[Path]:
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        yield from sorted(path.parent.glob(f"{path.name}-*"))


if __name__ == "__main__":
    show(measure_kills())
