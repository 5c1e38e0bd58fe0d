"""Rows that were set aside, kept whole in a file so that nothing is lost."""

import csv
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from finder.domain.provenance import Source
from finder.importers.record import RowProblem

# A cell that begins like this is run as a formula by spreadsheets.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class ProblemsFile:
    """A CSV of the problems of one import, made when the first one comes."""

    def __init__(self, folder: Path, source: Source, moment: datetime) -> None:
        self._target = folder / f"{moment:%Y%m%dT%H%M%S%f}-{source}-problems.csv"
        self._file: TextIO | None = None
        self._writer: Any = None

    @property
    def path(self) -> Path | None:
        """Where the problems are; ``None`` where there were none."""
        return self._target if self._file is not None else None

    def add(self, problem: RowProblem) -> None:
        if self._file is None:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._target.open("w", newline="", encoding="utf-8")
            self._writer = csv.writer(self._file)
            self._writer.writerow(("file", "line", "field", "reason", "row"))
        self._writer.writerow(
            (
                _inert(problem.file),
                problem.line,
                problem.field,
                # A reason begins with the cell that it is about.
                _inert(problem.reason),
                _inert(problem.raw),
            )
        )

    def __enter__(self) -> "ProblemsFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
