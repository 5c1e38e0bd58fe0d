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
    return f"(flags & {int(flag)}) / {int(flag)}"


_EACH = ", ".join(f"{_has(flag)} AS {name}" for name, flag in FILTER_FLAGS.items())
_ANY = ", ".join(f"max({_has(flag)})" for flag in FILTER_FLAGS.values())
_SUMS = ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in FILTER_FLAGS)

COUNTS = f"""
counts AS MATERIALIZED (
  SELECT {_SUMS} FROM (
    SELECT {_EACH} FROM hit WHERE flags & :several = 0
    UNION ALL
    SELECT {_ANY} FROM hit WHERE flags & :several <> 0 GROUP BY practitioner_id
  ) AS person
),"""  # noqa: S608  # nosec B608  # names and numbers of our own flags

# Each speaker costs a look at the location, which a circle with more than these has no time for.
_LANGUAGES_UP_TO = 10_000
_SPEAKERS = f"""
  FROM hit CROSS JOIN practice_location p
  WHERE (SELECT total FROM summary) <= {_LANGUAGES_UP_TO}
    AND p.id = hit.location_id AND flags & {int(Flag.SPEAKS)} <> 0"""  # noqa: S608  # nosec B608  # our own numbers
LANGUAGES = f"""
  UNION ALL
  SELECT 'language', 0, 0, '', 0, 0, 0, 0, 0, p.languages, count(*) {_SPEAKERS}
    AND flags & :several = 0
  GROUP BY p.languages
  UNION ALL
  SELECT DISTINCT 'language', hit.practitioner_id, 0, '', 0, 0, 0, 0, 0, p.languages, 1 {_SPEAKERS}
    AND flags & :several <> 0
"""

COUNT_COLUMNS = "".join(f"counts.{name}, " for name in FILTER_FLAGS)
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
