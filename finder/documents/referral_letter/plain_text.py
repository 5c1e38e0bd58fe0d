"""The letter as plain text, for pasting into a record system."""

from collections.abc import Iterator

from finder.documents.referral_letter.footer import (
    ANSWER,
    ANSWER_HEADING,
    SIGNATURE,
    identity,
    not_recorded,
)
from finder.domain.referral import PrintedLetter
from finder.domain.referral.printing import EMERGENCY_MARK, Row, Section

_INDENT = "  "


def plain_text(letter: PrintedLetter) -> str:
    """UTF-8 lines of their natural length; nothing is wrapped, so that nothing is torn apart."""
    return "\n".join(_lines(letter)) + "\n"


def _lines(letter: PrintedLetter) -> Iterator[str]:
    yield letter.title.upper()
    if letter.is_emergency:
        yield EMERGENCY_MARK
    yield f"Written on {letter.written_on}"
    for section in letter.sections:
        yield from _section(section)
    yield from ("", SIGNATURE)
    if letter.reply_address:
        yield from ("", ANSWER_HEADING.upper(), ANSWER, letter.reply_address)
    yield from ("", *identity(letter))


def _section(section: Section) -> Iterator[str]:
    yield from ("", section.heading.upper())
    for row in section.rows:
        yield from _row(row)
    if section.not_recorded:
        yield not_recorded(section.not_recorded)


def _row(row: Row) -> Iterator[str]:
    if not row.label:
        yield from row.lines
    elif len(row.lines) == 1:
        yield f"{row.label}: {row.lines[0]}"
    else:
        yield f"{row.label}:"
        yield from (_INDENT + line for line in row.lines)
