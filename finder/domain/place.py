"""Places a person may search from: what they are called, where they lie, how settled they are."""

from dataclasses import dataclass, field
from enum import StrEnum

from finder.domain.geography import Point
from finder.domain.sentences import Sentence

SETTING_RADIUS_MILES = 25.0


class PlaceKind(StrEnum):
    """What a place is; the first five are kinds of ZIP code."""

    STANDARD = "standard"
    PO_BOX = "po-box"
    UNIQUE = "unique"
    MILITARY = "military"
    TERRITORY = "territory"
    CITY = "city"
    POINT = "point"


class Setting(StrEnum):
    """How settled an origin is, by the people living within ``SETTING_RADIUS_MILES`` of it."""

    LARGE_METRO = "large-metro"
    METRO = "metro"
    MICRO = "micro"
    RURAL = "rural"
    FRONTIER = "frontier"


LEAST_PEOPLE = (
    (2_000_000, Setting.LARGE_METRO),
    (500_000, Setting.METRO),
    (100_000, Setting.MICRO),
    (20_000, Setting.RURAL),
)


def setting_for(people: int) -> Setting:
    """The setting of an origin with so many people within ``SETTING_RADIUS_MILES``."""
    for least, setting in LEAST_PEOPLE:
        if people >= least:
            return setting
    return Setting.FRONTIER


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One of several places that a text may mean."""

    label: str
    point: Point


@dataclass(frozen=True, slots=True)
class Place:
    """One resolved origin; ``approximate`` where the sources of its point disagree or stand in.

    ``namesakes`` are other places that the text could have meant, where this one was chosen
    because far more people live there. ``nearest_city`` is known for coordinates only.
    """

    label: str
    kind: PlaceKind
    point: Point
    approximate: bool
    setting: Setting
    namesakes: tuple[PlaceChoice, ...] = field(default=(), compare=False)
    nearest_city: str = field(default="", compare=False)

    @property
    def spoken(self) -> str:
        """The label for people, who do not read coordinates; it fits behind "near"."""
        if self.kind is not PlaceKind.POINT:
            return self.label
        if not self.nearest_city:
            return Sentence("your position")
        return Sentence("your position (%(city)s)", city=self.nearest_city)


@dataclass(frozen=True, slots=True)
class PlaceChoices:
    """The places that an ambiguous text may mean, the most populous first."""

    choices: tuple[PlaceChoice, ...]
