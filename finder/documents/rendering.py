"""Turns data and a Typst template of ours into a tagged PDF that screen readers can read.

Data is never a part of the markup: the template reads it as JSON, so that whatever a name holds is
text. Nothing but the template's own folder can be read, and only the fonts inside the compiler are
used, so the same data gives the same pages everywhere.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import typst

LONGEST_TEXT = 600
MISSING = "□"
# What the fonts inside the compiler can show of all that a name or address may hold; the compiler
# refuses a document with any other letter.
_SHOWN = (
    range(0x20, 0x7F),
    range(0xA0, 0x250),
    range(0x370, 0x483),
    range(0x1E00, 0x1F00),
    range(0x2010, 0x2028),
    range(0x2030, 0x2041),
    (0x20AC, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, ord(MISSING)),
)
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Mn", "Me"})


def render_pdf(template: Path, content: Mapping[str, object]) -> bytes:
    """A PDF/UA-1 file; the template finds the content in ``sys.inputs.content``.

    Every text in the content is made printable first. Other requests go on meanwhile: the
    compiler works outside of Python's lock.
    """
    return typst.compile(
        str(template),
        root=str(template.parent),
        format="pdf",
        # The compiler refuses what a screen reader could not follow.
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(_printable_all(content))},
    )


def printable(text: str) -> str:
    """One line that the fonts can show: a box for what they lack, nothing for what is invisible.

    Marks that turn the direction of writing are invisible, too. Longer texts are cut.
    """
    kept = "".join(_shown(character) for character in unicodedata.normalize("NFC", text))
    line = " ".join(kept.split())
    return line if len(line) <= LONGEST_TEXT else line[: LONGEST_TEXT - 1] + "…"


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in _SPACES or character in "\t\r\n\v\f":
        return " "
    if category in _INVISIBLE:
        return ""
    code = ord(character)
    is_assigned = category not in ("Cn", "Co")
    return character if is_assigned and any(code in part for part in _SHOWN) else MISSING


def _printable_all(value: object) -> object:
    match value:
        case str():
            return printable(value)
        case Mapping():
            return {name: _printable_all(part) for name, part in value.items()}
        case Sequence():
            return [_printable_all(part) for part in value]
        case _:
            return value
