"""How many practitioners each further filter would leave: part of the statement, and its reading.

A practitioner counts where any location within the circle has what is asked, as the filter itself
would find it; so practitioners with several locations are looked at person by person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.engine import Row

from finder.domain.results import FilterCounts
from finder.store.queries.location_index import FILTER_FLAGS, Flag


def _has(flag: Flag) -> str:
    return f"i.flags & {int(flag)} <> 0"


_SINGLE = "i.flags & :several = 0"
_SINGLES = f"count(*) FILTER (WHERE {_SINGLE})"
# Whoever has one location is one row; the others are counted once each.
_DISTINCT = "count(DISTINCT CASE WHEN i.flags & :several <> 0 THEN i.practitioner_id END)"
_PEOPLE = "(SELECT people FROM others)"
TOTAL = {False: f"{_SINGLES} + {_DISTINCT}", True: f"{_SINGLES} + {_PEOPLE}"}
COUNTS = "".join(
    f", count(*) FILTER (WHERE {_SINGLE} AND {_has(flag)}) AS {name}"
    for name, flag in FILTER_FLAGS.items()
)
_ANY = ", ".join(
    f"max(i.flags & {int(flag)}) / {int(flag)} AS {name}" for name, flag in FILTER_FLAGS.items()
)
_SUMS = ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in FILTER_FLAGS)
OTHERS = f"""others AS MATERIALIZED (
  SELECT count(*) AS people, {_SUMS} FROM (
    SELECT {_ANY} FROM {{whole}}
    WHERE {{within}} AND i.flags & :several <> 0 GROUP BY i.practitioner_id
  ) AS person
),
"""  # noqa: S608  # nosec B608  # names and numbers of our own flags

# Each speaker costs a look at the location, which a circle with more than these has no time for.
LANGUAGES_UP_TO = 10_000
_SPEAKERS = f"""
  FROM tally t CROSS JOIN {{whole}} CROSS JOIN practice_location p
  WHERE {{within}}
    AND t.total <= {LANGUAGES_UP_TO} AND (SELECT total FROM tally) <= {LANGUAGES_UP_TO}
    AND p.id = i.location_id AND i.flags & {int(Flag.SPEAKS)} <> 0"""  # noqa: S608  # nosec B608  # our own numbers
LANGUAGES = f"""
  UNION ALL
  SELECT 'language', 0, 0, '', 0, 0, 0, 0, 0, p.languages, count(*) {_SPEAKERS}
    AND {_SINGLE}
  GROUP BY p.languages
  UNION ALL
  SELECT DISTINCT 'language', i.practitioner_id, 0, '', 0, 0, 0, 0, 0, p.languages, 1 {_SPEAKERS}
    AND i.flags & :several <> 0
"""

COUNT_COLUMNS = "".join(f"tally.{name} + others.{name} AS {name}, " for name in FILTER_FLAGS)
NO_COUNTS = ""


def counts_from(
    head: Row[Any], spoken: Sequence[Row[Any]], outside: Iterable[tuple[list[Any], list[Any]]]
) -> FilterCounts:
    """The counts of the statement without what lies beyond the circle after all.

    ``outside`` holds, for each practitioner at its edge, all rows and those within.
    """
    counts = {name: int(head._mapping[name]) for name in FILTER_FLAGS}
    languages = _languages(spoken)
    for every, inside in outside:
        for name, flag in FILTER_FLAGS.items():
            counts[name] -= _any(every, flag) - _any(inside, flag)
        for code in _codes(every) - _codes(inside):
            languages[code] -= 1
    return FilterCounts(**counts, languages=languages)


def _any(rows: Iterable[Any], flag: Flag) -> bool:
    return any(row.flags & flag for row in rows)


def _codes(rows: Iterable[Any]) -> set[str]:
    return {code for row in rows for code in row.languages.split(";") if code}


def _languages(spoken: Sequence[Row[Any]]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    speakers: dict[str, set[int]] = defaultdict(set)
    for row in spoken:
        for code in _codes([row]):
            if row.practitioner_id:
                speakers[code].add(row.practitioner_id)
            else:
                counts[code] += row.amount
    for code, people in speakers.items():
        counts[code] += len(people)
    return dict(counts)
