"""The spatial index as arrays, and the best of a circle from them.

It answers what the statement of ``store/queries/candidates`` answers, from the same rows and by
the same formula, for searches without a word of a name and without a language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.domain.circles import ROUNDING_SHARE, box_around
from finder.domain.geography import (
    LATITUDE_BAND_DEGREES,
    METRES_PER_MILE,
    Point,
    chord_metres_for,
    earth_centred,
    miles_between,
)
from finder.domain.ranking import Candidate
from finder.domain.results import UNPLACED_UP_TO, FilterCounts
from finder.store.queries.candidates import (
    CERTAIN_SHARE,
    LANGUAGES_UP_TO,
    SAFETY_POINTS,
    CandidateQuery,
    Candidates,
    mask_of,
)
from finder.store.queries.directory import DirectoryState
from finder.store.queries.location_index import (
    FILTER_FLAGS,
    NOWHERE_BAND,
    Flag,
    verified_components,
)

Column = NDArray[Any]
Rows = NDArray[np.intp]

_SEVERAL = int(Flag.HAS_OTHER_LOCATIONS)
# Wider than the longitudes of a band, so that one number orders bands and longitudes within.
_BAND_WIDTH = 1000.0
# So many of those without a point are looked at before it is asked whether they are enough.
_SOME = 500


@dataclass(frozen=True, slots=True)
class _Inside:
    """Rows truly within a circle that pass, and their squared chords in metres."""

    rows: Rows
    chord2: Column


class LocationArrays:
    """One column each, in the order of the index; ``languages`` by the number that rows hold."""

    def __init__(self, columns: Mapping[str, Column], languages: tuple[tuple[str, ...], ...]):
        self._columns = columns
        self._languages = languages
        self._keys = columns["lat_band"] * _BAND_WIDTH + columns["lon"]
        self._nowhere = np.arange(
            np.searchsorted(self._keys, NOWHERE_BAND * _BAND_WIDTH - 1), len(self._keys)
        )

    def __len__(self) -> int:
        return len(self._keys)

    def near(self, query: CandidateQuery, directory: DirectoryState) -> Candidates:
        """Miles are exact, and nobody beyond the radius is counted."""
        for radius in query.radii_miles:
            inside = self._inside(query, radius)
            singles, others = self._by_locations(inside.rows)
            people = self._columns["practitioner_id"][inside.rows[others]]
            total = int(np.count_nonzero(singles)) + len(np.unique(people))
            if total >= query.enough:
                break
        smaller = query.radii_miles[: query.radii_miles.index(radius)]
        found = list(self._best(query, inside, singles, smaller[-1] if smaller else None))
        return Candidates(
            candidates=found,
            total=total,
            radius_miles=radius,
            nearer=tuple(sum(1 for one in found if one.miles <= miles) for miles in smaller),
            unplaced=self._unplaced(query),
            counts=self._counts(inside.rows, singles, total) if query.with_counts else None,
            directory=directory,
        )

    def _inside(self, query: CandidateQuery, radius: float) -> _Inside:
        x, y, z = earth_centred(query.origin)
        columns, rows = self._columns, self._around(query.origin, radius)
        rows = rows[self._passing(query, rows)]
        chord2 = (
            (columns["x"][rows] - x) ** 2
            + (columns["y"][rows] - y) ** 2
            + (columns["z"][rows] - z) ** 2
        )
        limit = chord_metres_for(radius)
        within = chord2 <= limit * limit
        # Points inside this share of the limit are inside the circle for certain.
        for edge in np.flatnonzero(within & (chord2 > (limit * CERTAIN_SHARE) ** 2)):
            within[edge] = self._miles(query.origin, int(rows[edge])) <= radius
        return _Inside(rows[within], chord2[within])

    def _around(self, origin: Point, radius: float) -> Rows:
        """Every row of the box round the circle, band by band as wide as the circle is there."""
        box = box_around(origin, radius)
        at = origin.lat / LATITUDE_BAND_DEGREES
        bands = np.arange(box.first_band, box.last_band + 1)
        gaps = np.maximum(0.0, np.maximum(bands - at, at - bands - 1)) / box.half_height
        left = 1.0 - gaps * gaps + ROUNDING_SHARE
        bands, widths = bands[left > 0], box.half_width * np.sqrt(left[left > 0])
        stretches = []
        for middle in box.middles:
            lows = bands * _BAND_WIDTH + np.maximum(middle - widths, -180.0)
            highs = bands * _BAND_WIDTH + np.minimum(middle + widths, 180.0)
            starts = np.searchsorted(self._keys, lows, side="left")
            ends = np.searchsorted(self._keys, highs, side="right")
            stretches += [
                np.arange(start, end)
                for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
                if start < end
            ]
        return np.concatenate(stretches) if stretches else np.empty(0, dtype=np.intp)

    def _passing(self, query: CandidateQuery, rows: Rows) -> Column:
        columns, today = self._columns, query.today.toordinal()
        passing: Column = columns["first_day"][rows] <= today
        passing &= columns["last_day"][rows] >= today
        mask = mask_of(query.filters)
        if mask:
            passing &= (columns["flags"][rows] & mask) == mask
        return passing

    def _by_locations(self, rows: Rows) -> tuple[Column, Column]:
        """Which rows are the only one of their practitioner, and which are not."""
        others: Column = (self._columns["flags"][rows] & _SEVERAL) != 0
        return ~others, others

    def _best(
        self, query: CandidateQuery, inside: _Inside, singles: Column, smaller: float | None
    ) -> Iterator[Candidate]:
        """Whoever may be among the first wanted, and everybody within the smaller circle."""
        quality = self._columns[f"{query.procedure.value}_quality"]
        kept = np.concatenate((np.flatnonzero(singles), self._nearest(inside, ~singles, quality)))
        rows, chord2 = inside.rows[kept], inside.chord2[kept]
        decay = -log(2) / (query.half_distance_miles * METRES_PER_MILE)
        share = query.distance_share
        points = 100 * (share * np.exp(decay * np.sqrt(chord2)) + (1 - share) * quality[rows])
        shown = np.ones(len(rows), dtype=bool)
        if len(rows) > query.wanted:
            last = len(rows) - query.wanted
            shown = points >= np.partition(points, last)[last] - SAFETY_POINTS
            if smaller is not None:
                shown |= chord2 <= chord_metres_for(smaller) ** 2
        for row in rows[shown].tolist():
            yield self._candidate(query, row, float(quality[row]))

    def _nearest(self, inside: _Inside, others: Column, quality: Column) -> Rows:
        """Of everybody with several locations, the place of the nearest among the rows."""
        places = np.flatnonzero(others)
        rows = inside.rows[places]
        people = self._columns["practitioner_id"][rows]
        order = np.lexsort(
            (self._columns["location_id"][rows], -quality[rows], inside.chord2[places], people)
        )
        _, first = np.unique(people[order], return_index=True)
        nearest: Rows = places[order[first]]
        return nearest

    def _candidate(self, query: CandidateQuery, row: int, quality: float) -> Candidate:
        columns = self._columns
        return Candidate(
            npi=columns["npi"][row].decode(),
            practitioner_id=int(columns["practitioner_id"][row]),
            location_id=int(columns["location_id"][row]),
            miles=self._miles(query.origin, row),
            quality=quality,
            verified_components=verified_components(int(columns["flags"][row]), query.procedure),
            most_recent_check=int(columns["most_recent_check"][row]),
        )

    def _miles(self, origin: Point, row: int) -> float:
        return miles_between(
            origin, Point(float(self._columns["lat"][row]), float(self._columns["lon"][row]))
        )

    def _unplaced(self, query: CandidateQuery) -> int:
        found: set[int] = set()
        for start in range(0, len(self._nowhere), _SOME):
            rows = self._nowhere[start : start + _SOME]
            passing = rows[self._passing(query, rows)]
            found.update(self._columns["practitioner_id"][passing].tolist())
            if len(found) > UNPLACED_UP_TO:
                return UNPLACED_UP_TO + 1
        return len(found)

    def _counts(self, rows: Rows, singles: Column, total: int) -> FilterCounts:
        """A practitioner counts where any location within the circle has what is asked."""
        flags, people = self._columns["flags"][rows], self._columns["practitioner_id"][rows]
        counts = {}
        for name, flag in FILTER_FLAGS.items():
            has = (flags & int(flag)) != 0
            counts[name] = int(np.count_nonzero(has & singles)) + len(
                np.unique(people[has & ~singles])
            )
        return FilterCounts(
            **counts, languages=self._spoken(rows, people) if total <= LANGUAGES_UP_TO else {}
        )

    def _spoken(self, rows: Rows, people: Column) -> dict[str, int]:
        spoken = self._columns["languages"][rows]
        speakers: dict[str, set[int]] = {}
        for place in np.flatnonzero(spoken):
            for code in self._languages[spoken[place]]:
                speakers.setdefault(code, set()).add(int(people[place]))
        return {code: len(found) for code, found in speakers.items()}
