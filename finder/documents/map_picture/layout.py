"""Everything on the picture with its place: what matters most takes its room first."""

from collections.abc import Sequence
from dataclasses import dataclass

from finder.documents.map_picture.boxes import Box, Room
from finder.documents.map_picture.contents import MapContents
from finder.documents.map_picture.labels import (
    Label,
    TownLabel,
    origin_label,
    ring_labels,
    state_labels,
    town_labels,
)
from finder.documents.map_picture.plates import Plate, placed_plates
from finder.documents.map_picture.view import SIDE, MapView
from finder.domain.sentences import Language

_MOST_TOWNS = 8
_MAIN_TOWNS = 10
"""So many of the biggest towns are named before states are, all others after them."""

_ORIGIN_MARK = Box.around(SIDE / 2, SIDE / 2, 20.0, 20.0)


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where on the ground; ``origin`` is ``None`` where its name found no room."""

    plates: Sequence[Plate]
    origin: Label | None
    rings: Sequence[Label]
    states: Sequence[Label]
    towns: Sequence[TownLabel]


def lay_out(view: MapView, contents: MapContents, language: Language) -> Layout:
    ground = contents.ground
    plates = placed_plates(view, contents.pins)
    room = Room([_ORIGIN_MARK, *(plate.box for plate in plates)])
    origin = origin_label(contents.label, room)
    rings = ring_labels(view, room, language)
    main, minor = ground.towns[:_MAIN_TOWNS], ground.towns[_MAIN_TOWNS:]
    towns = town_labels(main, contents.label, room, _MOST_TOWNS)
    states = state_labels(ground.towns, ground.crossed, room) if ground.crossed else []
    towns += town_labels(minor, contents.label, room, _MOST_TOWNS - len(towns))
    return Layout(plates, origin, rings, states, towns)
