"""What a map shows, in words for those who cannot see it."""

from collections.abc import Iterable
from math import atan2, degrees

from finder.documents.map_picture.contents import Pin
from finder.documents.map_picture.view import SIDE, MapView, Spot
from finder.domain.sentences import Sentence, joined

_DIRECTIONS = (
    Sentence("north"),
    Sentence("northeast"),
    Sentence("east"),
    Sentence("southeast"),
    Sentence("south"),
    Sentence("southwest"),
    Sentence("west"),
    Sentence("northwest"),
)
_LEAST_MILES = 0.05


def title_of(view: MapView, label: str) -> Sentence:
    return Sentence(
        "Map around %(place)s, %(miles)s miles across", place=label, miles=f"{view.across_miles:g}"
    )


def description_of(view: MapView, pins: Iterable[Pin]) -> Sentence:
    """Every pin with its number in the list, its distance and its direction."""
    ordered = sorted(pins, key=lambda pin: pin.rank)
    spots = view.place_all((pin.point.lat, pin.point.lon) for pin in ordered)
    return joined(" ", *(_pin_words(*each) for each in zip(ordered, spots, strict=True)))


def _direction(spot: Spot) -> Sentence:
    """The nearest of eight directions from the origin."""
    x, y = spot
    clockwise = degrees(atan2(x - SIDE / 2, SIDE / 2 - y))
    return _DIRECTIONS[round(clockwise / 45) % 8]


def _pin_words(pin: Pin, spot: Spot) -> Sentence:
    if pin.miles < _LEAST_MILES:
        return Sentence(
            "Number %(number)s, %(name)s, in the middle.", number=pin.rank, name=pin.name
        )
    miles = f"{pin.miles:.1f}"
    if miles == "1.0":
        return Sentence(
            "Number %(number)s, %(name)s, %(miles)s mile %(direction)s.",
            number=pin.rank,
            name=pin.name,
            miles=miles,
            direction=_direction(spot),
        )
    return Sentence(
        "Number %(number)s, %(name)s, %(miles)s miles %(direction)s.",
        number=pin.rank,
        name=pin.name,
        miles=miles,
        direction=_direction(spot),
    )
