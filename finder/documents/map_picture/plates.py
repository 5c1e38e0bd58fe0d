"""Where the numbers of the list stand on the picture.

Each number stands at its point where there is room, the first numbers first. Where there is none,
it moves aside and a line leads back; where that does not help either, neighbours share a plate.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, cos, hypot, pi, sin, sqrt

from finder.documents.map_picture.boxes import Box, Edges, Room, text_width
from finder.documents.map_picture.contents import Pin
from finder.documents.map_picture.view import SIDE, MapView, Spot

RANK_SIZE = 18.0
LINE_HEIGHT = 20.0
LEAST_SIZE = 27.0
_ONE_POINT = 6.0
"""Pins closer together than this, in units, would hide each other nearly whole."""

_GAPS = (6.0, 18.0, 32.0, 50.0, 70.0)
_DIRECTIONS = tuple(
    # Straight outward, then a twelfth of a turn to either side, and so on.
    (cos(turn), sin(turn))
    for number in range(12)
    for turn in [(number + 1) // 2 * (1 if number % 2 else -1) * pi / 6]
)
_DOT = 7.0
_FEWEST_LETTERS = 8
_EDGE = 4.0
_LEAST_MOVE = 3.0
_COST = 4.0
_ORIGIN = Box.around(SIDE / 2, SIDE / 2, 22.0, 22.0)


@dataclass(frozen=True, slots=True)
class Plate:
    """One shape with the numbers of the place ``spot``; ``x`` and ``y`` are its own middle."""

    ranks: tuple[int, ...]
    spot: Spot
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def box(self) -> Box:
        return Box.around(self.x, self.y, self.width, self.height)

    @property
    def is_aside(self) -> bool:
        return hypot(self.x - self.spot[0], self.y - self.spot[1]) > _LEAST_MOVE

    def at(self, x: float, y: float) -> "Plate":
        """The same plate with its middle there, or as near as the edges allow."""
        beside, above = self.width / 2 + _EDGE, self.height / 2 + _EDGE
        x, y = min(max(x, beside), SIDE - beside), min(max(y, above), SIDE - above)
        return Plate(self.ranks, self.spot, x, y, self.width, self.height, self.lines)


@dataclass(frozen=True, slots=True)
class _Group:
    """Ranks that share a plate, and the place of the first of them to be there."""

    ranks: tuple[int, ...]
    spot: Spot

    def distance_to(self, other: "_Group") -> float:
        (x, y), (other_x, other_y) = self.spot, other.spot
        return hypot(x - other_x, y - other_y)


def placed_plates(view: MapView, pins: Iterable[Pin]) -> list[Plate]:
    """One plate for each place that has room of its own; every rank is on exactly one."""
    ranks_at: dict[Spot, list[int]] = {}
    ordered = sorted(pins, key=lambda pin: pin.rank)
    spots = view.place_all((pin.point.lat, pin.point.lon) for pin in ordered)
    for pin, spot in zip(ordered, spots, strict=True):
        ranks_at.setdefault(spot, []).append(pin.rank)
    groups: list[_Group] = []
    for spot, ranks in ranks_at.items():
        alone = _Group(tuple(ranks), spot)
        groups = _joined(groups, alone, _ONE_POINT, alone.distance_to)
    within = 2 * _ONE_POINT
    while True:
        plates, homeless = _with_room(groups)
        if not homeless:
            return plates
        within *= 2
        for group in homeless:
            if group in groups:
                others = [other for other in groups if other is not group]
                groups = _joined(others, group, within, partial(_reluctance, group))


def _joined(
    groups: list[_Group], group: _Group, within: float, order: Callable[[_Group], float]
) -> list[_Group]:
    """The groups with one more, which becomes part of the first in this order if that is near."""
    nearest = min(groups, key=order, default=None)
    if nearest is None or group.distance_to(nearest) > within:
        return [*groups, group]
    both = _Group(tuple(sorted((*nearest.ranks, *group.ranks))), nearest.spot)
    return [both if other is nearest else other for other in groups]


def _reluctance(group: _Group, other: _Group) -> float:
    """Two small plates are better than one large one, even if the way is longer."""
    return group.distance_to(other) + _COST * len(other.ranks)


def _ranges(ranks: Sequence[int]) -> Iterator[str]:
    """Numbers as people write them: three and more in a row as a range."""
    start = 0
    for end in range(1, len(ranks) + 1):
        if end < len(ranks) and ranks[end] == ranks[end - 1] + 1:
            continue
        if end - start > 2:
            yield f"{ranks[start]}–{ranks[end - 1]}"
        else:
            yield from map(str, ranks[start:end])
        start = end


def _with_room(groups: Sequence[_Group]) -> tuple[list[Plate], list[_Group]]:
    """Plates for the groups that found a place, and the groups that did not."""
    room = Room([_ORIGIN])
    plates: list[Plate] = []
    crowded: list[tuple[_Group, Plate]] = []
    for group in sorted(groups, key=lambda group: (len(group.ranks), group.ranks)):
        plate = _plate(group)
        if room.is_free(plate.box):
            room.take(plate.box)
            plates.append(plate)
        else:
            crowded.append((group, plate))
    for group, _ in crowded:
        room.take(Box.around(*group.spot, _DOT, _DOT))
    homeless = []
    for group, plate in crowded:
        box = next((box for box in _aside(plate) if room.is_free(box)), None)
        if box is not None:
            room.take(box)
            left, top, right, bottom = box
            plates.append(plate.at((left + right) / 2, (top + bottom) / 2))
        elif len(groups) == 1:
            plates.append(plate)
        else:
            homeless.append(group)
    return plates, homeless


def _aside(plate: Plate) -> Iterator[Edges]:
    """Boxes around the plate's place, the nearest first, beginning on the side of the near edge."""
    x, y = plate.spot
    outward = 1 if x >= SIDE / 2 else -1
    beside, above = plate.width / 2, plate.height / 2
    for gap in _GAPS:
        reach_x, reach_y = outward * (beside + gap), above + gap
        for across, down in _DIRECTIONS:
            to_x, to_y = x + across * reach_x, y + down * reach_y
            yield to_x - beside, to_y - above, to_x + beside, to_y + above


def _plate(group: _Group) -> Plate:
    lines = _wrapped(list(_ranges(group.ranks)))
    widest = max(text_width(line, RANK_SIZE, bold=True) for line in lines)
    width = max(LEAST_SIZE, widest + (10.0 if len(group.ranks) > 1 else 3.0))
    height = LEAST_SIZE + LINE_HEIGHT * (len(lines) - 1)
    return Plate(group.ranks, group.spot, 0.0, 0.0, width, height, lines).at(*group.spot)


def _wrapped(ranges: list[str]) -> tuple[str, ...]:
    """Lines about as long as a plate of them is high."""
    letters = max(_FEWEST_LETTERS, ceil(sqrt(3 * len(", ".join(ranges)))))
    lines = [ranges[0]]
    for text in ranges[1:]:
        longer = f"{lines[-1]}, {text}"
        if len(longer) <= letters:
            lines[-1] = longer
        else:
            lines[-1] += ","
            lines.append(text)
    return tuple(lines)
