"""Bars of a chart, measured so that a page only has to draw them."""

from collections.abc import Iterable
from dataclasses import dataclass

# Pixels: every bar stands below its own line of text, so that it fits the narrowest screen.
_ROW, _TEXT, _BAR = 54, 18, 26


@dataclass(frozen=True, slots=True)
class Bar:
    """One number; ``width`` is its share of the longest bar."""

    label: str
    count: int
    width: str
    text_y: int
    bar_y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars below each other under one title; ``words`` say the same to who cannot see them."""

    name: str
    title: str
    heading: str
    bars: tuple[Bar, ...]
    height: int

    @property
    def words(self) -> str:
        return "; ".join(f"{bar.label}: {bar.count:,}" for bar in self.bars)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The same figures for a table."""
        return [(bar.label, f"{bar.count:,}") for bar in self.bars]


def chart(name: str, title: str, heading: str, numbers: Iterable[tuple[str, int]]) -> Chart:
    """A chart of these numbers; all of them zero draw bars without length."""
    rows = list(numbers)
    longest = max((count for _, count in rows), default=0)
    bars = tuple(
        Bar(label, count, _width(count, longest), place * _ROW + _TEXT, place * _ROW + _BAR)
        for place, (label, count) in enumerate(rows)
    )
    return Chart(name, title, heading, bars, len(rows) * _ROW)


def _width(count: int, longest: int) -> str:
    return f"{100 * count / longest:.2f}%" if longest else "0%"
