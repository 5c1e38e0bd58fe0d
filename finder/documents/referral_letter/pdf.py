"""The letter as a tagged PDF that survives a fax: black on white, ten points or more."""

import re
from dataclasses import asdict
from pathlib import Path

from finder.documents.referral_letter.footer import (
    ANSWER,
    ANSWER_HEADING,
    SIGNATURE,
    identity,
    lines_of,
    not_recorded,
    qr_svg,
    unprintable_note,
)
from finder.documents.rendering import render_pdf
from finder.domain.referral import PrintedLetter
from finder.domain.referral.printing import EMERGENCY_MARK, Row

TEMPLATE = Path("documents") / "referral_letter.typ"
# No field is as long: whatever was let into the letter is printed whole.
_LONGEST = 4000
# What fits into half the width of the page, label and value together.
_SHORT = 44
# More letters than this do not fit on two pages as they are usually set.
_MANY = 7000
_LONG_WORD = re.compile(r"\S{60,}")


def pdf(letter: PrintedLetter, templates: Path) -> bytes:
    """The letter as PDF/UA-1."""
    content = {
        "title": letter.title,
        "emergency": EMERGENCY_MARK if letter.is_emergency else "",
        "written_on": letter.written_on,
        "sections": [
            {
                "heading": section.heading,
                "rows": [{**asdict(row), "is_short": _is_short(row)} for row in section.rows],
                "not_recorded": not_recorded(section.not_recorded) if section.not_recorded else "",
            }
            for section in letter.sections
        ],
        "answer_heading": ANSWER_HEADING,
        "answer": ANSWER,
        "signature": SIGNATURE,
        "reply_address": letter.reply_address,
        "qr": qr_svg(letter) if letter.reply_address else b"",
        "note": unprintable_note(letter),
        "has_long_word": any(_LONG_WORD.search(line) for line in lines_of(letter)),
        "identity": identity(letter),
        "is_dense": sum(map(len, lines_of(letter))) > _MANY,
    }
    return render_pdf(templates / TEMPLATE, content, _LONGEST)


def _is_short(row: Row) -> bool:
    return bool(row.label) and len(row.lines) == 1 and len(row.label + row.lines[0]) <= _SHORT
