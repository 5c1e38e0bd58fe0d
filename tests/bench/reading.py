"""What it costs to read a federal file: time, processor, memory, and what dirt does to it."""

import importlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from finder.domain.provenance import Source
from finder.importers.framing import Fault, Framer
from finder.importers.lines import PhysicalLines
from finder.importers.options import ReadingOptions
from finder.importers.prefilter import Prefilter
from finder.importers.reading import open_reading
from finder.importers.zip_member import DeflatedMember
from tests.bench.figures import Call, Figure, Timing, interleaved, ratio
from tests.bench.register import KEPT_CODE, register
from tests.factories import TODAY
from tests.importers.dirt import BAD_LINES, VALID_ROWS, WIDTH, file_with

# Ratios are of the usual file. The other one shows what size does to memory: two gigabytes.
_USUAL = 60_000
_OTHER = {"small": 10_000, "full": 1_700_000}
_REPEATS = 5
_BLOCK_BYTES = 256 * 1024
# The system's own count for the process; what it counts across the start of one is its parent's.
_READ_ALONE = """
import re, sys, time
from datetime import date
from pathlib import Path
from finder.domain.provenance import Source
from finder.importers.options import ReadingOptions
from finder.importers.reading import open_reading

options = ReadingOptions(kept_taxonomies=frozenset({"2085R0204X"}), today=date(2026, 11, 22))
started = time.perf_counter()
with open_reading(Source.NPPES, Path(sys.argv[1]), options) as reading:
    for _ in reading:
        pass
seconds = time.perf_counter() - started
status = Path("/proc/self/status").read_text()
print(int(re.findall(r"VmHWM:\\s+([0-9]+)", status)[0]) / 1024, seconds)
"""


def measure_reading(size: str) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        usual, other = (register(Path(folder), rows) for rows in (_USUAL, _OTHER[size]))
        return [
            *_against_scan(usual),
            _against_unpacking(usual),
            *_memory(*sorted((usual, other), key=lambda path: path.stat().st_size)),
            *_dirt(),
        ]


def _against_scan(path: Path) -> list[Figure]:
    """DuckDB looks for the same specialty in the file as unpacked, with its usual threads."""
    walls = "reading from the ZIP, every line checked / DuckDB's scan of the CSV, wall"
    processor = "the same, processor time"
    try:
        duckdb: Any = importlib.import_module("duckdb")
    except ImportError:
        note = "not measured: pip install duckdb"
        return [
            Figure("G13", walls, 1.0, note=note),
            Figure("G14", processor, 0.6, note=note),
        ]
    table = _unpack(path)
    codes = ", ".join(f'"Healthcare Provider Taxonomy Code_{slot}"' for slot in range(1, 16))
    query = (
        f"SELECT count(*) FROM read_csv('{table}', header=true, all_varchar=true, quote='\"') "
        f"WHERE '{KEPT_CODE}' IN ({codes})"
    )
    calls: dict[str, Call] = {
        "read": lambda: read(path),
        "scan": lambda: duckdb.sql(query).fetchall(),
    }
    found, spent = interleaved(calls, _REPEATS), _processor_times(calls, _REPEATS)
    table.unlink()
    note = f"DuckDB {duckdb.__version__}"
    return [
        ratio("G13", walls, 1.0, found["read"], found["scan"], note),
        ratio("G14", processor, 0.6, spent["read"], spent["scan"], note),
    ]


def _against_unpacking(path: Path) -> Figure:
    found = interleaved({"read": lambda: read(path), "unpack": lambda: _unpacked(path)}, _REPEATS)
    what = "reading from the ZIP, every line checked / unpacking it alone"
    bytes_read, packed = _sizes(path)
    speed = bytes_read / found["read"].median / 1000
    note = f"{bytes_read / 1e6:,.0f} MB at {speed:.0f} MB/s, packed to 1/{bytes_read / packed:.0f}"
    return ratio("G15", what, 4.0, found["read"], found["unpack"], note)


