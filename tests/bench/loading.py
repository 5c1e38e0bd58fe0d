"""What an import costs beyond reading its file: against the driver's own statements.

The floor is not what a program without our promises would take, but what nobody can go below: the
rows of the directory after the import, spelled beforehand, sent to the same tables with their
constraints and indexes in one transaction. The bare table beside it is the goal's own measure.
"""

import csv
import gc
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

from finder.domain.provenance import Source
from finder.importers.options import ReadingOptions
from finder.importers.reading import open_reading
from finder.places.zip_table import ZipTable
from finder.services.load_records import LoadOptions, load, load_files
from finder.services.resources import Resources
from finder.settings import ROOT, Settings
from finder.store.engine import Database
from finder.store.moving import Digest, all_tables, rows_of
from tests.bench.figures import Figure, Timing, ratio
from tests.bench.meanwhile import measure_meanwhile
from tests.bench.raw_rows import RECORDS, Copies, PostgresqlCopies, SqliteCopies, Write
from tests.factories import nppes_columns, person
from tests.private_postgresql import programs, running_server

PEOPLE = {"small": 5_000, "full": 50_000}
_REPEATS = 3
# One in five changes in a month.
_CHANGED_EVERY = 5
_SAME = "raw statements that write the same rows into the same tables"
_BARE = "raw statements that write the people alone into one bare table"
_CASES = {
    "first": "first import",
    "update": "import in which 20% changed",
    "again": "import of the same file again",
}
# The system's own count for the process; what it counts across the start of one is its parent's.
_IMPORT_ALONE = """
import re, sys
from pathlib import Path
from finder.domain.provenance import Source
from finder.services.load_records import LoadOptions, load_files
from finder.services.resources import Resources
from finder.settings import ROOT, Settings

resources = Resources(Settings(home=Path(sys.argv[1]), database_url=sys.argv[2]))
with resources.database.writing() as session:
    load_files(session, resources, Source.NPPES, [Path(sys.argv[3])], LoadOptions())
status = Path("/proc/self/status").read_text()
print(int(re.findall(r"VmHWM:\\s+([0-9]+)", status)[0]) / 1024)
"""


def measure_loading(size: str) -> list[Figure]:
    """Both kinds of database; PostgreSQL only where it is installed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "directories").mkdir()
        files = people_files(folder, PEOPLE[size])
        found = list(_measure("G18", 2.5, folder, SqliteCopies(folder / "directories"), files))
        found += measure_meanwhile(folder, files)
        binaries = programs()
        if binaries is None:
            note = "PostgreSQL is not installed"
            return [*found, Figure("G21", f"first import / {_SAME}", 1.5, note=note)]
        with running_server(binaries) as server:
            found += _measure("G21", 1.5, folder, PostgresqlCopies(server), files)
        return found


def people_files(folder: Path, count: int) -> Mapping[str, Path]:
    """A release, and the next one: of one in five the place, the name or the city is another."""
    zips = [row.zip5 for row in ZipTable(ROOT / "data/places/zips.csv").rows() if row.point]
    draw = random.Random(count)
    homes = [draw.choice(zips) for _ in range(count)]
    names = {"old": "npidata_weekly_a.csv", "new": "npidata_weekly_b.csv"}
    for kind, name in names.items():
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, nppes_columns(), restval="", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            for number, zip5 in enumerate(homes, 1):
                is_changed = kind == "new" and number % _CHANGED_EVERY == 0
                writer.writerow(_row(number, zip5, is_changed))
    return {kind: folder / name for kind, name in names.items()}


def _row(number: int, zip5: str, is_changed: bool) -> dict[str, str]:
    mailing = "Business Mailing Address"
    what = number // _CHANGED_EVERY % 3 if is_changed else None
    return person(
        number,
        last=f"Renamed{number}" if what == 0 else "",
        line1=f"{number} Moved Road" if what == 1 else "",
        zip_code=zip5,
        city="Evanston" if what == 2 else "Chicago",
        **{
            f"Provider First Line {mailing}": f"PO Box {number}",
            f"Provider {mailing} City Name": "Chicago",
            f"Provider {mailing} State Name": "IL",
            f"Provider {mailing} Postal Code": "606010000",
            "Provider License Number_1": f"036{number:06d}",
            "Provider License Number State Code_1": "IL",
        },
    )


def _measure(
    goal: str, limit: float, folder: Path, copies: Copies, files: Mapping[str, Path]
) -> Iterator[Figure]:
    started = copies.empty()
    old = copies.like(started)
    peak = _peak(folder, old, files["old"])
    new = copies.like(old)
    importing(folder, files["new"])(new)
    parsed = {kind: _Parsed(path) for kind, path in files.items()}
    states = {
        "first": (started, "old", copies.rewriting(started, old)),
        "update": (old, "new", copies.rewriting(old, new)),
        "again": (old, "old", copies.rewriting(old, old)),
    }
    for case, (state, kind, write) in states.items():
        reading = parsed[kind]
        calls: dict[str, Write] = {"import": importing(folder, files[kind], reading), "raw": write}
        if case == "first":
            calls["bare"] = copies.bare(old)
        times = _in_turn(copies, state, calls)
        note = f"{len(reading.records):,} people; {times['import'].median:,.0f} ms"
        yield ratio(
            goal,
            f"{_CASES[case]}, after reading / {_SAME}",
            limit,
            times["import"],
            times["raw"],
            f"{note}; at most {peak:.0f} MB with reading" if case == "first" else note,
        )
        if "bare" in times:
            what = f"{_CASES[case]}, after reading / {_BARE}"
            yield ratio(goal, what, limit, times["import"], times["bare"], note)
    again = float(_rewritten(folder, old, files["old"]))
    yield Figure("G19", f"tables of facts that the same file changes again ({goal})", 0.0, again)


def _in_turn(copies: Copies, state: str, calls: Mapping[str, Write]) -> dict[str, Timing]:
    """Each call on a fresh copy of the directory, which is made outside the time."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(_REPEATS):
        for name, call in calls.items():
            url = copies.like(state)
            gc.collect()
            started = time.perf_counter()
            call(url)
            times[name].append((time.perf_counter() - started) * 1000)
            copies.drop(url)
    return {
        name: Timing(statistics.median(kept), min(kept), max(kept)) for name, kept in times.items()
    }


