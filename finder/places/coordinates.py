"""Read coordinates as people type them: "41.88, -87.63", "41.88N 87.63W", degrees and minutes."""

import re

from finder.domain.geography import Point

_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?"
_DECIMAL = re.compile(rf"({_NUMBER})(?: ?[,;] ?| )({_NUMBER})")
_ANGLE = (
    r"([0-9]{1,3}(?:\.[0-9]{1,15})?) ?[°º]? ?"
    r"(?:([0-5]?[0-9])['′’] ?)?"
    r"(?:([0-5]?[0-9](?:\.[0-9]{1,10})?)[\"″”] ?)?"
)
_COMPASS = re.compile(rf"{_ANGLE}([NS])(?: ?[,;] ?| )?{_ANGLE}([EW])", re.IGNORECASE | re.ASCII)


def read_point(text: str) -> Point | None:
    """The point a text gives as coordinates; None where it is no such text.

    Raises InvalidValue where the text is meant as coordinates but lies off the globe.
    """
    match = _DECIMAL.fullmatch(text)
    if match:
        return Point.of(float(match[1]), float(match[2]))
    match = _COMPASS.fullmatch(text)
    return _read_compass(match) if match else None


def is_coordinates(text: str) -> bool:
    """Whether a text is written as coordinates, on the globe or off it."""
    return bool(_DECIMAL.fullmatch(text) or _COMPASS.fullmatch(text))


def _read_compass(match: re.Match[str]) -> Point:
    # Imported here because geopy loads all its geocoders, which would slow every start.
    from geopy.point import Point as Coordinates

    # Not Point.from_string: it wraps a longitude beyond 180 degrees instead of refusing it.
    lat, lon = (
        float(Coordinates.parse_degrees(degrees, minutes or 0, seconds or 0, letter.upper()))
        for degrees, minutes, seconds, letter in (match.groups()[:4], match.groups()[4:])
    )
    return Point.of(lat, lon)
