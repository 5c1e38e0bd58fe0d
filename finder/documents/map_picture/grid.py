"""A coarse grid over the picture: through which of its cells lines run."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import hypot

from finder.documents.map_picture.boxes import Box
from finder.documents.map_picture.lines import Line

_CELL = 8

Cell = tuple[int, int]


def cells_of(lines: Iterable[Line]) -> frozenset[Cell]:
    """The cells that lines run through."""
    cells = set()
    for line in lines:
        for (x, y), (next_x, next_y) in pairwise(line):
            steps = int(hypot(next_x - x, next_y - y) / _CELL * 2) + 1
            for step in range(steps + 1):
                share = step / steps
                across, down = x + (next_x - x) * share, y + (next_y - y) * share
                cells.add((int(across // _CELL), int(down // _CELL)))
    return frozenset(cells)


def cells_in(box: Box) -> Iterator[Cell]:
    for across in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for down in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield across, down
