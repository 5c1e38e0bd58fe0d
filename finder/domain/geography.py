"""Points on the WGS-84 ellipsoid, miles between them, and ZIP codes as written.

Distances are geodesic: Vincenty's inverse solution stays within a centimetre of geopy's
``geodesic`` at any length and needs no fallback but for points nearly opposite on the globe.
"""

import re
from dataclasses import dataclass
from math import (
    atan2,
    cos,
    floor,
    hypot,
    isfinite,
    radians,
    remainder,
    sin,
    sqrt,
    tan,
)

from finder.domain.errors import InvalidValue
from finder.domain.sentences import Sentence

METRES_PER_MILE = 1609.344
EQUATORIAL_RADIUS_METRES = 6_378_137.0
FLATTENING = 1 / 298.257223563
POLAR_RADIUS_METRES = EQUATORIAL_RADIUS_METRES * (1 - FLATTENING)
MEAN_RADIUS_METRES = 6_371_008.8
"""For SQL: metres along the ground ~ c * (1 + c * c / (24 * R * R)), c the chord in metres."""

LATITUDE_BAND_DEGREES = 0.25
SMALLEST_MERIDIAN_RADIUS_METRES = 6_335_400.0
ROUNDING_DEGREES = 1e-7

_SQUARED_ECCENTRICITY = FLATTENING * (2 - FLATTENING)
_SECOND_SQUARED_ECCENTRICITY = _SQUARED_ECCENTRICITY / (1 - _SQUARED_ECCENTRICITY)
_ABOVE_ANY_RADIUS_METRES = 6_400_000.0
_HALF_MERIDIAN_METRES = 20_003_931.4586

_ZIP_TEXT = re.compile(r"([0-9]{5})(?:[- ]?[0-9]{4})?")


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the ground: WGS-84 latitude and longitude in degrees."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (isfinite(self.lat) and -90 <= self.lat <= 90):
            raise InvalidValue(Sentence("A latitude lies between -90 and 90 degrees."))
        if not (isfinite(self.lon) and -180 <= self.lon <= 180):
            raise InvalidValue(Sentence("A longitude lies between -180 and 180 degrees."))

    @classmethod
    def of(cls, lat: float, lon: float) -> "Point":
        """The point rounded to the five decimals (about a metre) that are stored and shown."""
        return cls(round(lat, 5) + 0.0, round(lon, 5) + 0.0)


@dataclass(frozen=True, slots=True)
class ZipCode:
    """A five-digit US postal code as text; whether it is in use is for the ZIP table to say."""

    digits: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{5}", self.digits):
            raise InvalidValue(Sentence("A ZIP code has five digits, such as 60601."))

    @classmethod
    def parse(cls, text: str) -> "ZipCode":
        """Read a ZIP or a ZIP+4, with or without its hyphen; the last four digits are dropped."""
        match = _ZIP_TEXT.fullmatch(text.strip(" \t"))
        if match is None:
            raise InvalidValue(
                Sentence("A ZIP code has five digits, such as 60601, or nine: 60601-1234.")
            )
        return cls(match[1])

    def __str__(self) -> str:
        return self.digits


def earth_centred(point: Point) -> tuple[float, float, float]:
    """Cartesian metres from the centre of the earth, at height zero."""
    lat, lon = radians(point.lat), radians(point.lon)
    prime_vertical = EQUATORIAL_RADIUS_METRES / sqrt(1 - _SQUARED_ECCENTRICITY * sin(lat) ** 2)
    from_axis = prime_vertical * cos(lat)
    height = prime_vertical * (1 - _SQUARED_ECCENTRICITY) * sin(lat)
    return from_axis * cos(lon), from_axis * sin(lon), height


def miles_between(a: Point, b: Point) -> float:
    """Geodesic miles; for points nearly opposite on the globe, half a meridian (0.4% too long)."""
    return _metres_between(a, b) / METRES_PER_MILE


def _metres_between(a: Point, b: Point) -> float:
    tan_1 = (1 - FLATTENING) * tan(radians(a.lat))
    tan_2 = (1 - FLATTENING) * tan(radians(b.lat))
    cos_1, cos_2 = 1 / sqrt(1 + tan_1 * tan_1), 1 / sqrt(1 + tan_2 * tan_2)
    sin_1, sin_2 = tan_1 * cos_1, tan_2 * cos_2
    difference = longitude = radians(remainder(b.lon - a.lon, 360.0))
    for _ in range(30):
        sin_lon, cos_lon = sin(longitude), cos(longitude)
        sin_arc = hypot(cos_2 * sin_lon, cos_1 * sin_2 - sin_1 * cos_2 * cos_lon)
        cos_arc = sin_1 * sin_2 + cos_1 * cos_2 * cos_lon
        if sin_arc == 0.0:
            return 0.0 if cos_arc > 0.0 else _HALF_MERIDIAN_METRES
        arc = atan2(sin_arc, cos_arc)
        sin_azimuth = cos_1 * cos_2 * sin_lon / sin_arc
        cos2_azimuth = 1 - sin_azimuth * sin_azimuth
        cos_2mid = cos_arc - 2 * sin_1 * sin_2 / cos2_azimuth if cos2_azimuth > 1e-15 else 0.0
        c = FLATTENING / 16 * cos2_azimuth * (4 + FLATTENING * (4 - 3 * cos2_azimuth))
        turn = arc + c * sin_arc * (cos_2mid + c * cos_arc * (2 * cos_2mid * cos_2mid - 1))
        previous = longitude
        longitude = difference + (1 - c) * FLATTENING * sin_azimuth * turn
        if abs(longitude - previous) < 1e-9:
            return _arc_metres(arc, sin_arc, cos_arc, cos_2mid, cos2_azimuth)
    return _HALF_MERIDIAN_METRES


def _arc_metres(
    arc: float, sin_arc: float, cos_arc: float, cos_2mid: float, cos2_azimuth: float
) -> float:
    """Turn the arc on the auxiliary sphere into metres on the ellipsoid."""
    u = cos2_azimuth * _SECOND_SQUARED_ECCENTRICITY
    scale = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    double = 2 * cos_2mid * cos_2mid - 1
    third = b / 6 * cos_2mid * (4 * sin_arc * sin_arc - 3) * (4 * cos_2mid * cos_2mid - 3)
    correction = b * sin_arc * (cos_2mid + b / 4 * (cos_arc * double - third))
    return POLAR_RADIUS_METRES * scale * (arc - correction)


def chord_metres_for(miles: float) -> float:
    """A straight line through the earth that no pair within so many geodesic miles exceeds.

    Two centimetres are added for the rounding of ``miles_between``.
    """
    half_turn = min(miles * METRES_PER_MILE / (2 * _ABOVE_ANY_RADIUS_METRES), radians(90))
    return 2 * _ABOVE_ANY_RADIUS_METRES * sin(half_turn) + 0.02


def latitude_band(lat: float) -> int:
    """The number of the quarter-degree band that holds this latitude; 0 begins at the equator."""
    return floor(lat / LATITUDE_BAND_DEGREES)
