"""Which part of the ground a map shows, and where on the picture a point of it lies."""

from collections.abc import Collection, Iterable
from math import cos, hypot, radians, sin, sqrt

from finder.domain.borders import BorderKind
from finder.domain.geography import (
    EQUATORIAL_RADIUS_METRES,
    FLATTENING,
    MEAN_RADIUS_METRES,
    METRES_PER_MILE,
    Point,
    miles_between,
)

SIDE = 400.0
"""Units of the picture, which is square; a page shows it about as many pixels wide."""

_OUTER_RING = 182.0
_LEAST_MILES = 5.0
"""Pins mark ZIP codes rather than doors: to draw them closer would promise more than is known."""

_LEAST_MILES_WITH_BORDERS = 5.0
"""Borders are simplified for small maps: closer up they would run through the wrong street."""

_MOST_MILES_WITH_COUNTIES = 75.0
_RINGS = (
    (1.0,),
    (1.0, 2.0),
    (1.0, 3.0),
    (2.0, 5.0),
    (5.0, 10.0),
    (5.0, 10.0, 15.0),
    (10.0, 25.0),
    (25.0, 50.0),
    (25.0, 50.0, 75.0),
    (50.0, 100.0),
    (50.0, 100.0, 150.0),
    (100.0, 200.0),
    (100.0, 200.0, 300.0),
    (200.0, 400.0),
    (250.0, 500.0),
)
_SQUARED_ECCENTRICITY = FLATTENING * (2 - FLATTENING)
_CURVATURE = 1 / (24 * MEAN_RADIUS_METRES**2)

Spot = tuple[float, float]


class MapView:
    """A square around an origin, drawn so that distance and direction from there are true.

    This is the azimuthal equidistant projection: every ring of equal distance is a circle.
    """

    def __init__(self, origin: Point, rings: tuple[float, ...]) -> None:
        self.origin = origin
        self.rings = rings
        self.units_per_mile = _OUTER_RING / rings[-1]

    @property
    def across_miles(self) -> float:
        """From one end of the outermost ring to the other."""
        return 2 * self.rings[-1]

    @property
    def reach_miles(self) -> float:
        """From the origin to the nearest point of each edge."""
        return SIDE / 2 / self.units_per_mile

    @property
    def corner_miles(self) -> float:
        """From the origin to each corner, and so to anything visible at most."""
        return sqrt(2) * self.reach_miles

    @property
    def border_kinds(self) -> Collection[BorderKind]:
        """Those that help at this size and are exact enough for it."""
        if self.rings[-1] < _LEAST_MILES_WITH_BORDERS:
            return ()
        if self.rings[-1] <= _MOST_MILES_WITH_COUNTIES:
            return tuple(BorderKind)
        return (BorderKind.COAST, BorderKind.STATE)

    def place(self, lat: float, lon: float) -> Spot:
        """Units from the left and from the top of the picture."""
        return self.place_all([(lat, lon)])[0]

    def place_all(self, positions: Iterable[tuple[float, float]]) -> list[Spot]:
        """The same for many latitudes and longitudes, as borders have thousands.

        The length is that of the ground, from the chord through the earth; the longitude counts
        from the origin's, so that the 180th meridian is a line like any other.
        """
        spots = []
        units_per_metre = self.units_per_mile / METRES_PER_MILE
        sine, cosine = sin(radians(self.origin.lat)), cos(radians(self.origin.lat))
        own_axis, own_height = _from_axis_and_height(sine, cosine)
        for lat, lon in positions:
            phi, turn = radians(lat), radians(lon - self.origin.lon)
            from_axis, height = _from_axis_and_height(sin(phi), cos(phi))
            outward = from_axis * cos(turn) - own_axis
            east = from_axis * sin(turn)
            upward = height - own_height
            north = upward * cosine - outward * sine
            squared = outward * outward + east * east + upward * upward
            ground = sqrt(squared) * (1 + squared * _CURVATURE)
            units = units_per_metre * ground / (hypot(east, north) or 1.0)
            spots.append((SIDE / 2 + east * units, SIDE / 2 - north * units))
        return spots


def fitted_view(origin: Point, radius_miles: float, points: Iterable[Point]) -> MapView:
    """The closest view that holds every point, but no closer than pins are worth.

    The search reaches at most as far as the largest ring, so that no point lies beyond it.
    """
    farthest = max((miles_between(origin, point) for point in points), default=0.0)
    wanted = max(farthest, min(radius_miles, _LEAST_MILES))
    rings = next((rings for rings in _RINGS if rings[-1] >= wanted - 0.05), _RINGS[-1])
    return MapView(origin, rings)


def _from_axis_and_height(sine: float, cosine: float) -> tuple[float, float]:
    """Metres from the axis of the earth and above its equator, at this latitude."""
    prime_vertical = EQUATORIAL_RADIUS_METRES / sqrt(1 - _SQUARED_ECCENTRICITY * sine * sine)
    return prime_vertical * cosine, prime_vertical * (1 - _SQUARED_ECCENTRICITY) * sine
