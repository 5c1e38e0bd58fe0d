"""Invented directories of several sizes, filled in once and kept open for reading."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from finder.services.resources import Resources
from finder.settings import Settings
from finder.store.held_index import HeldIndex
from finder.store.schema import migrate
from tests.bench.synthetic import Country, fill

SEED = 7


@dataclass(frozen=True, slots=True)
class Directory:
    """An invented directory of one size, open for reading."""

    count: int
    resources: Resources
    session: Session
    index: HeldIndex


@contextmanager
def directories(counts: Sequence[int]) -> Iterator[list[Directory]]:
    """One of each size, side by side, so that their calls can take turns."""
    with ExitStack() as stack:
        yield [stack.enter_context(_directory(count)) for count in counts]


@contextmanager
def _directory(count: int) -> Iterator[Directory]:
    with tempfile.TemporaryDirectory() as folder:
        resources = Resources(Settings(home=Path(folder), rate_limits="off"))
        migrate(resources.database)
        started = time.monotonic()
        with resources.database.writing() as session:
            fill(session, resources, Country(resources.settings.data / "places", SEED), count)
        print(f"{count:>10,} practitioners filled in, {time.monotonic() - started:.0f} s")
        started = time.monotonic()
        resources.hold_index()
        index = resources.held_index
        assert index is not None
        index.refresh()
        print(f"{'':>10} its index read into memory, {time.monotonic() - started:.1f} s")
        with resources.database.reading() as session:
            yield Directory(count, resources, session, index)
        resources.close()
