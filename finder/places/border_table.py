"""State and county lines near a point, read from ``borders.csv`` and taken apart row by row."""

from collections.abc import Collection, Iterator
from functools import cached_property
from math import cos, radians
from pathlib import Path

from finder.domain.borders import Border, BorderKind
from finder.domain.geography import Point

_THOUSANDTHS = 1000
_FULL_TURN = 360 * _THOUSANDTHS
_LEAST_MILES_A_DEGREE = 68.4
"""Of latitude, anywhere on the globe: a little fewer than there are."""

_NEARLY_A_POLE = 88.0

_Row = tuple[BorderKind, int, int, int, int, str]


class BorderTable:
    """The rows of ``borders.csv``; points stay text because a map needs few of the lines."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _rows(self) -> list[_Row]:
        lines = self._path.read_text(encoding="utf-8").splitlines()[1:]
        kinds = {kind.value: kind for kind in BorderKind}
        rows = []
        for line in lines:
            kind, west, south, east, north, points = line.split(",")
            rows.append((kinds[kind], int(west), int(south), int(east), int(north), points))
        return rows

    def around(self, centre: Point, miles: float, kinds: Collection[BorderKind]) -> list[Border]:
        """The lines of these kinds that may touch a square so many miles to each side."""
        reach = miles / _LEAST_MILES_A_DEGREE
        south, north = (_thousandths(centre.lat + side * reach) for side in (-1, 1))
        windows = list(_windows(centre, reach))
        return [
            Border(kind, _positions(points))
            for kind, row_west, row_south, row_east, row_north, points in self._rows
            if row_north >= south and row_south <= north and kind in kinds
            if any(row_east >= west and row_west <= east for west, east in windows)
        ]


def _windows(centre: Point, reach: float) -> Iterator[tuple[int, int]]:
    """Stretches of longitude, in thousandths, that a square of so many degrees touches.

    It is widest at its edge towards the pole. A window that leaves the map at the 180th meridian
    also begins anew on its other side.
    """
    far_edge = abs(centre.lat) + reach
    if far_edge >= _NEARLY_A_POLE:
        yield -_FULL_TURN, _FULL_TURN
        return
    width = reach / cos(radians(far_edge))
    west, east = _thousandths(centre.lon - width), _thousandths(centre.lon + width)
    yield west, east
    if west < -_FULL_TURN // 2:
        yield west + _FULL_TURN, east + _FULL_TURN
    if east > _FULL_TURN // 2:
        yield west - _FULL_TURN, east - _FULL_TURN


def _thousandths(angle: float) -> int:
    return round(angle * _THOUSANDTHS)


def _positions(points: str) -> tuple[tuple[float, float], ...]:
    """Latitudes and longitudes in degrees, from a first position and the steps after it."""
    numbers = [int(number) for number in points.split(" ")]
    lon = lat = 0
    positions = []
    for step_lon, step_lat in zip(numbers[::2], numbers[1::2], strict=True):
        lon, lat = lon + step_lon, lat + step_lat
        positions.append((lat / _THOUSANDTHS, lon / _THOUSANDTHS))
    return tuple(positions)
