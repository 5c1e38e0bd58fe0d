"""The statement of a search near a place.

It reads the band index with plain arithmetic that both databases share. ``tally`` counts everybody
in the circle. Where that is many, ``sample`` scores those of a small circle in the middle: nobody
farther off than ``aim``, where even perfect quality scores less than the last one wanted of these,
can be among the first, so only that far are scores and places looked at. Scores rest on the chord
through the earth, so they are near but not exact; the statement therefore returns every candidate
within ``SAFETY_POINTS`` of the last one wanted, and ranking.py decides with exact miles.
"""

from functools import lru_cache

from sqlalchemy import TextClause, text

from finder.domain.circles import NARROWING_MARGIN, ROUNDING_SHARE
from finder.domain.procedures import Procedure
from finder.domain.results import UNPLACED_UP_TO
from finder.store.queries.candidates.counting import (
    COUNT_COLUMNS,
    COUNTS,
    LANGUAGES,
    NO_COUNTS,
    OTHERS,
    TOTAL,
)
from finder.store.queries.candidates.parameters import Shape, parameters_of
from finder.store.queries.candidates.query import CandidateQuery
from finder.store.queries.directory import DIRECTORY_COLUMNS
from finder.store.queries.location_index import NOWHERE_BAND
from finder.store.queries.names import name_arms

# The smallest circle in which it pays to look at the middle first.
_MANY = 400

_QUALITY_COLUMN = {
    Procedure.KYPHOPLASTY: "kyphoplasty_quality",
    Procedure.VERTEBROPLASTY: "vertebroplasty_quality",
    Procedure.ANY: "any_quality",
}

_CHORD2 = "(i.x - :x) * (i.x - :x) + (i.y - :y) * (i.y - :y) + (i.z - :z) * (i.z - :z)"

_PASSES = "i.first_day <= :today AND i.last_day >= :today"
_MASKED = " AND i.flags & :mask = :mask"
_SPEAKS = """
 AND EXISTS (SELECT 1 FROM practice_location p
             WHERE p.id = i.location_id AND p.languages LIKE :language)"""

# What lies within one of the circles "whole", "sample" and "aim": those bands of the box round the
# largest that the circle reaches, and of each only as much as it reaches there.
_CIRCLE = "{circle} a CROSS JOIN band w CROSS JOIN location_index i"
_WITHIN = """w.gap2 < a.share + {rounding} AND i.lat_band = w.band
  AND i.lon BETWEEN w.middle - w.width * sqrt(a.share - w.gap2 + {rounding})
                AND w.middle + w.width * sqrt(a.share - w.gap2 + {rounding})
  AND {passes} AND {chord2} <= a.limit2"""

# A few rows tell nearly always; only where these are the locations of fewer people are all read.
_ENOUGH_IN_RING = """
WHEN (SELECT count(DISTINCT practitioner_id) FROM ({in_ring} LIMIT 4 * :enough) AS a_few) >= :enough
  OR (SELECT count(DISTINCT practitioner_id) FROM ({in_ring}) AS every) >= :enough THEN {ring}"""
_IN_RING = """
SELECT i.practitioner_id FROM box b CROSS JOIN step n CROSS JOIN location_index i
WHERE b.ring = {ring} AND n.number <= b.more AND i.lat_band = b.first + n.number
  AND i.lon BETWEEN b.middle - b.width AND b.middle + b.width
  AND {passes} AND {chord2} <= b.limit2"""