def _processor_times(calls: Mapping[str, Call], repeats: int) -> dict[str, Timing]:
    """As ``interleaved``, for the processor time of all threads together."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(repeats):
        for name, call in calls.items():
            started = time.process_time()
            call()
            times[name].append((time.process_time() - started) * 1000)
    return {
        name: Timing(statistics.median(kept), min(kept), max(kept)) for name, kept in times.items()
    }


def read(path: Path) -> int:
    options = ReadingOptions(kept_taxonomies=frozenset({KEPT_CODE}), today=TODAY)
    with open_reading(Source.NPPES, path, options) as reading:
        return sum(1 for _ in reading)


def _memory(few: Path, many: Path) -> list[Figure]:
    """In a process of its own each, which reads and says the most that it ever held."""
    least, _ = _peak(few)
    most, seconds = _peak(many)
    megabytes = _sizes(many)[0] / 1e6
    return [
        Figure(
            "G16",
            "most memory of the reading process, MB",
            64.0,
            most,
            note=f"Python and its modules too; {megabytes:,.0f} MB in {seconds:.0f} s",
        ),
        Figure(
            "G16",
            "the same, large / small file",
            1.1,
            most / least,
            note=f"{megabytes:,.0f} MB against {_sizes(few)[0] / 1e6:,.0f} MB",
        ),
    ]


def _peak(path: Path) -> tuple[float, float]:
    """Megabytes and seconds."""
    command = [sys.executable, "-c", _READ_ALONE, str(path)]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    megabytes, seconds = map(float, said.split())
    return megabytes, seconds


def _unpacked(path: Path) -> int:
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        member = DeflatedMember(file, archive.infolist()[0])
        return sum(len(block) for block in iter(lambda: member.read(_BLOCK_BYTES), b""))


def _sizes(path: Path) -> tuple[int, int]:
    """Unpacked and packed."""
    with zipfile.ZipFile(path) as archive:
        member = archive.infolist()[0]
        return member.file_size, member.compress_size


def _unpack(path: Path) -> Path:
    target = path.with_suffix(".csv")
    with (
        zipfile.ZipFile(path) as archive,
        archive.open(archive.namelist()[0]) as packed,
        target.open("wb") as plain,
    ):
        shutil.copyfileobj(packed, plain)
    return target


def _dirt() -> list[Figure]:
    """Each kind between good rows, in large blocks and small, with and without the short cut."""
    lost = missed = misplaced = 0
    unwanted = Prefilter(re.compile(b"").match)
    for block in (1, 7, 64, 100_000):
        for dirt, _ in BAD_LINES.values():
            rows, faults = _lines(file_with(dirt), block, None)
            short, short_faults = _lines(file_with(dirt), block, unwanted)
            lost += 6 - len(rows)
            missed += sum(not found for found in (faults, short_faults))
            misplaced += sum(found != [4] for found in (faults, short_faults) if found)
            misplaced += (rows != [1, 2, 3, 5, 6, 7]) + bool(short)
        for row, _ in VALID_ROWS.values():
            rows, faults = _lines(file_with(row), block, None)
            lost += 7 - len(rows)
            misplaced += len(faults)
    note = f"{len(BAD_LINES)} kinds of bad lines and {len(VALID_ROWS)} odd but valid ones"
    return [
        Figure("G17", "good rows lost to dirt", 0.0, lost, note=note),
        Figure("G17", "bad rows missed", 0.0, missed),
        Figure("G17", "wrong line numbers", 0.0, misplaced),
    ]


def _lines(content: bytes, block: int, prefilter: Prefilter | None) -> tuple[list[int], list[int]]:
    """Where rows and faults were found."""
    blocks = (content[start : start + block] for start in range(0, len(content), block))
    frames = list(Framer(PhysicalLines(blocks), WIDTH, prefilter))
    faults = [frame.line for frame in frames if isinstance(frame, Fault)]
    return [frame.line for frame in frames if not isinstance(frame, Fault)], faults