class _Parsed:
    """A file that has been read already, in the place of one that is being read."""

    def __init__(self, path: Path) -> None:
        with open_reading(Source.NPPES, path, _options()) as reading:
            self.records = list(reading)
            self.rows_read, self.sha256 = reading.rows_read, reading.sha256
        self.file_name, self.source = path.name, Source.NPPES
        self.is_full = self.is_cut_off = False
        self.release_on = self.year = None
        self.bytes_read = self.bytes_total = 0

    def __iter__(self) -> Iterator[object]:
        return iter(self.records)


def importing(folder: Path, path: Path, reading: _Parsed | None = None) -> Write:
    """An import into a directory; its file has been read already where that is given."""
    tables = Resources(Settings(home=folder))
    shared = {name: getattr(tables, name) for name in ("places", "taxonomies", "primary_codes")}
    # The bundled table of ZIPs is read at the first question, whatever is imported.
    tables.places.zip_point("60601")

    def write(url: str) -> None:
        resources = Resources(Settings(home=folder, database_url=url))
        vars(resources).update(shared, rules=tables.rules)
        with resources.database.writing() as session, _reading(reading):
            load_files(session, resources, Source.NPPES, [path], LoadOptions())
        resources.database.close()

    return write


@contextmanager
def _reading(parsed: _Parsed | None) -> Iterator[None]:
    if parsed is None:
        yield
        return
    with patch.object(load, "open_reading", lambda *_: nullcontext(parsed)):
        yield


def _options() -> ReadingOptions:
    tables = Resources(Settings())
    return ReadingOptions(
        kept_taxonomies=frozenset(tables.taxonomies),
        primary_codes=tables.primary_codes,
        today=tables.today(),
    )


def _peak(folder: Path, url: str, path: Path) -> float:
    """The most memory of a process that does nothing but import the file."""
    command = [sys.executable, "-c", _IMPORT_ALONE, str(folder), url, str(path)]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def _rewritten(folder: Path, url: str, path: Path) -> int:
    """How many tables hold other rows, more or fewer than before, by their digests."""
    before = digests(url)
    importing(folder, path)(url)
    after = digests(url)
    return sum(before[name] != after[name] for name in before)


def digests(url: str) -> dict[str, str]:
    """The digest of every table that is no record of an import."""
    found = {}
    database = Database(url)
    with database.reading_at_length() as session:
        for table in all_tables():
            digest = Digest()
            for _ in rows_of(session, table, digest):
                pass
            found[table.name] = str(digest)
    database.close()
    return {name: digest for name, digest in found.items() if name not in RECORDS}
