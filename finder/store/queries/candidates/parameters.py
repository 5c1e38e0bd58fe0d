"""The numbers of one search for its statement, and the shape of the statement that takes them."""

from dataclasses import dataclass
from math import log

from finder.domain.circles import box_around
from finder.domain.geography import (
    LATITUDE_BAND_DEGREES,
    METRES_PER_MILE,
    chord_metres_for,
    earth_centred,
)
from finder.domain.procedures import Procedure
from finder.domain.search import INTERVENTIONAL_RADIOLOGY, Filters
from finder.store.queries.candidates.query import CandidateQuery
from finder.store.queries.location_index import FILTER_FLAGS, Flag
from finder.store.queries.names import name_parameters

# Scores are compared rounded to 0.1, so whoever ties with the last one wanted lies within 0.1 of
# it; the rest covers the chord for the arc, which is under a hundredth of a point up to 500 miles.
SAFETY_POINTS = 0.12
# The chord bound holds every point of the circle, whatever the direction; points inside this
# share of it are inside the circle for certain. The others are measured exactly.
CERTAIN_SHARE = 1 - 2e-5
# How many times as many as wanted the circle in the middle would hold, were all spread evenly.
_SAMPLED = 6.0
# Bands are counted in steps of so many, so that few statements serve all places.
_STEPS = 16


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes two searches need different statements.

    ``rings`` numbers the circle of each box; one over the antimeridian has two boxes.
    """

    rings: tuple[int, ...]
    steps: int
    procedure: Procedure
    is_masked: bool
    speaks: bool
    with_counts: bool
    names: int


def parameters_of(query: CandidateQuery) -> tuple[Shape, dict[str, object]]:
    """The shape of the statement for this search, and every value that it asks for."""
    origin = query.origin
    x, y, z = earth_centred(origin)
    mask = mask_of(query.filters)
    parameters: dict[str, object] = {
        "x": x,
        "y": y,
        "z": z,
        "lat": origin.lat / LATITUDE_BAND_DEGREES,
        "today": query.today.toordinal(),
        "several": int(Flag.HAS_OTHER_LOCATIONS),
        "share": query.distance_share,
        "decay": -log(2) / (query.half_distance_miles * METRES_PER_MILE),
        "last": query.wanted - 1,
        "sampled": _SAMPLED * query.wanted,
        "safety": SAFETY_POINTS,
    }
    if mask:
        parameters["mask"] = mask
    if query.name_words:
        parameters |= name_parameters(query.name_words)
    if len(query.radii_miles) > 1:
        parameters["enough"] = query.enough
    if query.filters.language:
        parameters["language"] = f"%;{query.filters.language};%"
    rings, most = _add_boxes(query, parameters)
    shape = Shape(
        rings=tuple(rings),
        steps=-(-(most + 1) // _STEPS) * _STEPS,
        procedure=query.procedure,
        is_masked=bool(mask),
        speaks=query.filters.language is not None,
        with_counts=query.with_counts,
        names=len(query.name_words),
    )
    return shape, parameters


def _add_boxes(query: CandidateQuery, parameters: dict[str, object]) -> tuple[list[int], int]:
    """The ring of every box, and how many bands the tallest has beyond its first."""
    rings: list[int] = []
    most = 0
    for ring, miles in enumerate(query.radii_miles):
        chord = chord_metres_for(miles)
        parameters[f"limit{ring}"] = chord**2
        parameters[f"certain{ring}"] = (chord * CERTAIN_SHARE) ** 2
        box = box_around(query.origin, miles)
        more = box.last_band - box.first_band
        most = max(most, more)
        for middle in box.middles:
            number = len(rings)
            parameters[f"first{number}"] = box.first_band
            parameters[f"more{number}"] = more
            parameters[f"height{number}"] = box.half_height
            parameters[f"middle{number}"] = middle
            parameters[f"width{number}"] = box.half_width
            rings.append(ring)
    return rings, most


def mask_of(filters: Filters) -> int:
    """The flags that a row must have to pass."""
    mask = 0
    if filters.specialty == INTERVENTIONAL_RADIOLOGY:
        mask |= int(Flag.INTERVENTIONAL_RADIOLOGY)
    for name, flag in FILTER_FLAGS.items():
        if getattr(filters, name):
            mask |= int(flag)
    return mask
