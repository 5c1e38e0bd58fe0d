"""Readers while a real import runs in a process of its own: what they see, and how long it takes.

Half a directory is never seen, nobody is refused, and reading is hardly slower than at rest.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import quantiles

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from finder.domain.errors import DomainError
from finder.settings import ROOT
from finder.store.engine import Database
from finder.store.queries.profiles import load_practitioners
from finder.store.tables import PracticeLocationRow, PractitionerRow
from tests.bench.figures import Figure

_PAGE = 20
_READS_AT_REST = 1000
# Counting takes longer than a page, which is what is timed.
_COUNTED_EVERY = 10

State = tuple[int | None, ...]


@dataclass
class _Seen:
    milliseconds: list[float] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    refused: int = 0

    @property
    def p99(self) -> float:
        return quantiles(self.milliseconds, n=100)[98]


def measure_meanwhile(folder: Path, files: Mapping[str, Path]) -> list[Figure]:
    """A release over an older one, both by the command, with a reader that never stops."""
    home = folder / "meanwhile"
    home.mkdir()
    _finish(start_import(home, "", files["old"]))
    database = Database(f"sqlite:///{home}/finder.db")
    with database.reading() as session:
        numbers = list(session.scalars(select(PractitionerRow.id).order_by(PractitionerRow.id)))
        old = _state(session)
    turns = count()
    rest = _read_while(lambda: next(turns) < _READS_AT_REST, database, numbers)
    process = start_import(home, "", files["new"])
    during = _read_while(lambda: process.poll() is None, database, numbers)
    _finish(process)
    with database.reading() as session:
        new = _state(session)
    database.close()
    torn = sum(state not in (old, new) for state in during.states)
    note = f"{len(during.milliseconds):,} reads of {_PAGE} people, {rest.p99:.1f} ms at rest"
    slower = during.p99 / rest.p99
    return [
        Figure("G20", "torn reads during an import", 0.0, float(torn)),
        Figure("G20", "reads refused during an import", 0.0, float(during.refused)),
        Figure("G20", "p99 of reads during an import / at rest", 3.0, slower, note=note),
    ]


def _read_while(goes_on: Callable[[], bool], database: Database, numbers: list[int]) -> _Seen:
    seen = _Seen()
    for turn in count():
        if not goes_on():
            return seen
        first = turn * _PAGE % max(1, len(numbers) - _PAGE)
        try:
            started = time.perf_counter()
            with database.reading() as session:
                load_practitioners(session, numbers[first : first + _PAGE])
            seen.milliseconds.append((time.perf_counter() - started) * 1000)
            if turn % _COUNTED_EVERY == 0:
                with database.reading() as session:
                    seen.states.append(_state(session))
        except DomainError:
            seen.refused += 1
    return seen


def _state(session: Session) -> State:
    """What the two releases differ in, in several statements of one reader."""
    moved = select(func.count()).where(PracticeLocationRow.line1.like("%MOVED%"))
    elsewhere = select(func.count()).where(PracticeLocationRow.city.ilike("evanston"))
    renamed = select(func.count()).where(PractitionerRow.last_name.ilike("renamed%"))
    return tuple(session.scalar(statement) for statement in (moved, elsewhere, renamed))


def start_import(home: Path, url: str, path: Path) -> "subprocess.Popen[str]":
    """`finder import`, as an operator runs it."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("FINDER_")},
        "FINDER_HOME": str(home),
        **({"FINDER_DATABASE_URL": url} if url else {}),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "finder", "import", "nppes", str(path)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _finish(process: "subprocess.Popen[str]") -> None:
    _, said = process.communicate()
    if process.returncode:
        raise RuntimeError(f"The import failed: {said}")
