"""Thirteen kinds of dirt: every good row is kept, every bad one reported with its line."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.importers.framing import Fault, Framer, Row
from finder.importers.lines import MAX_LINE_BYTES, PhysicalLines
from finder.importers.prefilter import Prefilter
from tests.importers.dirt import BAD_LINES, GOOD, VALID_ROWS, WIDTH, file_with


def holding(needle: bytes) -> Prefilter:
    """Lets pass every line without it."""
    return Prefilter(lambda text, start: True, re.compile(needle))


def frames(content: bytes, block: int = 64, encoding: str = "") -> tuple[list[Row], list[Fault]]:
    """Rows and faults of a file that arrives in small blocks."""
    blocks = (content[start : start + block] for start in range(0, len(content), block))
    framer = Framer(PhysicalLines(blocks), WIDTH, None, encoding)
    found = list(framer)
    assert framer.rows_read == len(found)
    rows = [frame for frame in found if isinstance(frame, Row)]
    return rows, [frame for frame in found if isinstance(frame, Fault)]


@pytest.mark.parametrize(("dirt", "reason"), BAD_LINES.values(), ids=BAD_LINES)
@pytest.mark.parametrize("block", [1, 7, 64, 100_000])
def test_a_bad_line_is_reported_and_takes_no_other_with_it(
    dirt: bytes, reason: str, block: int
) -> None:
    rows, faults = frames(file_with(dirt), block)
    assert [row.line for row in rows] == [1, 2, 3, 5, 6, 7]
    assert [row.fields[0] for row in rows] == ["0", "1", "2", "3", "4", "5"]
    assert [fault.line for fault in faults] == [4]
    assert reason in faults[0].reason


@pytest.mark.parametrize(("line", "fields"), VALID_ROWS.values(), ids=VALID_ROWS)
@pytest.mark.parametrize("block", [1, 7, 64, 100_000])
def test_a_valid_row_is_kept_however_it_is_written(
    line: bytes, fields: list[str], block: int
) -> None:
    rows, faults = frames(file_with(line), block)
    assert not faults
    assert rows[3] == Row(4, fields, rows[3].raw)
    assert rows[4].line == 4 + line.count(b"\n")
    assert len(rows) == 7


def test_a_row_over_more_than_four_lines_is_set_aside_line_by_line() -> None:
    rows, faults = frames(file_with(b'"9","a\nb\nc\nd\ne","2 Test St","MD"\n'))
    assert [row.fields[0] for row in rows] == ["0", "1", "2", "3", "4", "5"]
    assert [fault.line for fault in faults] == [4, 5, 6, 7, 8]


def test_a_truncated_last_line_is_a_fault_that_says_so() -> None:
    content = file_with(b"")[:-9]
    framer = Framer(PhysicalLines([content]), WIDTH)
    found = list(framer)
    assert isinstance(found[-1], Fault)
    assert found[-1].line == 6
    assert "ends in the middle" in found[-1].reason
    assert framer.is_cut_off


def test_a_whole_last_line_needs_no_line_end() -> None:
    for ending in (b"", b"\r"):
        framer = Framer(PhysicalLines([file_with(b"").rstrip(b"\n") + ending]), WIDTH)
        assert all(isinstance(frame, Row) for frame in framer)
        assert framer.rows_read == 6
        assert not framer.is_cut_off


def test_a_bad_line_before_the_last_is_no_sign_of_a_cut() -> None:
    framer = Framer(PhysicalLines([b'"9","Bob\n' + (GOOD % 1).rstrip()]), WIDTH)
    assert [type(frame) for frame in framer] == [Fault, Row]
    assert not framer.is_cut_off


def test_blank_lines_count_as_lines_but_not_as_rows() -> None:
    rows, faults = frames(b"\n,,,\n" + GOOD % 1 + b"  \n\r\n" + GOOD % 2)
    assert not faults
    assert [row.line for row in rows] == [3, 6]


def test_a_short_and_a_long_row_do_not_make_up_for_each_other() -> None:
    _, faults = frames(b'"1","2","3"\n"1","2","3","4","5"\n', block=1000)
    assert [fault.line for fault in faults] == [1, 2]


def test_an_endless_line_is_set_aside_without_being_held() -> None:
    lines = PhysicalLines([GOOD % 1, b'"9', *(b"x" * 2**18 for _ in range(40)), b'"\n' + GOOD % 2])
    framer = Framer(lines, WIDTH)
    first, fault, last = framer
    assert isinstance(fault, Fault)
    assert "1 MiB" in fault.reason
    assert len(fault.raw) <= MAX_LINE_BYTES + 2**18 + 10
    assert (first.line, fault.line, last.line) == (1, 2, 3)


def test_lines_that_are_all_open_are_not_kept() -> None:
    lines = PhysicalLines([b'"9","Bob\n' * 50] * 40)
    framer = Framer(lines, WIDTH)
    held = [len(lines._text) for _ in framer]
    assert max(held) <= 2 * 50 * 9


def test_windows_1252_is_read_only_where_the_file_kind_allows_it() -> None:
    rows, faults = frames(b'"9","Jos\xe9","","MD"\n"9","\x81","",""\n', encoding="cp1252")
    assert rows[0].fields[1] == "José"
    assert [fault.line for fault in faults] == [2]


def test_a_line_that_does_not_matter_is_still_checked() -> None:
    framer = Framer(PhysicalLines([file_with(b'"9"\n')]), WIDTH, holding(b'"5"'))
    assert [(type(frame), frame.line) for frame in framer] == [(Fault, 4), (Row, 7)]
    assert framer.rows_read == 7


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=12)
NUMBERED = st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8)


def written(rows: list[tuple[str, ...]], quoting: int) -> list[bytes]:
    lines = []
    for number, cells in enumerate(rows):
        text = io.StringIO()
        csv.writer(text, quoting=quoting, lineterminator="\n").writerow([f"n{number}", *cells])
        lines.append(text.getvalue().encode())
    return lines


@given(
    rows=NUMBERED,
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    block=st.integers(1, 200),
)
def test_every_row_that_csv_can_write_is_read_back(
    rows: list[tuple[str, ...]], quoting: int, block: int
) -> None:
    read, faults = frames(b"".join(written(rows, quoting)), block)
    assert not faults
    assert [tuple(row.fields[1:]) for row in read] == rows
    assert [row.line for row in read] == list(range(1, len(rows) + 1))


@given(
    rows=NUMBERED,
    fault=st.sampled_from([dirt for dirt, _ in BAD_LINES.values()]),
    place=st.integers(0, 8),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    block=st.integers(1, 200),
)
def test_one_bad_line_never_costs_a_good_row(
    rows: list[tuple[str, ...]], fault: bytes, place: int, quoting: int, block: int
) -> None:
    lines = written(rows, quoting)
    place = min(place, len(lines))
    content = b"".join([*lines[:place], fault, *lines[place:]])
    read, faults = frames(content, block)
    assert [tuple(row.fields[1:]) for row in read] == rows
    assert [found.line for found in faults] == [place + 1]


@given(st.binary(max_size=400), st.integers(1, 100))
def test_no_bytes_at_all_break_the_framer(content: bytes, block: int) -> None:
    rows, _ = frames(content, block)
    assert all(len(row.fields) == WIDTH for row in rows)
