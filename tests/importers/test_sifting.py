"""The fast way through a file is the plain one: no frame more, none less, none elsewhere."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.importers.framing import Fault, Framer, Row
from finder.importers.lines import MAX_LINE_BYTES, PhysicalLines
from finder.importers.prefilter import Prefilter
from finder.importers.sifting import lines_to_look_at
from tests.importers import plain_framing
from tests.importers.dirt import BAD_LINES, GOOD, VALID_ROWS, WIDTH
from tests.importers.plain_framing import Frame

SEARCHED = Prefilter(re.compile(rb'"?[0-9]').match, re.compile(b"[5B]"))
UNWANTED = Prefilter(re.compile(b"").match)

LINES = st.one_of(
    st.sampled_from([dirt for dirt, _ in BAD_LINES.values()]),
    st.sampled_from([row for row, _ in VALID_ROWS.values()]),
    st.integers(0, 9).map(lambda number: GOOD % number),
    st.integers(0, 9).map(lambda number: b"%d,Anna,,MD\n" % number),
    st.sampled_from(
        [b"\n", b",,,\n", b'","\n', b'"",,"",\r\n', b",a,b,c\n", b'"\n', b"5\xff\0,,,\n"]
    ),
    st.text('",\n\r5a\0é', max_size=20).map(str.encode),
)
FILES = st.lists(LINES, max_size=12).map(b"".join)


def fast(content: bytes, block: int, prefilter: Prefilter | None) -> tuple[list[Frame], int]:
    blocks = (content[start : start + block] for start in range(0, len(content), block))
    framer = Framer(PhysicalLines(blocks), WIDTH, prefilter)
    found = [
        Frame(frame.line, None if isinstance(frame, Fault) else frame.fields) for frame in framer
    ]
    return found, framer.rows_read


@settings(max_examples=150, deadline=None)
@given(FILES, st.integers(1, 90))
def test_every_file_is_framed_as_the_plain_rules_say(content: bytes, block: int) -> None:
    expected = plain_framing.frames(content, WIDTH)
    assert fast(content, block, None) == (expected, len(expected))


@settings(max_examples=150, deadline=None)
@given(FILES, st.integers(1, 90))
def test_the_prefilter_leaves_out_sound_rows_alone(content: bytes, block: int) -> None:
    expected = plain_framing.frames(content, WIDTH)
    faults = [frame for frame in expected if frame.fields is None]
    assert fast(content, block, UNWANTED) == (faults, len(expected))


@settings(max_examples=150, deadline=None)
@given(FILES, st.integers(1, 90))
def test_what_is_searched_for_is_found_wherever_blocks_end(content: bytes, block: int) -> None:
    every, count = fast(content, len(content) + 1, None)
    found, rows_read = fast(content, block, SEARCHED)
    wanted = [
        frame for frame in every if frame.fields is None or re.search("[5B]", str(frame.fields))
    ]
    assert rows_read == count
    assert [frame for frame in wanted if frame not in found] == []
    assert [frame for frame in found if frame not in every] == []


@pytest.mark.parametrize("line", [b'"1","a","b","c"\n', b"1,a,b,c\n", b'"1","","",""\n'])
def test_sound_lines_of_no_use_need_no_look(line: bytes) -> None:
    text = line * 3
    assert list(lines_to_look_at(text, WIDTH, UNWANTED)) == [(3, len(text))]


@pytest.mark.parametrize(
    "line", [b'"1","a","b"\n', b'"1","a"b","c","d"\n', b"1,a,b\n", b",,,\n", b"\n", b'1,"a,b,c\n']
)
@pytest.mark.parametrize("sound", [b'"1","a","b","c"\n', b"1,a,b,c\n"])
def test_any_other_line_is_looked_at(line: bytes, sound: bytes) -> None:
    text = sound + line + sound
    places = list(lines_to_look_at(text, WIDTH, UNWANTED))
    assert places == [(1, len(sound)), (3, len(text))]


@pytest.mark.parametrize("odd", [b"\0", "é".encode(), b"\xff"])
def test_what_is_not_plain_text_is_looked_at(odd: bytes) -> None:
    text = b'"1","%s","b","c"\n' % odd
    assert next(lines_to_look_at(text, WIDTH, UNWANTED)) == (0, 0)


def test_a_sound_line_among_bare_ones_may_have_quotes_where_they_are_needed() -> None:
    text = b"1,a,b,c\n" + b'2,"a, ""b""",,\n' + b'"3","a","b","c"\n'
    assert list(lines_to_look_at(text, WIDTH, UNWANTED)) == [(3, len(text))]


def test_an_overlong_line_is_looked_at_however_sound() -> None:
    text = b'"1","%s","b","c"\n' % (b"a" * MAX_LINE_BYTES)
    assert next(lines_to_look_at(text, WIDTH, UNWANTED)) == (0, 0)
    (fault,) = Framer(PhysicalLines([text]), WIDTH, UNWANTED)
    assert isinstance(fault, Fault)


def test_a_row_that_ends_in_a_later_block_is_whole() -> None:
    blocks = [GOOD % 1 + b'"2","a\n', b"b\n", b'c","","5"\n' + GOOD % 3]
    framer = Framer(PhysicalLines(blocks), WIDTH, SEARCHED)
    (row,) = framer
    assert isinstance(row, Row)
    assert (row.line, row.fields[1], framer.rows_read) == (2, "a\nb\nc", 3)
