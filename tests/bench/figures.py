"""A figure beside its goal; times are medians of calls that take turns, so only ratios count."""

import gc
import json
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One goal: what was measured, the limit, and why it was not where it was not."""

    goal: str
    what: str
    limit: float
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.value is None:
            return "not measured"
        return "met" if self.value <= self.limit else "missed"


def interleaved(calls: Mapping[str, Call], repeats: int) -> dict[str, Timing]:
    """Every call in turn, again and again; the first round is not counted."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for repeat in range(repeats + 1):
        for name, call in calls.items():
            gc.collect(0)
            started = time.perf_counter()
            call()
            if repeat:
                times[name].append((time.perf_counter() - started) * 1000)
    return {
        name: Timing(statistics.median(kept), min(kept), max(kept)) for name, kept in times.items()
    }


def ratio(goal: str, what: str, limit: float, one: Timing, other: Timing, note: str = "") -> Figure:
    """The medians; low and high are what single calls gave against the other's median."""
    base = other.median
    return Figure(goal, what, limit, one.median / base, one.low / base, one.high / base, note)


def show(figures: Sequence[Figure]) -> None:
    print(f"\n{'goal':<5} {'value':>8} {'limit':>7}  {'min–max':<15} {'':<12} what")
    for figure in figures:
        value = "" if figure.value is None else f"{figure.value:.2f}"
        spread = "" if figure.low is None else f"{figure.low:.2f}–{figure.high:.2f}"
        note = f" ({figure.note})" if figure.note else ""
        print(
            f"{figure.goal:<5} {value:>8} {figure.limit:>7g}  {spread:<15} {figure.verdict:<12} "
            f"{figure.what}{note}"
        )


def save(figures: Sequence[Figure], path: Path, size: str, seconds: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {
        "size": size,
        "seconds": round(seconds),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "figures": [{**asdict(figure), "verdict": figure.verdict} for figure in figures],
    }
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\nSaved in {path}")
