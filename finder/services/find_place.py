"""How a text is understood as a place."""

from finder.domain.place import Place, PlaceChoices
from finder.services.resources import Resources


def find_place(resources: Resources, text: str) -> Place | PlaceChoices:
    """The place or the places it may mean; raises ``UnknownPlace`` or ``InvalidValue``."""
    return resources.places.resolve(text)
