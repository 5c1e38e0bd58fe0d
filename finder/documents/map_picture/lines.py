"""Borders as lines on the picture: cut at its edge, and without bends too small to see."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot

from finder.documents.map_picture.view import SIDE, MapView, Spot
from finder.domain.borders import Border

# Lines end a little outside the picture, so that their ends are not seen.
_LOW, _HIGH = -3.0, SIDE + 3.0
_LEAST_BEND = 0.4
_SMALLEST_ISLAND = 2.0

Line = list[Spot]


def lines_on(view: MapView, borders: Iterable[Border]) -> list[Line]:
    """The visible parts of the borders, in units of the picture."""
    lines = []
    for border in borders:
        placed = view.place_all(border.positions)
        if _is_speck(placed):
            continue
        for piece in _visible(placed):
            lines.append(_simplified(piece))
    return lines


def path_of(lines: Iterable[Line], scale: int) -> str:
    """The data of one SVG path, in whole steps so many to a unit."""
    parts = []
    for line in lines:
        (x, y), *rest = [(round(x * scale), round(y * scale)) for x, y in line]
        start = f"M{x} {y}l"
        steps = []
        for next_x, next_y in rest:
            if (next_x, next_y) != (x, y):
                steps.append(f"{next_x - x} {next_y - y}")
                x, y = next_x, next_y
        if steps:
            parts.append(start + " ".join(steps))
    return "".join(parts).replace(" -", "-")


def _is_speck(line: Sequence[Spot]) -> bool:
    """A closed line, such as that of an island, too small to be seen as one."""
    if line[0] != line[-1]:
        return False
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(max(xs) - min(xs), max(ys) - min(ys)) < _SMALLEST_ISLAND


def _visible(line: Sequence[Spot]) -> Iterator[Line]:
    """The parts of a line inside the picture and its margin."""
    xs, ys = zip(*line, strict=True)
    if max(xs) < _LOW or min(xs) > _HIGH or max(ys) < _LOW or min(ys) > _HIGH:
        return
    if min(xs) >= _LOW and max(xs) <= _HIGH and min(ys) >= _LOW and max(ys) <= _HIGH:
        yield list(line)
        return
    piece: Line = []
    for start, end in pairwise(line):
        kept = _cut(start, end)
        if kept is None:
            if piece:
                yield piece
            piece = []
            continue
        if not piece or piece[-1] != kept[0]:
            if piece:
                yield piece
            piece = [kept[0]]
        piece.append(kept[1])
    if piece:
        yield piece


def _cut(start: Spot, end: Spot) -> tuple[Spot, Spot] | None:
    """The part of a segment inside the picture and its margin, by Liang and Barsky."""
    enters, leaves = 0.0, 1.0
    for here, there in zip(start, end, strict=True):
        step = there - here
        if step == 0.0:
            if not _LOW <= here <= _HIGH:
                return None
            continue
        first, last = sorted(((_LOW - here) / step, (_HIGH - here) / step))
        enters, leaves = max(enters, first), min(leaves, last)
        if enters >= leaves:
            return None
    x, y = end[0] - start[0], end[1] - start[1]
    return (
        start if enters == 0.0 else (start[0] + enters * x, start[1] + enters * y),
        end if leaves == 1.0 else (start[0] + leaves * x, start[1] + leaves * y),
    )


def _simplified(line: Line) -> Line:
    """Fewer points within half a unit of the line, by Douglas and Peucker."""
    if len(line) < 3:
        return line
    kept = {0, len(line) - 1}
    stretches = [(0, len(line) - 1)]
    while stretches:
        first, last = stretches.pop()
        bend, farthest = _farthest(line, first, last)
        if bend > _LEAST_BEND:
            kept.add(farthest)
            stretches += [(first, farthest), (farthest, last)]
    return [line[number] for number in sorted(kept)]


def _farthest(line: Line, first: int, last: int) -> tuple[float, int]:
    """How far the line strays from straight between two of its points, and where."""
    x, y = line[first]
    along_x, along_y = line[last][0] - x, line[last][1] - y
    length = hypot(along_x, along_y)
    most, where = 0.0, first
    for number in range(first + 1, last):
        off_x, off_y = line[number][0] - x, line[number][1] - y
        off = abs(along_x * off_y - along_y * off_x) / length if length else hypot(off_x, off_y)
        if off > most:
            most, where = off, number
    return most, where
