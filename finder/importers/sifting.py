"""Which lines need a look: all others are sound records that can say nothing that is wanted.

Nearly all lines of the large files are such, and this decides about each of them with a few
searches in the block of text that it stands in.
"""

import re
from collections.abc import Iterator

from finder.importers.lines import MAX_LINE_BYTES
from finder.importers.prefilter import Prefilter

SEPARATOR = b'","'

_QUOTE = b'"'
_QUOTE_CODE = ord('"')
_LINE_END = b"\n"
# Quotation marks stand around whole fields and are doubled inside them. The pattern looks back
# only after its first mark, because one that begins with a plain character is searched faster.
_QUOTED_FIELD = re.compile(rb'"(?<![^,]")[^"]*+(?:""[^"]*+)*+"(?![^,])')
# A line that begins with one of these may be blank.
_BLANKS = b", \t\r\n"

Place = tuple[int, int]


def is_record(line: bytes, width: int) -> bool:
    """Whether a line by itself has so many fields, quoted by the rules or not at all."""
    # What is left without well quoted fields has one comma between fields and no stray quote.
    bare = _QUOTED_FIELD.sub(b"", line)
    return bare.count(b",") == width - 1 and _QUOTE not in bare


def every_line(text: bytes) -> Iterator[Place]:
    """How many lines stand before a line, and where it begins; the last place is the end."""
    index = start = 0
    while start < len(text):
        yield index, start
        index, start = index + 1, text.index(_LINE_END, start) + 1
    yield index, start


def lines_to_look_at(text: bytes, width: int, prefilter: Prefilter) -> Iterator[Place]:
    """As ``every_line``, but without the records of this width that need no look.

    A block with anything else than plain text is looked at line by line.
    """
    if not text.isascii() or b"\0" in text or len(text) > MAX_LINE_BYTES:
        return every_line(text)
    first = text.count(_QUOTE, 0, text.find(_LINE_END))
    sift = _quoted if first == 2 * width else _bare
    return sift(text, width, prefilter)


def _quoted(text: bytes, width: int, prefilter: Prefilter) -> Iterator[Place]:
    """Sound: every quotation mark is first or last or belongs to a separator between these."""
    separators, quotes = width - 1, 2 * width
    count, find, is_idle = text.count, text.find, prefilter.is_idle
    wanted = prefilter.place(text, 0)
    index = start = 0
    size = len(text)
    while start < size:
        end = find(_LINE_END, start)
        if wanted < end:
            yield index, start
            wanted = prefilter.place(text, end)
        elif not (
            count(SEPARATOR, start + 1, end - 1) == separators
            and count(_QUOTE, start, end) == quotes
            and text[start] == _QUOTE_CODE == text[end - 1]
            and is_idle(text, start)
        ):
            yield index, start
        index += 1
        start = end + 1
    yield index, start


def _bare(text: bytes, width: int, prefilter: Prefilter) -> Iterator[Place]:
    """Sound: not blank, and fields are quoted where they have to be or not at all."""
    commas = width - 1
    count, find, is_idle = text.count, text.find, prefilter.is_idle
    wanted = prefilter.place(text, 0)
    index = start = 0
    size = len(text)
    while start < size:
        end = find(_LINE_END, start)
        if wanted < end:
            yield index, start
            wanted = prefilter.place(text, end)
        elif not (
            (
                count(b",", start, end) == commas
                if find(_QUOTE, start, end) < 0
                else is_record(text[start:end], width)
            )
            and text[start] not in _BLANKS
            and is_idle(text, start)
        ):
            yield index, start
        index += 1
        start = end + 1
    yield index, start
