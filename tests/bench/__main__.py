"""Everything with a goal, measured in one run and printed beside it: `make bench`.

Every figure is a ratio of medians of calls that take turns: absolute times mean little on a shared
machine, so they are shown only for orientation.
"""

import argparse
import time
from pathlib import Path

from finder.settings import ROOT
from tests.bench.directories import directories
from tests.bench.figures import Figure, save, show
from tests.bench.kill_sweep import measure_kills
from tests.bench.letters import measure_letters
from tests.bench.loading import measure_loading
from tests.bench.pages import measure_pages
from tests.bench.painting import measure_painting
from tests.bench.reading import measure_reading
from tests.bench.rival import measure_rival
from tests.bench.searching import measure_searching

SIZES = {"small": (10_000, 100_000), "full": (10_000, 100_000, 1_000_000)}
PARTS = ("searching", "reading", "loading", "letters", "painting")


def main() -> None:
    """Searches and pages, imports, letters, and how soon pages are painted; then the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--size", choices=sorted(SIZES), default="small")
    parser.add_argument("--only", choices=PARTS, action="append", help="May be repeated.")
    parser.add_argument("--json", type=Path, default=ROOT / "var" / "bench.json")
    asked = parser.parse_args()
    parts = asked.only or PARTS
    started = time.monotonic()
    figures: list[Figure] = []
    if "searching" in parts:
        with directories(SIZES[asked.size]) as made:
            figures += measure_searching(made)
            figures += measure_pages(made[0].resources)
            # Last, because it gives the invented directory an index of its own.
            figures += measure_rival(made[1].resources)
    if "reading" in parts:
        figures += measure_reading(asked.size)
    if "loading" in parts:
        figures += measure_loading(asked.size)
        if asked.size == "full":
            figures += measure_kills()
    if "letters" in parts:
        measure_letters()
    if "painting" in parts:
        measure_painting()
    show(figures)
    save(figures, asked.json, asked.size, time.monotonic() - started)


if __name__ == "__main__":
    main()
