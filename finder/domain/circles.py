"""The box round a circle in whole latitude bands, narrowed band by band where it is read."""

from dataclasses import dataclass
from math import cos, degrees, radians

from finder.domain.geography import (
    EQUATORIAL_RADIUS_METRES,
    LATITUDE_BAND_DEGREES,
    METRES_PER_MILE,
    ROUNDING_DEGREES,
    SMALLEST_MERIDIAN_RADIUS_METRES,
    Point,
    latitude_band,
)

# Wider than any difference of longitudes, however far it is narrowed.
_WHOLE_ROUND = 1e9
# Chords of two circles do not shrink quite as their miles do; this covers it up to 500 miles.
NARROWING_MARGIN = 1.0001
ROUNDING_SHARE = 1e-9
"""Added to a share before its root is taken, so that rounding never cuts a band."""


@dataclass(frozen=True, slots=True)
class Box:
    """Bands ``first_band`` to ``last_band``, and the longitudes within ``half_width`` of a middle.

    ``half_height`` is in bands and ``half_width`` in degrees. A circle over the antimeridian has
    two middles, a turn apart.
    """

    first_band: int
    last_band: int
    half_height: float
    half_width: float
    middles: tuple[float, ...]

    def width_at(self, origin: Point, band: int, share: float = 1.0) -> float | None:
        """Degrees from a middle that the circle may reach in a band, ``None`` where it does not.

        ``share`` is the square of a smaller chord over that of the whole circle. The statement of
        the search says the same in SQL.
        """
        at = origin.lat / LATITUDE_BAND_DEGREES
        gap = max(0.0, band - at, at - band - 1) / self.half_height
        left = share - gap * gap + ROUNDING_SHARE
        return self.half_width * left**0.5 if left > 0 else None


@dataclass(frozen=True, slots=True)
class BandWindow:
    """The stretch of one latitude band, in degrees of longitude, that a circle may touch."""

    band: int
    lon_low: float
    lon_high: float


def windows_around(origin: Point, miles: float) -> list[BandWindow]:
    """Windows that together hold every point within so many geodesic miles of the origin."""
    box = box_around(origin, miles)
    widths = [
        (band, width)
        for band in range(box.first_band, box.last_band + 1)
        if (width := box.width_at(origin, band)) is not None
    ]
    return [
        BandWindow(band, max(-180.0, middle - width), min(180.0, middle + width))
        for band, width in widths
        for middle in box.middles
        if middle - width <= 180 and middle + width >= -180
    ]


def box_around(origin: Point, miles: float) -> Box:
    """The box that holds every point within so many geodesic miles.

    A path of s metres cannot climb further than s over the smallest meridian radius, and what
    it spends northward it lacks eastward; eastward a degree is shortest at the far edge.
    """
    metres = miles * METRES_PER_MILE
    reach = degrees(metres / SMALLEST_MERIDIAN_RADIUS_METRES) + ROUNDING_DEGREES
    far_edge = abs(origin.lat) + reach
    degree_east = radians(1) * EQUATORIAL_RADIUS_METRES * max(0.0, cos(radians(far_edge)))
    is_whole_round = far_edge >= 90 or metres >= 180 * degree_east
    half_width = _WHOLE_ROUND if is_whole_round else metres / degree_east + ROUNDING_DEGREES
    return Box(
        first_band=latitude_band(max(-90.0, origin.lat - reach)),
        last_band=latitude_band(min(90.0, origin.lat + reach)),
        half_height=reach / LATITUDE_BAND_DEGREES,
        half_width=half_width,
        middles=(origin.lon,) if is_whole_round else _middles(origin.lon, half_width),
    )


def _middles(lon: float, half_width: float) -> tuple[float, ...]:
    if lon - half_width < -180:
        return lon, lon + 360
    if lon + half_width > 180:
        return lon, lon - 360
    return (lon,)
