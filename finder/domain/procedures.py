"""The procedures searched for and how often a practitioner was paid for them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Procedure(StrEnum):
    """What a search asks for; ``ANY`` adds both procedures together."""

    KYPHOPLASTY = "kyphoplasty"
    VERTEBROPLASTY = "vertebroplasty"
    ANY = "any"

    @property
    def parts(self) -> tuple["Procedure", ...]:
        """The single procedures whose counts are added up."""
        if self is Procedure.ANY:
            return (Procedure.KYPHOPLASTY, Procedure.VERTEBROPLASTY)
        return (self,)


class VolumeKind(StrEnum):
    """How a yearly count is known: small counts are withheld by Medicare and are never zero."""

    EXACT = "exact"
    INTERVAL = "interval"
    NOT_PUBLISHED = "not-published"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ProcedureVolume:
    """Services paid by Original Medicare in one year, primary codes only, places of service added.

    ``low`` and ``high`` are equal for an exact count and both ``None`` where nothing is published.
    """

    procedure: Procedure
    kind: VolumeKind
    low: float | None = None
    high: float | None = None
    year: int | None = None
    source: str = ""
    observed_on: date | None = None

    @property
    def is_published(self) -> bool:
        return self.kind in (VolumeKind.EXACT, VolumeKind.INTERVAL)

    @property
    def count(self) -> float | None:
        """The count that ranks: the middle of an interval; ``None`` where nothing is published."""
        if self.low is None or self.high is None:
            return None
        return (self.low + self.high) / 2
