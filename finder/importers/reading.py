"""One pass over one foreign file: records and row problems in file order, or the file refused."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from finder.domain.errors import InputRefused, InvalidValue
from finder.domain.provenance import Source
from finder.importers.framing import Fault, Framer, Row
from finder.importers.header import read_header, take_header
from finder.importers.kinds import KINDS
from finder.importers.lines import PhysicalLines
from finder.importers.naming import file_facts, main_members
from finder.importers.opening import OpenedFile
from finder.importers.options import ReadingOptions
from finder.importers.record import Record, RowProblem

__all__ = ["Reading", "ReadingOptions", "open_reading"]

MAX_RAW_CHARACTERS = 2000
# More than half bad rows mean a file of another kind; a long one is not read to its end first.
_FEWEST_ROWS_TO_JUDGE = 20
_ROWS_TO_JUDGE_EARLY = 10_000


class Reading:
    """A file that is being read; iterate it once, inside ``with``."""

    def __init__(self, source: Source, opened: OpenedFile, options: ReadingOptions) -> None:
        kind = KINDS[source]
        facts = file_facts(source, opened.file_name, opened.data_name, options)
        lines = PhysicalLines(opened.blocks())
        columns = read_header(source, opened.file_name, take_header(source, lines))
        self.source = source
        self.file_name = opened.file_name
        self.sha256 = opened.sha256
        self.release_on: date | None = facts.release_on
        self.is_full = facts.is_full
        self.year = facts.year
        self._kind = kind
        self._opened = opened
        self._rows = kind.row_reader(columns, options, facts)
        self._framer = Framer(lines, columns.width, self._rows.prefilter, kind.other_encoding)
        self._problem_count = 0
        self._first_problem: RowProblem | None = None

    @property
    def rows_read(self) -> int:
        """Records after the header so far, good and bad; blank lines are none."""
        return self._framer.rows_read

    @property
    def is_cut_off(self) -> bool:
        """The last line had no line end and could not be read; known after iterating."""
        return self._framer.is_cut_off

    @property
    def bytes_read(self) -> int:
        return self._opened.bytes_read

    @property
    def bytes_total(self) -> int:
        return self._opened.bytes_total

    def __iter__(self) -> Iterator[Record | RowProblem]:
        for frame in self._framer:
            outcome = self._outcome(frame)
            if isinstance(outcome, RowProblem):
                self._count_problem(outcome)
            if outcome is not None:
                yield outcome
        if not self.rows_read and not self._kind.may_have_no_rows:
            raise InputRefused(f"{self.file_name} has a header and no rows. Get it again.")
        self._judge(_FEWEST_ROWS_TO_JUDGE)
        yield from self._rows.remainder()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._opened.close()

    def _outcome(self, frame: Row | Fault) -> Record | RowProblem | None:
        if isinstance(frame, Fault):
            return self._problem(frame, "row", frame.reason)
        if not any(frame.fields):
            return None
        try:
            return self._rows.read(frame)
        except InvalidValue as error:
            return self._problem(frame, error.field or "row", str(error))

    def _problem(self, frame: Row | Fault, field: str, reason: str) -> RowProblem:
        raw = ""
        if self._kind.shows_raw:
            # A character has at most four bytes; databases refuse NUL in text.
            text = frame.raw[: 4 * MAX_RAW_CHARACTERS].decode(errors="replace")
            raw = text[:MAX_RAW_CHARACTERS].replace("\0", "\ufffd")
        return RowProblem(self.file_name, frame.line, field, reason, raw)

    def _count_problem(self, problem: RowProblem) -> None:
        self._problem_count += 1
        self._first_problem = self._first_problem or problem
        self._judge(_ROWS_TO_JUDGE_EARLY)

    def _judge(self, fewest_rows: int) -> None:
        first = self._first_problem
        if first and self.rows_read >= fewest_rows and 2 * self._problem_count > self.rows_read:
            raise InputRefused(
                f"{self._problem_count} of {self.rows_read} rows of {self.file_name} cannot be "
                f"read, so it is probably not a whole {self.source.value} file. Correct it or get "
                f"it again. The first is line {first.line}, {first.field}: {first.reason}"
            )


def open_reading(source: Source, path: Path, options: ReadingOptions) -> Reading:
    """Open a file and check its header; ``InputRefused`` where it cannot be of this source."""
    opened = OpenedFile(path, lambda names: main_members(source, names), KINDS[source].is_workbook)
    try:
        return Reading(source, opened, options)
    except BaseException:
        opened.close()
        raise
