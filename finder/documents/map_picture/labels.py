"""Names on the picture, each where it covers no pin, no other name and no edge."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from finder.documents.map_picture.boxes import Box, Room, text_width
from finder.documents.map_picture.grid import Cell, cells_in
from finder.documents.map_picture.ground import Town
from finder.documents.map_picture.view import SIDE, MapView, Spot
from finder.domain.sentences import Language, Sentence

TEXT_SIZE = 16.0
_LONGEST_NAME = 18
_DOT = 5.0
_ORIGIN_GAP = 13.0
_LETTER_SPACE = 1.5
_MOST_TRIES = 60


@dataclass(frozen=True, slots=True)
class Label:
    """A text with its middle, start or end at ``x`` and its middle at ``y``."""

    text: str
    x: float
    y: float
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class TownLabel:
    """The name of a town beside its dot."""

    label: Label
    x: float
    y: float


def origin_label(text: str, room: Room) -> Label | None:
    """The name of the origin, if there is room beside its mark."""
    return _beside(text, SIDE / 2, SIDE / 2, _ORIGIN_GAP, room, bold=True)


def ring_labels(view: MapView, room: Room, language: Language) -> list[Label]:
    """What each ring means, written across it; a ring without room stays without."""
    labels = []
    for miles in reversed(view.rings):
        text = language.say(distance_in_miles(miles))
        width = text_width(text, TEXT_SIZE)
        radius = miles * view.units_per_mile
        for turn in (-2, 2, -3, -1, 3, 1, -4, 0):
            x = SIDE / 2 + radius * cos(turn * pi / 4)
            y = SIDE / 2 + radius * sin(turn * pi / 4)
            box = Box.around(x, y, width + 4, TEXT_SIZE + 3)
            if room.is_free(box):
                room.take(box)
                labels.append(Label(text, x, y))
                break
    return labels


def distance_in_miles(miles: float) -> Sentence:
    number = f"{miles:g}"
    if number == "1":
        return Sentence("1 mile")
    return Sentence("%(miles)s miles", miles=number)


def town_labels(
    towns: Iterable[tuple[Town, Spot]], origin_name: str, room: Room, most: int
) -> list[TownLabel]:
    """The first few towns with room for dot and name; the origin's own town is named already."""
    labels: list[TownLabel] = []
    names = set()
    origin = f" {origin_name}"
    for town, (x, y) in towns:
        if len(labels) == most:
            break
        is_named = town.name in names or f" {town.name}," in origin
        if is_named or len(town.name) > _LONGEST_NAME:
            continue
        dot = (x - _DOT / 2, y - _DOT / 2, x + _DOT / 2, y + _DOT / 2)
        if not room.is_free(dot):
            continue
        name = _beside(town.name, x, y, _DOT + 2, room)
        if name:
            room.take(dot)
            names.add(town.name)
            labels.append(TownLabel(name, x, y))
    return labels


def state_labels(
    towns: Iterable[tuple[Town, Spot]], crossed: frozenset[Cell], room: Room
) -> list[Label]:
    """The names of states where a border between them is to be seen.

    A name is written over a town of its state, where no border runs through it: so it stands
    within the state without anybody knowing the state's shape.
    """
    spots_in: dict[str, list[Spot]] = {}
    for town, spot in towns:
        spots_in.setdefault(town.state, []).append(spot)
    labels = []
    for state, spots in spots_in.items():
        text = state.upper()
        width = text_width(text, TEXT_SIZE) + _LETTER_SPACE * len(text)
        for x, y in _over(spots, width):
            box = Box.around(x, y, width + 6, TEXT_SIZE + 6)
            if room.is_free(box) and crossed.isdisjoint(cells_in(box)):
                room.take(box)
                labels.append(Label(text, x, y))
                break
    return labels


def _over(spots: Iterable[Spot], width: float) -> Iterator[Spot]:
    """Middles of a name so wide that lies over one of the spots, the outermost spots first."""
    for x, y in sorted(spots, key=_from_middle, reverse=True)[:_MOST_TRIES]:
        for aside in (0.0, -0.45, 0.45):
            yield x + aside * width, y


def _from_middle(spot: Spot) -> float:
    return hypot(spot[0] - SIDE / 2, spot[1] - SIDE / 2)


def _beside(
    text: str, x: float, y: float, gap: float, room: Room, *, bold: bool = False
) -> Label | None:
    """A name right of a spot, or left, above or below it; takes the room."""
    width = text_width(text, TEXT_SIZE, bold=bold)
    height = TEXT_SIZE + 2
    below = gap + height / 2
    for label, middle in (
        (Label(text, x + gap, y, "start"), x + gap + width / 2),
        (Label(text, x - gap, y, "end"), x - gap - width / 2),
        (Label(text, x, y - below), x),
        (Label(text, x, y + below), x),
    ):
        box = Box.around(middle, label.y, width, height)
        if room.is_free(box):
            room.take(box)
            return label
    return None
