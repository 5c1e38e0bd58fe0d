"""The one statement of a search: who is near enough, and the best of them by an upper score.

It reads the band index with plain arithmetic that both databases share. Its scores rest on the
chord through the earth, so they are near but not exact; it therefore returns every candidate
within ``SAFETY_POINTS`` of the last one wanted, and ranking.py decides with exact miles.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from finder.domain.geography import (
    MEAN_RADIUS_METRES,
    METRES_PER_MILE,
    Point,
    bands_around,
    chord_metres_for,
    earth_centred,
    miles_between,
)
from finder.domain.procedures import Procedure
from finder.domain.ranking import Candidate
from finder.domain.search import INTERVENTIONAL_RADIOLOGY, Filters
from finder.store.queries.directory import DIRECTORY_COLUMNS, DirectoryState, directory_from
from finder.store.queries.location_index import Flag, verified_components

# Scores are compared rounded to 0.1, so whoever ties with the last one wanted lies within 0.1 of
# it; the rest covers the chord's error, which is under five metres at 500 miles.
SAFETY_POINTS = 0.12
# The chord bound holds every point of the circle, whatever the direction; points inside this
# share of it are inside the circle for certain. The others are measured exactly.
CERTAIN_SHARE = 1 - 2e-5

_QUALITY_COLUMN = {
    Procedure.KYPHOPLASTY: "kyphoplasty_quality",
    Procedure.VERTEBROPLASTY: "vertebroplasty_quality",
    Procedure.ANY: "any_quality",
}
_FLAG_OF_FILTER = {
    "certified": Flag.CERTIFIED,
    "member": Flag.PRACTISING_MEMBER,
    "new_patients": Flag.NEW_PATIENTS,
    "telehealth": Flag.TELEHEALTH,
    "medicare": Flag.MEDICARE,
}


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """What the statement needs; the first radius that holds ``enough`` practitioners is used."""

    origin: Point
    radii_miles: tuple[float, ...]
    enough: int
    procedure: Procedure
    filters: Filters
    distance_share: float
    half_distance_miles: float
    today: date
    wanted: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everyone who may be among the first ``wanted``, how many there are in all, and how far."""

    candidates: list[Candidate]
    total: int
    radius_miles: float
    directory: DirectoryState


def candidates_near(session: Session, query: CandidateQuery) -> Candidates:
    """Runs the statement; miles are exact, and nobody beyond the radius is counted."""
    statement, parameters = bare_statement(query)
    rows = session.execute(statement, parameters).all()
    radius = query.radii_miles[rows[0].ring]
    total = rows[0].total
    found: list[Candidate] = []
    for row in rows:
        if row.npi is None:
            continue
        candidate = _candidate(row, query)
        if candidate.miles <= radius:
            found.append(candidate)
        else:
            total -= 1
    return Candidates(found, total, radius, directory_from(rows[0]))


def _candidate(row: Row[Any], query: CandidateQuery) -> Candidate:
    return Candidate(
        npi=row.npi,
        practitioner_id=row.practitioner_id,
        location_id=row.location_id,
        miles=miles_between(query.origin, Point(row.lat, row.lon)),
        quality=row.quality,
        verified_components=verified_components(row.flags, query.procedure),
        most_recent_check=row.most_recent_check,
    )


_CHORD2 = "(i.x - :x) * (i.x - :x) + (i.y - :y) * (i.y - :y) + (i.z - :z) * (i.z - :z)"

_PASSES = "i.flags & :mask = :mask AND i.first_day <= :today AND i.last_day >= :today"

_SPEAKS = """
 AND EXISTS (SELECT 1 FROM practice_location p
             WHERE p.id = i.location_id AND p.languages LIKE :language)"""

_COUNT_IN_RING = """
WHEN (SELECT count(*) FROM (
        SELECT DISTINCT i.practitioner_id
        FROM band_window w CROSS JOIN location_index i
        WHERE w.ring = {ring} AND i.lat_band = w.band AND i.lon BETWEEN w.low AND w.high
          AND {passes} AND {chord2} <= :limit{ring}
        LIMIT :enough) AS within) >= :enough THEN {ring}"""

