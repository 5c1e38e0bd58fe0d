"""What lies under a map, from the bundled tables; no query."""

from finder.documents.map_picture import Ground, MapView, Town, ground_of
from finder.domain.geography import Point
from finder.places.resolve import PlaceTables

_MOST_TOWNS = 120


def ground_at(tables: PlaceTables, origin: Point, rings: tuple[float, ...]) -> Ground:
    """Borders and towns around a point, as far as these rings reach."""
    view = MapView(origin, rings)
    towns = (
        Town(city.name, tables.state_name(city.state), city.point)
        for city in tables.cities_around(origin, view.corner_miles, _MOST_TOWNS)
    )
    return ground_of(
        view, towns, tables.borders.around(origin, view.reach_miles, view.border_kinds)
    )
