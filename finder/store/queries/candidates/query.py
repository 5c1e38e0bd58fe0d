"""What a search near a place asks of the store, and what it gets."""

from dataclasses import dataclass
from datetime import date

from finder.domain.geography import Point
from finder.domain.procedures import Procedure
from finder.domain.ranking import Candidate
from finder.domain.results import FilterCounts
from finder.domain.search import Filters
from finder.store.queries.directory import DirectoryState
from finder.store.queries.names import NamedWord


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """What the statement needs; the first radius that holds ``enough`` practitioners is used.

    ``with_counts`` also asks how many each further filter would leave, ``name_words`` who anywhere
    has such a name.
    """

    origin: Point
    radii_miles: tuple[float, ...]
    enough: int
    procedure: Procedure
    filters: Filters
    distance_share: float
    half_distance_miles: float
    today: date
    wanted: int
    with_counts: bool = False
    name_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everyone who may be among the first ``wanted``, how many there are in all, and how far.

    ``nearer`` says how many are within each smaller radius; ``unplaced``, how many pass the
    filters and have no location with a point, more than ``UNPLACED_UP_TO`` counted as one more.
    """

    candidates: list[Candidate]
    total: int
    radius_miles: float
    nearer: tuple[int, ...]
    unplaced: int
    counts: FilterCounts | None
    directory: DirectoryState
    named: tuple[NamedWord, ...] = ()
