"""The map beside a list of results; no query."""

from finder.documents.map_picture import MapContents, Picture, Pin, draw, fitted_view
from finder.domain.results import SearchResults
from finder.domain.sentences import Language
from finder.services.resources import Resources


def draw_map(resources: Resources, results: SearchResults, language: Language) -> Picture | None:
    """A picture of where the results lie; ``None`` where they were not searched by place."""
    place, radius = results.place, results.radius_miles
    pins = tuple(
        Pin(match.rank, match.location.point, match.practitioner.name.display, match.miles)
        for match in results.matches
        if match.location is not None
        if match.location.point is not None and match.miles is not None
    )
    if place is None or radius is None or not pins:
        return None
    view = fitted_view(place.point, radius, [pin.point for pin in pins])
    ground = resources.ground_at(view.origin, view.rings)
    return draw(view, MapContents(language.say(place.spoken), pins, ground), language)
