"""Facts as rows of a table."""

from collections.abc import Iterable

from finder.domain.procedures import ProcedureVolume
from finder.domain.provenance import SOURCE_NAMES, Source
from finder.domain.results import Match
from finder.domain.sentences import day
from finder.web.filters.numbers import plain, points
from finder.web.filters.words import PROCEDURES


def score_rows(match: Match) -> list[tuple[str, str]]:
    """The points of a score by their reason, as a table shows them."""
    parts = match.contributions
    if parts is None:
        return []
    rows = [
        ("Distance", points(parts.distance)),
        ("Board certification", points(parts.certification)),
        ("Number of procedures", points(parts.volume)),
        ("Confirmed practice details", points(parts.listing)),
        ("SIR membership", points(parts.membership)),
    ]
    if points(parts.cap) != "0.0":
        rows.append(("Limit, as no current certification counts", points(parts.cap)))
    return rows


def _source_of(volume: ProcedureVolume) -> str:
    """Who says so, and the day of the file."""
    if not volume.source:
        return "not known"
    since = f", file of {day(volume.observed_on)}" if volume.observed_on else ""
    return SOURCE_NAMES[Source(volume.source)] + since


def volume_rows(volumes: Iterable[ProcedureVolume]) -> list[tuple[str, str, str, str]]:
    """Published counts for a table, the newest year first."""
    newest_first = sorted(volumes, key=lambda volume: (-(volume.year or 0), volume.procedure))
    return [
        (
            PROCEDURES[volume.procedure].capitalize(),
            str(volume.year or "not known"),
            plain(volume.low or 0)
            if volume.low == volume.high
            else f"{plain(volume.low or 0)} to {plain(volume.high or 0)}",
            _source_of(volume),
        )
        for volume in newest_first
    ]