_STATEMENT = """
WITH step(number) AS (VALUES {steps}),
box(ring, first, more, height, middle, width, limit2, certain2, inner2) AS (VALUES {boxes}),
chosen(ring) AS MATERIALIZED (SELECT {choice}),
band AS MATERIALIZED (
  SELECT band, middle, width, gap * gap / (height * height) AS gap2
  FROM (SELECT b.first + n.number AS band, b.middle, b.width, b.height,
               CASE WHEN b.first + n.number > :lat THEN b.first + n.number - :lat
                    WHEN b.first + n.number + 1 < :lat THEN :lat - b.first - n.number - 1
                    ELSE 0.0 END AS gap
        FROM chosen c CROSS JOIN box b CROSS JOIN step n
        WHERE b.ring = c.ring AND n.number <= b.more) AS reached
),
whole AS MATERIALIZED (
  SELECT b.ring, 1.0 AS share, b.limit2, b.certain2, b.inner2
  FROM chosen c CROSS JOIN box b WHERE b.ring = c.ring LIMIT 1
),
{others}tally AS MATERIALIZED (
  SELECT {total} AS total, count(*) FILTER (WHERE {chord2} > a.certain2) AS edge{counts}
  FROM {whole} WHERE {within}
),
sample AS MATERIALIZED (
  SELECT limit2 * :sampled / total AS limit2, {margin} * :sampled / total AS share
  FROM whole CROSS JOIN tally WHERE total > {many} AND total > :sampled
),
sure AS MATERIALIZED (
  SELECT {score} AS score
  FROM (SELECT {chord2} AS chord2, i.{quality} AS quality
        FROM {sample} WHERE {within} AND i.flags & :several = 0) AS one
  ORDER BY score DESC LIMIT 1 OFFSET :last
),
aim AS MATERIALIZED (
  SELECT limit2, CASE WHEN limit2 < whole2 THEN {margin} * limit2 / whole2 ELSE 1.0 END AS share
  FROM (SELECT whole2, CASE WHEN far IS NULL OR far * far > whole2 THEN whole2
                            WHEN far * far < inner2 THEN inner2
                            ELSE far * far END AS limit2
        FROM (SELECT whole.limit2 AS whole2, whole.inner2,
                     CASE WHEN nearness > 0.000001 THEN ln(nearness) / :decay END AS far
              FROM whole LEFT JOIN (
                SELECT ((score - :safety) / 100 - (1 - :share)) / :share AS nearness FROM sure
              ) AS least ON 1 = 1) AS reach) AS chosen_reach
),
hit AS MATERIALIZED (
  SELECT one.*, {score} AS score
  FROM (SELECT i.practitioner_id, i.location_id, i.npi, i.lat, i.lon, i.flags,
               i.most_recent_check, i.{quality} AS quality, {chord2} AS chord2
        FROM {aim} WHERE {within}) AS one
),
nearest AS MATERIALIZED (
  SELECT *
  FROM (SELECT hit.*, row_number() OVER (
          PARTITION BY practitioner_id ORDER BY chord2, quality DESC, location_id) AS place
        FROM hit WHERE flags & :several <> 0) AS placed
  WHERE place = 1
),
cut AS MATERIALIZED (
  SELECT inner2, coalesce((
    SELECT score FROM (SELECT score FROM hit WHERE flags & :several = 0
                       UNION ALL SELECT score FROM nearest) AS every
    ORDER BY score DESC LIMIT 1 OFFSET :last), 0) - :safety AS score
  FROM whole
),
edge AS MATERIALIZED (
  SELECT DISTINCT i.practitioner_id, a.limit2
  FROM tally t CROSS JOIN {whole}
  WHERE {within}
    AND t.edge > 0 AND (SELECT edge FROM tally) > 0 AND {chord2} > a.certain2
),
shown AS (
  SELECT 'candidate' AS kind, practitioner_id, location_id, npi, lat, lon, flags,
         most_recent_check, quality, '' AS languages, 1 AS amount
  FROM cut CROSS JOIN hit
  WHERE flags & :several = 0 AND (hit.score >= cut.score OR chord2 <= inner2)
  UNION ALL
  SELECT 'candidate', practitioner_id, location_id, npi, lat, lon, flags,
         most_recent_check, quality, '', 1
  FROM cut CROSS JOIN nearest WHERE nearest.score >= cut.score OR chord2 <= inner2
  UNION ALL
  SELECT 'unsure', i.practitioner_id, i.location_id, i.npi, i.lat, i.lon, i.flags,
         i.most_recent_check, i.{quality}, p.languages, 1
  FROM edge e CROSS JOIN location_index i CROSS JOIN practice_location p
  WHERE i.practitioner_id = e.practitioner_id AND {passes} AND {chord2} <= e.limit2
    AND p.id = i.location_id
  {languages}{names}
)
SELECT whole.ring, tally.total, elsewhere.unplaced, {count_columns}{directory}, shown.*
FROM whole CROSS JOIN tally CROSS JOIN (
  SELECT count(*) AS unplaced FROM (
    SELECT DISTINCT i.practitioner_id FROM location_index i
    WHERE i.lat_band = {nowhere} AND {passes} LIMIT {unplaced}) AS nowhere) AS elsewhere
LEFT JOIN directory ON directory.id = 1
{with_counts}LEFT JOIN shown ON 1 = 1
"""

