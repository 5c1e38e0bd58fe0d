"""Facts as rows of a table."""

from collections.abc import Iterable

from finder.domain.procedures import ProcedureVolume
from finder.domain.provenance import SOURCE_NAMES, Source
from finder.domain.results import Match
from finder.domain.sentences import Sentence
from finder.web.filters.numbers import plain, points
from finder.web.filters.words import PROCEDURE_TITLES

_DISTANCE = Sentence("Distance")
_CERTIFICATION = Sentence("Board certification")
_VOLUME = Sentence("Number of procedures")
_LISTING = Sentence("Confirmed practice details")
_MEMBERSHIP = Sentence("SIR membership")
_CAP = Sentence("Limit, as no current certification counts")


def score_rows(match: Match) -> list[tuple[Sentence, str]]:
    """The points of a score by their reason, as a table shows them."""
    parts = match.contributions
    if parts is None:
        return []
    rows = [
        (_DISTANCE, points(parts.distance)),
        (_CERTIFICATION, points(parts.certification)),
        (_VOLUME, points(parts.volume)),
        (_LISTING, points(parts.listing)),
        (_MEMBERSHIP, points(parts.membership)),
    ]
    if (limit := points(parts.cap)) != "0.0":
        rows.append((_CAP, limit))
    return rows


def _source_of(volume: ProcedureVolume) -> Sentence:
    """Who says so, and the day of the file."""
    if not volume.source:
        return Sentence("not known")
    source = SOURCE_NAMES[Source(volume.source)]
    if volume.observed_on is None:
        return source
    return Sentence("%(source)s, file of %(day)s", source=source, day=volume.observed_on)


def count_of(volume: ProcedureVolume) -> str:
    """How many were paid, or between which numbers that is."""
    low, high = plain(volume.low or 0), plain(volume.high or 0)
    return low if low == high else Sentence("%(low)s to %(high)s", low=low, high=high)


def volume_rows(volumes: Iterable[ProcedureVolume]) -> list[tuple[str, str, str, str]]:
    """Published counts for a table, the newest year first."""
    newest_first = sorted(volumes, key=lambda volume: (-(volume.year or 0), volume.procedure))
    return [
        (
            PROCEDURE_TITLES[volume.procedure],
            str(volume.year) if volume.year else Sentence("not known"),
            count_of(volume),
            _source_of(volume),
        )
        for volume in newest_first
    ]
