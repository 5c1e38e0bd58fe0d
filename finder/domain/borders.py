"""Lines on a map: where counties, states and the country end."""

from dataclasses import dataclass
from enum import StrEnum


class BorderKind(StrEnum):
    """What a line parts; ``COAST`` is the shore, or the border with another country."""

    COAST = "coast"
    STATE = "state"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Border:
    """One line as latitudes and longitudes in degrees, simplified for small maps."""

    kind: BorderKind
    positions: tuple[tuple[float, float], ...]
