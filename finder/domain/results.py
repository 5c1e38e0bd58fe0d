"""What a search answers: practitioners in order, each with the reasons for its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from finder.domain.place import Place, PlaceChoice
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.procedures import Procedure, ProcedureVolume
from finder.domain.quality import Standing
from finder.domain.ranking import Contributions
from finder.domain.search import Filters, SearchRequest
from finder.domain.words import Correction, Understood

# Whoever cannot be placed is counted so far: nobody reads further.
UNPLACED_UP_TO = 100


class NoticeCode(StrEnum):
    """What the person should know about the answer as a whole."""

    DEMONSTRATION = "demonstration"
    PLACE_NEEDED = "place-needed"
    PLACE_AMBIGUOUS = "place-ambiguous"
    PLACE_UNKNOWN = "place-unknown"
    PLACE_APPROXIMATE = "place-approximate"
    PLACE_CHOSEN = "place-chosen"
    PLACE_LEFT_OUT = "place-left-out"
    PLACE_AROUND = "place-around"
    LANGUAGE_LEFT_OUT = "language-left-out"
    DENIED_WORDS = "denied-words"
    DISTANCE_CHANGED = "distance-changed"
    NOT_A_DISTANCE = "not-a-distance"
    WIDENED = "widened"
    NO_RESULTS = "no-results"
    PAGE_BEYOND_END = "page-beyond-end"
    NAME_NOT_FOUND = "name-not-found"
    NAME_GUESSED = "name-guessed"
    NPI_NOT_FOUND = "npi-not-found"
    INSURANCE_NOT_KNOWN = "insurance-not-known"
    OTHER_TREATMENT = "other-treatment"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence or two for the person, with a code for programs."""

    code: NoticeCode
    message: str


@dataclass(frozen=True, slots=True)
class Match:
    """One practitioner in a list; distance and score are ``None`` where no place was used.

    ``rank`` counts over all pages; ``volume`` is that of the procedure searched for.
    """

    rank: int
    practitioner: Practitioner
    location: PracticeLocation | None
    other_locations: int
    specialty: str
    standing: Standing
    volume: ProcedureVolume
    reasons: tuple[str, ...]
    flags: tuple[str, ...]
    miles: float | None = None
    score: float | None = None
    contributions: Contributions | None = None
    is_similar_to_previous: bool = False


@dataclass(frozen=True, slots=True)
class FilterCounts:
    """How many matches each filter would leave if it were added, within the radius shown.

    ``languages`` counts by ISO 639-1 code, and is empty where a language is asked for already.
    """

    certified: int
    member: int
    new_patients: int
    telehealth: int
    medicare: int
    languages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The whole answer: what was understood, the matches of one page, and what to know.

    ``unplaced`` counts those who pass the filters and have no location with a point, more than
    ``UNPLACED_UP_TO`` as one more; ``chosen`` are those whom the person put aside to compare.
    """

    request: SearchRequest
    procedure: Procedure
    filters: Filters
    preset: str
    place: Place | None
    place_choices: tuple[PlaceChoice, ...]
    radius_miles: float | None
    widened: bool
    understood: tuple[Understood, ...]
    corrections: tuple[Correction, ...]
    notices: tuple[Notice, ...]
    matches: tuple[Match, ...]
    total: int
    data_as_of: date | None
    is_demo: bool
    counts: FilterCounts | None = None
    unplaced: int = 0
    chosen: tuple[Practitioner, ...] = ()

    @property
    def is_by_name(self) -> bool:
        """Whether the list is of people with a name or NPI, and not of those near a place."""
        return bool(self.matches) and self.matches[0].miles is None

    @property
    def pages(self) -> int:
        """How many pages the matches fill; at least one."""
        return max(1, -(-self.total // self.request.per_page))
