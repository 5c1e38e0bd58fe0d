"""Turns data and a Typst template of ours into a tagged PDF that screen readers can read.

Data is never a part of the markup: the template reads it as JSON, so that whatever a name holds is
text. Nothing but the template's own folder can be read, and only the fonts inside the compiler are
used, so the same data gives the same pages everywhere.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
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
    # Small figures, currencies, fractions, arrows, mathematics, shapes and a few signs.
    (0x2070, 0x2071, *range(0x2074, 0x208F)),
    range(0x20A0, 0x20C0),
    (0x2103, 0x2109, 0x2113, 0x2116, 0x2117, 0x2122, 0x2126),
    range(0x2153, 0x2180),
    range(0x2190, 0x2300),
    range(0x25A0, 0x2600),
    (0x2605, 0x2606, 0x2610, 0x2611, 0x2612, 0x2640, 0x2642, 0x2713, 0x2714, 0x2717, 0x2718),
)
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Mn", "Me"})


def render_pdf(template: Path, content: Mapping[str, object], longest: int = LONGEST_TEXT) -> bytes:
    """A PDF/UA-1 file; the template finds the content in ``sys.inputs.content``.

    Every text in the content is made printable first, and cut if it is longer than ``longest``;
    bytes are a picture in letters and stay as they are. Other requests go on meanwhile: the
    compiler works outside of Python's lock.
    """
    return typst.compile(
        str(template),
        root=str(template.parent),
        format="pdf",
        # The compiler refuses what a screen reader could not follow.
        pdf_standards="ua-1",
        font_paths=_fonts(),
        sys_inputs={"content": json.dumps(_printable_all(content, longest))},
    )


@cache
def _fonts() -> typst.Fonts:
    """Those inside the compiler, read once a process."""
    return typst.Fonts(include_system_fonts=False)


def printable(text: str, longest: int = LONGEST_TEXT) -> str:
    """One line that the fonts can show: a box for what they lack, nothing for what is invisible.

    Marks that turn the direction of writing are invisible, too. Longer texts are cut.
    """
    kept = "".join(_shown(character) for character in unicodedata.normalize("NFC", text))
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def unprintable(text: str) -> tuple[str, ...]:
    """The letters and marks that a PDF cannot show, each once, in the order in which they come."""
    composed = unicodedata.normalize("NFC", text)
    return tuple(
        character
        for character in dict.fromkeys(composed)
        if _shown(character) != character and not character.isspace()
    )


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in _SPACES or character in "\t\r\n\v\f":
        return " "
    if category in _INVISIBLE:
        return ""
    code = ord(character)
    is_assigned = category not in ("Cn", "Co")
    return character if is_assigned and any(code in part for part in _SHOWN) else MISSING


def _printable_all(value: object, longest: int) -> object:
    match value:
        case str():
            return printable(value, longest)
        case bytes():
            return value.decode("ascii")
        case Mapping():
            return {name: _printable_all(part, longest) for name, part in value.items()}
        case Sequence():
            return [_printable_all(part, longest) for part in value]
        case _:
            return value
