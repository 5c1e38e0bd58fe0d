"""What a map shows, and the picture that comes of it."""

from dataclasses import dataclass

from finder.documents.map_picture.ground import Ground
from finder.domain.geography import Point


@dataclass(frozen=True, slots=True)
class Pin:
    """One result: its number in the list, where it lies, who it is and how far that is said to be.

    ``miles`` is what the list says.
    """

    rank: int
    point: Point
    name: str
    miles: float


@dataclass(frozen=True, slots=True)
class MapContents:
    """Everything on a map: the name of its origin, the pins, and the ground under them."""

    label: str
    pins: tuple[Pin, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn map: a whole SVG document that needs no style sheet, font or network."""

    svg: str
    title: str
    description: str

    def __html__(self) -> str:
        """Markup for a page: every text in it was escaped when it was drawn."""
        return self.svg
