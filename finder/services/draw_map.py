"""The map beside a list of results: towns and borders from the bundled tables, no query."""

from finder.documents.map_picture import MapContents, Picture, Pin, Town, draw, fitted_view
from finder.domain.results import SearchResults
from finder.domain.sentences import Language
from finder.services.resources import Resources

_MOST_TOWNS = 120


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
    tables = resources.places
    towns = tuple(
        Town(city.name, tables.state_name(city.state), city.point)
        for city in tables.cities_around(place.point, view.corner_miles, _MOST_TOWNS)
    )
    borders = tuple(tables.borders.around(place.point, view.reach_miles, view.border_kinds))
    label = language.say(place.spoken)
    return draw(view, MapContents(label, pins, towns, borders), language)
