"""What an import costs: reading a federal file, writing what changed, and being read meanwhile."""

import csv
import io
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Table, func, select, text

from finder.domain.errors import DomainError
from finder.domain.provenance import Source
from finder.importers.options import ReadingOptions
from finder.importers.reading import open_reading
from finder.services.load_records import LoadOptions, load_files
from finder.services.resources import Resources
from finder.settings import Settings
from finder.store.moving import Digest, all_tables, rows_of
from finder.store.schema import migrate
from finder.store.tables import PracticeLocationRow, PractitionerRow
from tests.bench.figures import Call, Figure, Timing, interleaved, ratio
from tests.factories import TODAY, nppes_columns, person
from tests.private_postgresql import programs, running_server

_KEPT = frozenset({"2085R0204X"})
# Nine million rows hold some fifty thousand of the kept specialties.
_KEPT_SHARE = 0.005
_SIZES = {"small": (20_000, 60_000), "full": (100_000, 1_000_000)}
_PEOPLE = 2_000
# The system's own count for the process; what it counts across the start of one is its parent's.
_READ_ALONE = """
import re, sys
from datetime import date
from pathlib import Path
from finder.domain.provenance import Source
from finder.importers.options import ReadingOptions
from finder.importers.reading import open_reading

options = ReadingOptions(kept_taxonomies=frozenset({"2085R0204X"}), today=date(2026, 11, 22))
with open_reading(Source.NPPES, Path(sys.argv[1]), options) as reading:
    for _ in reading:
        pass
status = Path("/proc/self/status").read_text()
print(int(re.findall(r"VmHWM:\\s+([0-9]+)", status)[0]) / 1024)
"""
# Every import leaves a record of itself.
_RECORDS = {"import_run", "ledger", "chain_head", "directory", "release_change"}


def measure_loading(size: str) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_federal_file(Path(folder), rows) for rows in _SIZES[size])
        return [
            Figure("G13", "import / DuckDB's bare scan, wall", 1.0, note="DuckDB is not used here"),
            Figure("G14", "import / DuckDB's bare scan, CPU", 0.6, note="DuckDB is not used here"),
            _reading(many),
            *_memory(few, many),
            *_writing(Path(folder)),
        ]


def _reading(path: Path) -> Figure:
    found = interleaved({"read": lambda: read(path), "inflate": lambda: _inflate(path)}, 3)
    megabytes = _unpacked(path) / 1e6
    what = "reading from the ZIP, every line checked / inflating it"
    return ratio("G15", what, 4.0, found["read"], found["inflate"], f"{megabytes:.0f} MB unpacked")


def read(path: Path) -> int:
    options = ReadingOptions(kept_taxonomies=_KEPT, today=TODAY)
    with open_reading(Source.NPPES, path, options) as reading:
        return sum(1 for _ in reading)


def _memory(few: Path, many: Path) -> list[Figure]:
    """In a process of its own each, which reads and says the most that it ever held."""
    least, most = _peak(few), _peak(many)
    growth = f"{_unpacked(few) / 1e6:.0f} MB against {_unpacked(many) / 1e6:.0f} MB"
    return [
        Figure(
            "G16",
            "most memory of the reading process, MB",
            64.0,
            most,
            note="Python and its modules too",
        ),
        Figure("G16", "the same, large / small file", 1.1, most / least, note=growth),
    ]


def _peak(path: Path) -> float:
    command = [sys.executable, "-c", _READ_ALONE, str(path)]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def _inflate(path: Path) -> int:
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as file:
        return sum(len(block) for block in iter(lambda: file.read(1 << 20), b""))


