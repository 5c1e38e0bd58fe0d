"""Maps of real places with invented pins on them."""

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest
from geopy.distance import geodesic

from finder.documents.map_picture import (
    MapContents,
    MapView,
    Picture,
    Pin,
    draw,
    fitted_view,
)
from finder.domain.geography import Point, miles_between
from finder.domain.place import Place
from finder.domain.sentences import ENGLISH
from finder.services.resources import Resources


class DrawnMap(NamedTuple):
    """A map with everything that it was made of."""

    view: MapView
    contents: MapContents
    picture: Picture


MapOf = Callable[..., DrawnMap]


def at(origin: Point, miles: float, bearing: float) -> Point:
    """The point so far from an origin in a direction given in degrees, by geopy's reckoning."""
    there = geodesic(miles=miles).destination((origin.lat, origin.lon), bearing)
    return Point(there.latitude, (there.longitude + 180) % 360 - 180)


def pin(rank: int, point: Point, origin: Point, name: str = "") -> Pin:
    return Pin(rank, point, name or f"Ada Sample{rank}", miles_between(origin, point))


def scattered(origin: Point, radius: float, count: int, seed: int = 1) -> list[Pin]:
    """Pins all over a circle, denser in its middle as in a city, a fifth of them at one point."""
    draw_from = random.Random(seed)
    points = [
        at(origin, radius * draw_from.random(), 360 * draw_from.random()) for _ in range(count)
    ]
    points[: count // 5] = points[:1] * (count // 5)
    return [pin(rank, point, origin) for rank, point in enumerate(points, start=1)]


@pytest.fixture(scope="session")
def map_of(tables: Resources) -> MapOf:
    """Draws the map around a place, with the pins given or so many scattered ones."""

    def make(
        text: str, radius: float = 25, count: int = 20, pins: Sequence[Pin] | None = None
    ) -> DrawnMap:
        places = tables.places
        place = places.resolve(text)
        assert isinstance(place, Place)
        shown = scattered(place.point, radius, count) if pins is None else pins
        view = fitted_view(place.point, radius, [each.point for each in shown])
        ground = tables.ground_at(view.origin, view.rings)
        contents = MapContents(place.label, tuple(shown), ground)
        return DrawnMap(view, contents, draw(view, contents, ENGLISH))

    return make
