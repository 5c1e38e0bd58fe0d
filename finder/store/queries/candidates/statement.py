"""The statement of a search near a place, and its parameters.

It reads the band index with plain arithmetic that both databases share. Its scores rest on the
chord through the earth, so they are near but not exact; it therefore returns every candidate
within ``SAFETY_POINTS`` of the last one wanted, and ranking.py decides with exact miles.
"""

from functools import lru_cache
from math import log

from sqlalchemy import TextClause, text

from finder.domain.geography import (
    MEAN_RADIUS_METRES,
    METRES_PER_MILE,
    bands_around,
    chord_metres_for,
    earth_centred,
)
from finder.domain.procedures import Procedure
from finder.domain.results import UNPLACED_UP_TO
from finder.domain.search import INTERVENTIONAL_RADIOLOGY, Filters
from finder.store.queries.candidates.counting import COUNT_COLUMNS, COUNTS, LANGUAGES, NO_COUNTS
from finder.store.queries.candidates.query import CandidateQuery
from finder.store.queries.directory import DIRECTORY_COLUMNS
from finder.store.queries.location_index import FILTER_FLAGS, NOWHERE_BAND, Flag
from finder.store.queries.names import name_arms, name_parameters

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
unsure AS MATERIALIZED (
  SELECT practitioner_id FROM hit
  WHERE chord2 > (SELECT CASE ring {certain} END FROM chosen)
),
{counts}
summary AS MATERIALIZED (
  SELECT (SELECT ring FROM chosen) AS ring,
         (SELECT count(*) FROM scored) AS total,
         (SELECT count(*) FROM (
            SELECT DISTINCT i.practitioner_id FROM location_index i
            WHERE i.lat_band = {nowhere} AND {passes} LIMIT {unplaced}) AS elsewhere) AS unplaced,
         coalesce((SELECT score FROM scored ORDER BY score DESC LIMIT 1 OFFSET :last), 0)
           - :safety AS cut
),
shown AS (
  SELECT 'candidate' AS kind, practitioner_id, location_id, npi, lat, lon, flags,
         most_recent_check, quality, '' AS languages, 1 AS amount
  FROM scored
  WHERE score >= (SELECT cut FROM summary)
     OR chord2 <= (SELECT CASE ring {inner} ELSE -1 END FROM chosen)
  UNION ALL
  SELECT 'unsure', hit.practitioner_id, location_id, hit.npi, hit.lat, hit.lon, flags,
         most_recent_check, quality, p.languages, 1
  FROM hit CROSS JOIN practice_location p
  WHERE hit.practitioner_id IN (SELECT practitioner_id FROM unsure) AND p.id = hit.location_id
  {languages}{names}
)
SELECT summary.ring, summary.total, summary.unplaced, {count_columns}{directory}, shown.*
FROM summary
LEFT JOIN directory ON directory.id = 1
{with_counts}LEFT JOIN shown ON 1 = 1
"""


@lru_cache(maxsize=256)
def _prepared(
    rings: int, windows: int, procedure: Procedure, speaks: bool, with_counts: bool, names: int
) -> TextClause:
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
            # The rings inside the chosen one hold fewer than enough, so these are few.
            inner=" ".join(f"WHEN {ring} THEN :limit{ring - 1}" for ring in range(1, rings))
            or "WHEN -1 THEN -1",
            quality=_QUALITY_COLUMN[procedure],
            chord2=_CHORD2,
            passes=passes,
            nowhere=NOWHERE_BAND,
            unplaced=UNPLACED_UP_TO + 1,
            directory=DIRECTORY_COLUMNS,
            counts=COUNTS if with_counts else "",
            count_columns=COUNT_COLUMNS if with_counts else NO_COUNTS,
            with_counts="CROSS JOIN counts " if with_counts else "",
            # Among those who speak one language, who speaks another too is not what is asked.
            languages=LANGUAGES if with_counts and not speaks else "",
            names=name_arms(names),
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
        query.with_counts,
        len(query.name_words),
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
        **name_parameters(query.name_words),
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
    for name, flag in FILTER_FLAGS.items():
        if getattr(filters, name):
            mask |= flag
    return mask
