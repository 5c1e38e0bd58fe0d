"""How far an import or a download has come, on a terminal only."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from finder.importers.download import Told
from finder.services.load_records import Progress


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A bar with rows, rate and time left on standard error; nothing where that is a file."""
    if not sys.stderr.isatty():
        yield None
        return
    # Half the start-up time of a command, so only where there is somebody to see it.
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.fields[rows]:,} rows"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%  {task.fields[rate]:,.0f} rows/s"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    task = bar.add_task("import", total=None, rows=0, rate=0.0)
    started = time.monotonic()

    def show(rows: int, done: int, total: int) -> None:
        seconds = max(time.monotonic() - started, 0.001)
        bar.update(task, completed=done, total=total, rows=rows, rate=rows / seconds)

    with bar:
        yield show


@contextmanager
def download_bar() -> Iterator[Told | None]:
    """A bar with bytes, rate and time left on standard error; nothing where that is a file."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TimeRemainingColumn, TransferSpeedColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        DownloadColumn(),
        BarColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    task = bar.add_task("download", total=None)

    def show(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total or None)

    with bar:
        yield show
