"""A map of search results as one SVG picture: borders, towns, distance rings, numbered pins.

Nothing in it is a link or takes the focus; what it shows is also said in its description.
"""

from finder.documents.map_picture.contents import MapContents, Picture, Pin
from finder.documents.map_picture.drawing import draw
from finder.documents.map_picture.ground import Ground, Town, ground_of
from finder.documents.map_picture.view import MapView, fitted_view

__all__ = [
    "Ground",
    "MapContents",
    "MapView",
    "Picture",
    "Pin",
    "Town",
    "draw",
    "fitted_view",
    "ground_of",
]