def _unpacked(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return archive.infolist()[0].file_size


def _federal_file(folder: Path, rows: int) -> Path:
    """Rows of the true shape: 330 quoted columns, most of other trades."""
    path = folder / f"NPPES_Data_Dissemination_{rows}.zip"
    draw = random.Random(rows)
    columns = nppes_columns()
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("npidata_pfile_20050523-20261108.csv", "w") as packed,
    ):
        file = io.TextIOWrapper(packed, encoding="utf-8", newline="")
        writer = csv.DictWriter(file, columns, restval="", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        for number in range(1, rows + 1):
            is_kept = draw.random() < _KEPT_SHARE
            taxonomy = "2085R0204X" if is_kept else f"{draw.randrange(10**9):09d}X"
            street = f"{draw.randrange(10_000)} {draw.randrange(10**12):x} Street"
            writer.writerow(person(number, taxonomies=[taxonomy], line1=street))
        file.flush()
        file.detach()
    return path


def _people_file(folder: Path, name: str, city: str) -> Path:
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, nppes_columns(), restval="", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(person(number, city=city) for number in range(1, _PEOPLE + 1))
    return path


def _writing(folder: Path) -> Iterator[Figure]:
    first = _people_file(folder, "npidata_weekly_a.csv", "Chicago")
    moved = _people_file(folder, "npidata_weekly_b.csv", "Evanston")
    note = f"{_PEOPLE:,} people with locations, index, names and history against one table"
    with _resources(folder / "sqlite", "") as resources:
        loaded = _timed(lambda: _load(resources, first))
        bare = _timed(lambda: _write_bare(resources))
        yield ratio("G18", "first import / bare insert of the people", 2.5, loaded, bare, note)
        again = float(_rewritten(resources, first))
        yield Figure("G19", "tables of facts that the same file changes again", 0.0, again)
        torn, refused = _read_during(resources, moved)
        yield Figure("G20", "torn reads during an import", 0.0, torn)
        yield Figure("G20", "reads refused during an import", 0.0, refused)
    what = "first import on PostgreSQL / bare COPY of the people"
    binaries = programs()
    if binaries is None:
        yield Figure("G21", what, 1.5, note="PostgreSQL is not installed")
        return
    with (
        running_server(binaries) as server,
        _resources(folder / "pg", server.create()) as resources,
    ):
        loaded = _timed(lambda: _load(resources, first))
        yield ratio("G21", what, 1.5, loaded, _timed(lambda: _write_bare(resources)), note)


@contextmanager
def _resources(home: Path, url: str) -> Iterator[Resources]:
    resources = Resources(Settings(home=home, database_url=url))
    migrate(resources.database)
    yield resources
    resources.close()


def _timed(call: Call) -> Timing:
    """What can be done once only."""
    started = time.perf_counter()
    call()
    took = (time.perf_counter() - started) * 1000
    return Timing(took, took, took)


def _load(resources: Resources, path: Path) -> None:
    with resources.database.writing() as session:
        load_files(session, resources, Source.NPPES, [path], LoadOptions())


def _write_bare(resources: Resources) -> None:
    """The people into a table without a constraint or an index, by the driver alone."""
    table = PractitionerRow.__table__
    assert isinstance(table, Table)
    with resources.database.writing() as session:
        rows = list(rows_of(session, table, Digest()))
        names = ", ".join(column.name for column in table.columns)
        empty = f"SELECT {names} FROM practitioner WHERE 1 = 0"
        session.execute(text(f"CREATE TEMP TABLE bare AS {empty}"))
        driver = session.connection().connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            spelled = [tuple(str(value) for value in row) for row in rows]
            marks = ",".join("?" * len(rows[0]))
            driver.executemany(f"INSERT INTO bare VALUES ({marks})", spelled)
        elif isinstance(driver, psycopg.Connection):
            with driver.cursor() as cursor, cursor.copy("COPY bare FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        session.rollback()


def _rewritten(resources: Resources, path: Path) -> int:
    """How many tables hold other rows, more or fewer than before, by their digests."""
    before = _digests(resources)
    _load(resources, path)
    after = _digests(resources)
    return sum(before[name] != after[name] for name in before)


def _digests(resources: Resources) -> dict[str, str]:
    found = {}
    with resources.database.reading_at_length() as session:
        for table in all_tables():
            digest = Digest()
            for _ in rows_of(session, table, digest):
                pass
            found[table.name] = str(digest)
    return {name: digest for name, digest in found.items() if name not in _RECORDS}


def _read_during(resources: Resources, path: Path) -> tuple[float, float]:
    """Whoever reads sees everybody in the old city or everybody in the new one."""
    done, torn, refused = threading.Event(), 0, 0

    def read_on() -> None:
        nonlocal torn, refused
        statement = select(func.count(func.distinct(PracticeLocationRow.city)))
        while not done.is_set():
            try:
                with resources.database.reading() as session:
                    torn += session.scalar(statement) != 1
            except DomainError:
                refused += 1

    reader = threading.Thread(target=read_on)
    reader.start()
    try:
        _load(resources, path)
    finally:
        done.set()
        reader.join()
    return float(torn), float(refused)
