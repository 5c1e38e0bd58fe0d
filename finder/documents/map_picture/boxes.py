"""Room on the picture: boxes that must not lie over each other."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from finder.documents.map_picture.view import SIDE

_EDGE = 3.0
_WIDE = frozenset("MWmw@%—–")
_NARROW = frozenset("IJfijlrt .,:;'’|()-")


class Box(NamedTuple):
    """A rectangle by its edges, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> "Box":
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


# The same without its names, where many are tried and few are kept.
Edges = tuple[float, float, float, float]


class Room:
    """What is taken already."""

    def __init__(self, taken: Iterable[Edges] = ()) -> None:
        self._taken = list(taken)

    def is_free(self, box: Edges) -> bool:
        """Whether all of the box is on the picture and nothing of it is taken."""
        left, top, right, bottom = box
        if left < _EDGE or top < _EDGE or right > SIDE - _EDGE or bottom > SIDE - _EDGE:
            return False
        # A plain loop: a crowded map asks this some ten thousand times.
        for its_left, its_top, its_right, its_bottom in self._taken:
            if left < its_right and its_left < right and top < its_bottom and its_top < bottom:
                return False
        return True

    def take(self, box: Edges) -> None:
        self._taken.append(box)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is in a plain sans-serif face, rather too much than too little."""
    widths = (_letter_width(letter) for letter in text)
    return size * sum(widths) * (1.18 if bold else 1.0)


def _letter_width(letter: str) -> float:
    if letter in _WIDE:
        return 0.92
    if letter in _NARROW:
        return 0.36
    if letter.isupper():
        return 0.7
    return 0.6 if letter.isascii() else 0.75