_STATEMENT = """
WITH band_window(ring, band, low, high) AS (VALUES {windows}),
chosen(ring) AS MATERIALIZED (SELECT {choice}),
hit AS MATERIALIZED (
  SELECT i.practitioner_id, i.location_id, i.npi, i.lat, i.lon, i.flags, i.most_recent_check,
         i.{quality} AS quality, {chord2} AS chord2
  FROM chosen c CROSS JOIN band_window w CROSS JOIN location_index i
  WHERE w.ring = c.ring AND i.lat_band = w.band AND i.lon BETWEEN w.low AND w.high
    AND {passes} AND {chord2} <= CASE c.ring {limits} END
),
nearest AS (
  SELECT practitioner_id, location_id, npi, lat, lon, flags, most_recent_check, quality, chord2
  FROM hit WHERE flags & :several = 0
  UNION ALL
  SELECT practitioner_id, location_id, npi, lat, lon, flags, most_recent_check, quality, chord2
  FROM (SELECT hit.*, row_number() OVER (
          PARTITION BY practitioner_id ORDER BY chord2, quality DESC, location_id) AS place
        FROM hit WHERE flags & :several <> 0) AS placed
  WHERE place = 1
),
scored AS MATERIALIZED (
  SELECT nearest.*, 100 * (:share * exp(:decay * sqrt(chord2) * (1 + chord2 * :bend))
                           + (1 - :share) * quality) AS score
  FROM nearest
),
summary AS MATERIALIZED (
  SELECT (SELECT ring FROM chosen) AS ring,
         (SELECT count(*) FROM scored) AS total,
         coalesce((SELECT score FROM scored ORDER BY score DESC LIMIT 1 OFFSET :last), 0)
           - :safety AS cut
)
SELECT summary.ring, summary.total, {directory}, scored.*
FROM summary
LEFT JOIN directory ON directory.id = 1
LEFT JOIN scored ON scored.score >= summary.cut
                 OR scored.chord2 > CASE summary.ring {certain} END
"""


@lru_cache(maxsize=256)
def _prepared(rings: int, windows: int, procedure: Procedure, speaks: bool) -> TextClause:
    """The statement by its shape alone, so that both databases can reuse their plans."""
    passes = _PASSES + (_SPEAKS if speaks else "")
    tests = "".join(
        _COUNT_IN_RING.format(ring=ring, passes=passes, chord2=_CHORD2) for ring in range(rings - 1)
    )
    return text(
        _STATEMENT.format(
            windows=", ".join(
                f"(:ring_{n}, :band_{n}, :low_{n}, :high_{n})" for n in range(windows)
            ),
            choice=f"CASE {tests} ELSE {rings - 1} END" if tests else "0",
            limits=" ".join(f"WHEN {ring} THEN :limit{ring}" for ring in range(rings)),
            certain=" ".join(f"WHEN {ring} THEN :certain{ring}" for ring in range(rings)),
            quality=_QUALITY_COLUMN[procedure],
            chord2=_CHORD2,
            passes=passes,
            directory=DIRECTORY_COLUMNS,
        )
    )


def bare_statement(query: CandidateQuery) -> tuple[TextClause, dict[str, object]]:
    """The statement and its parameters, as the search runs them."""
    windows = _windows(query)
    statement = _prepared(
        len(query.radii_miles),
        len(windows),
        query.procedure,
        query.filters.language is not None,
    )
    return statement, _parameters(query, windows)


def _windows(query: CandidateQuery) -> list[tuple[int, int, float, float]]:
    return [
        (ring, window.band, window.lon_low, window.lon_high)
        for ring, miles in enumerate(query.radii_miles)
        for window in bands_around(query.origin, miles)
    ]


def _parameters(
    query: CandidateQuery, windows: list[tuple[int, int, float, float]]
) -> dict[str, object]:
    x, y, z = earth_centred(query.origin)
    parameters: dict[str, object] = {
        "x": x,
        "y": y,
        "z": z,
        "mask": int(_mask(query.filters)),
        "today": query.today.toordinal(),
        "several": int(Flag.HAS_OTHER_LOCATIONS),
        "share": query.distance_share,
        "decay": -log(2) / (query.half_distance_miles * METRES_PER_MILE),
        "bend": 1 / (24 * MEAN_RADIUS_METRES**2),
        "last": query.wanted - 1,
        "safety": SAFETY_POINTS,
    }
    if len(query.radii_miles) > 1:
        parameters["enough"] = query.enough
    if query.filters.language:
        parameters["language"] = f"%;{query.filters.language};%"
    for ring, miles in enumerate(query.radii_miles):
        chord = chord_metres_for(miles)
        parameters[f"limit{ring}"] = chord**2
        parameters[f"certain{ring}"] = (chord * CERTAIN_SHARE) ** 2
    for number, (ring, band, low, high) in enumerate(windows):
        parameters |= {
            f"ring_{number}": ring,
            f"band_{number}": band,
            f"low_{number}": low,
            f"high_{number}": high,
        }
    return parameters


def _mask(filters: Filters) -> Flag:
    mask = Flag(0)
    if filters.specialty == INTERVENTIONAL_RADIOLOGY:
        mask |= Flag.INTERVENTIONAL_RADIOLOGY
    for name, flag in _FLAG_OF_FILTER.items():
        if getattr(filters, name):
            mask |= flag
    return mask
