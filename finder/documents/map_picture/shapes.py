"""SVG elements as text: numbers are short, and every word is escaped."""

import re
from collections.abc import Iterable
from html import escape

INK, SOFT_INK, PALE_INK, PAPER = "#1c2729", "#5a6668", "#9aa3a5", "#ffffff"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def group(attributes: str, children: Iterable[str]) -> str:
    held = "".join(children)
    return f"<g {attributes}>{held}</g>" if held else f"<g {attributes} />"


def circle(x: float, y: float, radius: float) -> str:
    return f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(radius)}" />'


def line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<line x1="{short(x)}" y1="{short(y)}" x2="{short(to_x)}" y2="{short(to_y)}" />'


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """A rectangle with round corners, from its left and top."""
    return (
        f'<rect x="{short(x)}" y="{short(y)}" width="{short(width)}" height="{short(height)}" '
        f'rx="{short(radius)}" />'
    )


def words(x: float, y: float, text: str, anchor: str = "middle") -> str:
    """A text on its baseline; in the middle it needs no word about that."""
    aside = "" if anchor == "middle" else f' text-anchor="{anchor}"'
    return f'<text x="{short(x)}" y="{short(y)}"{aside}>{escaped(text)}</text>'


def escaped(text: str) -> str:
    return escape(clean(text), quote=False)


def clean(text: str) -> str:
    """The text without the control characters that no XML document may hold."""
    return _NOT_XML.sub("", text)


def short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
