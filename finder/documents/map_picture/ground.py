"""What lies under the pins: the same for every search from one place, drawn and measured once."""

from collections.abc import Iterable
from dataclasses import dataclass

from finder.documents.map_picture.grid import Cell, cells_of
from finder.documents.map_picture.lines import lines_on, path_of
from finder.documents.map_picture.shapes import INK, PALE_INK, SOFT_INK, circle, group
from finder.documents.map_picture.view import SIDE, MapView, Spot
from finder.domain.borders import Border, BorderKind
from finder.domain.geography import Point

_STEPS = 10
"""Borders are drawn in whole tenths of a unit, so their strokes are in tenths too."""

_BORDERS = (
    f'class="map-borders" fill="none" stroke-linejoin="round" transform="scale({1 / _STEPS})"'
)
_BORDER = {
    BorderKind.COUNTY: f'stroke="{PALE_INK}" stroke-width="7"',
    BorderKind.STATE: f'stroke="{INK}" stroke-width="16" stroke-dasharray="90 25 15 25"',
    BorderKind.COAST: f'stroke="{INK}" stroke-width="16"',
}
_RINGS = (
    f'class="map-rings" fill="none" stroke="{SOFT_INK}" stroke-width="1.5" stroke-dasharray="2 4"'
)


@dataclass(frozen=True, slots=True)
class Town:
    """A town for orientation, with the full name of its state."""

    name: str
    state: str
    point: Point


@dataclass(frozen=True, slots=True)
class Ground:
    """Borders and rings as SVG, and the towns with their places, the biggest first.

    ``crossed`` holds where lines part states or end the country; it is empty where no state line
    is to be seen.
    """

    svg: str
    towns: tuple[tuple[Town, Spot], ...]
    crossed: frozenset[Cell]


def ground_of(view: MapView, towns: Iterable[Town], borders: Iterable[Border]) -> Ground:
    """The ground of a view with these towns and borders."""
    of_kind: dict[BorderKind, list[Border]] = {kind: [] for kind in _BORDER}
    for border in borders:
        of_kind[border.kind].append(border)
    lines = {kind: lines_on(view, of_kind[kind]) for kind in _BORDER}
    paths = [(path_of(lines[kind], _STEPS), style) for kind, style in _BORDER.items()]
    drawn = group(_BORDERS, (f'<path d="{path}" {style} />' for path, style in paths if path))
    rings = (circle(SIDE / 2, SIDE / 2, miles * view.units_per_mile) for miles in view.rings)
    parting = lines[BorderKind.STATE]
    known = tuple(towns)
    spots = view.place_all((town.point.lat, town.point.lon) for town in known)
    return Ground(
        svg=drawn + group(_RINGS, rings),
        towns=tuple(zip(known, spots, strict=True)),
        crossed=cells_of([*parting, *lines[BorderKind.COAST]]) if parting else frozenset(),
    )
