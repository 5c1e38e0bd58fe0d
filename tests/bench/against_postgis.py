"""The slowest searches beside PostGIS, asked for the best of the very same circles."""

import math
import statistics
import time
from collections.abc import Sequence

import psycopg
from sqlalchemy import select

from finder.domain.geography import METRES_PER_MILE
from finder.store.queries.candidates import CandidateQuery, candidates_near
from finder.store.tables import LocationIndexRow
from tests.bench.directories import Directory
from tests.bench.figures import Call, Figure
from tests.private_postgresql import programs, running_server

_REPEATS = 3
_ROOM = ("shared_buffers=1GB", "work_mem=64MB")
_COLUMNS = ("location_id", "lon", "lat", "kyphoplasty_quality")
_TABLES = """
CREATE EXTENSION postgis;
CREATE TABLE staged (id bigint, lon float8, lat float8, quality float8);
"""
_INDEX = """
CREATE TABLE place AS
  SELECT id, quality, ST_MakePoint(lon, lat)::geography AS point FROM staged;
CREATE INDEX ON place USING gist (point);
VACUUM ANALYZE place;
"""
# The same formula; without the counts, widening and several locations that a search also minds.
_BEST = """
SELECT id, %(share)s * exp(%(decay)s * ST_Distance(point, here))
           + (1 - %(share)s) * quality AS score
FROM place, (SELECT ST_MakePoint(%(lon)s, %(lat)s)::geography AS here) AS origin
WHERE ST_DWithin(point, here, %(metres)s)
ORDER BY score DESC, id LIMIT 20
"""
_WHAT = "p95 of searches / p95 of PostGIS ST_DWithin"


def measure_against_postgis(
    directory: Directory, queries: Sequence[CandidateQuery]
) -> list[Figure]:
    """Each search at its median of three, in turns with PostGIS; then the p95 of each."""
    binaries = programs()
    if binaries is None:
        return [Figure("G5", _WHAT, 0.25, note="PostgreSQL is not installed")]
    with (
        running_server(binaries, *_ROOM) as server,
        psycopg.connect(server.create(), autocommit=True) as rival,
    ):
        try:
            rival.execute(_TABLES)
        except psycopg.Error:
            return [Figure("G5", _WHAT, 0.25, note="PostGIS is not installed")]
        _fill(rival, directory)
        times = [_each(rival, directory, query) for query in queries]
    stored, held, theirs = zip(*times, strict=True)
    return [
        Figure(
            "G5",
            f"{_WHAT}, {directory.count:,}, {where}",
            0.25,
            _p95(ours) / _p95(theirs),
            note=f"medians {statistics.median(ours) / statistics.median(theirs):.2f}",
        )
        for where, ours in (("in the database", stored), ("in memory", held))
    ]


def _fill(rival: psycopg.Connection, directory: Directory) -> None:
    columns = [LocationIndexRow.__table__.c[name] for name in _COLUMNS]
    today = directory.resources.today().toordinal()
    rows = select(*columns).where(
        LocationIndexRow.first_day <= today,
        LocationIndexRow.last_day >= today,
        LocationIndexRow.lat_band < 1000,
    )
    with rival.cursor() as cursor, cursor.copy("COPY staged FROM STDIN") as copy:
        for row in directory.session.execute(rows):
            copy.write_row(row)
    for statement in _INDEX.strip().split(";"):
        if statement.strip():
            rival.execute(statement.encode())


def _each(
    rival: psycopg.Connection, directory: Directory, query: CandidateQuery
) -> tuple[float, float, float]:
    """Seconds of the statement, of the index in memory, and of PostGIS."""
    session = directory.session
    metres = candidates_near(session, query).radius_miles * METRES_PER_MILE
    asked = {
        "lon": query.origin.lon,
        "lat": query.origin.lat,
        "metres": metres,
        "share": query.distance_share,
        "decay": -math.log(2) / (query.half_distance_miles * METRES_PER_MILE),
    }
    calls = (
        lambda: candidates_near(session, query),
        lambda: directory.index.near(session, query),
        lambda: rival.execute(_BEST, asked).fetchall(),
    )
    times = [[_took(call) for call in calls] for _ in range(_REPEATS)]
    stored, held, theirs = (statistics.median(each) for each in zip(*times, strict=True))
    return stored, held, theirs


def _took(call: Call) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