_SCORE = "100 * (:share * exp(:decay * sqrt(chord2)) + (1 - :share) * quality)"
_BOX = "({ring}, :first{n}, :more{n}, :height{n}, :middle{n}, :width{n}, :limit{ring}, {rest})"


def bare_statement(query: CandidateQuery) -> tuple[TextClause, dict[str, object]]:
    """The statement and its parameters, as the search runs them."""
    shape, parameters = parameters_of(query)
    return _prepared(shape), parameters


@lru_cache(maxsize=256)
def _prepared(shape: Shape) -> TextClause:
    """The statement by its shape alone, so that both databases can reuse their plans."""
    circles = _circles(shape)
    return text(
        _STATEMENT.format(
            **circles,
            **_counting(shape, circles),
            steps=", ".join(f"({number})" for number in range(shape.steps)),
            boxes=", ".join(_box(number, ring) for number, ring in enumerate(shape.rings)),
            choice=_choice(shape, circles["passes"]),
            margin=NARROWING_MARGIN,
            many=_MANY,
            score=_SCORE,
            quality=_QUALITY_COLUMN[shape.procedure],
            chord2=_CHORD2,
            nowhere=NOWHERE_BAND,
            unplaced=UNPLACED_UP_TO + 1,
            directory=DIRECTORY_COLUMNS,
            names=name_arms(shape.names),
        )
    )


def _circles(shape: Shape) -> dict[str, str]:
    passes = _PASSES + (_MASKED if shape.is_masked else "") + (_SPEAKS if shape.speaks else "")
    within = _WITHIN.format(passes=passes, chord2=_CHORD2, rounding=ROUNDING_SHARE)
    named = {name: _CIRCLE.format(circle=name) for name in ("whole", "sample", "aim")}
    return {**named, "passes": passes, "within": within}


def _counting(shape: Shape, circles: dict[str, str]) -> dict[str, str]:
    # Among those who speak one language, who speaks another too is not what is asked.
    with_languages = shape.with_counts and not shape.speaks
    return {
        "total": TOTAL[shape.with_counts],
        "counts": COUNTS if shape.with_counts else "",
        "others": OTHERS.format(**circles) if shape.with_counts else "",
        "count_columns": COUNT_COLUMNS if shape.with_counts else NO_COUNTS,
        "with_counts": "CROSS JOIN others " if shape.with_counts else "",
        "languages": LANGUAGES.format(**circles) if with_languages else "",
    }


def _choice(shape: Shape, passes: str) -> str:
    """The first ring that holds enough, else the last."""
    last = max(shape.rings)
    tests = "".join(
        _ENOUGH_IN_RING.format(
            ring=ring, in_ring=_IN_RING.format(ring=ring, passes=passes, chord2=_CHORD2)
        )
        for ring in range(last)
    )
    return f"CASE {tests} ELSE {last} END" if tests else "0"


def _box(number: int, ring: int) -> str:
    # The rings inside the chosen one hold fewer than enough, so whoever is there is told anyway.
    inner = f":limit{ring - 1}" if ring else "-1.0"
    return _BOX.format(n=number, ring=ring, rest=f":certain{ring}, {inner}")
