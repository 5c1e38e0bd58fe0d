"""How the search grows: against a bare fetch of twenty rows, and from one size to the next."""

import math
import sqlite3
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from finder.domain.geography import Point
from finder.domain.place import Place
from finder.domain.procedures import Procedure
from finder.domain.search import Filters, SearchRequest
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from finder.store.queries.candidates import (
    CandidateQuery,
    Candidates,
    bare_statement,
    candidates_near,
)
from tests.bench.against_postgis import measure_against_postgis
from tests.bench.directories import SEED, Directory
from tests.bench.figures import Call, Figure, interleaved, ratio
from tests.bench.synthetic import Country

# A dense metro, a usual one, a small city, and a place with nobody around.
PLACES = ("10001", "77002", "Dayton, OH", "59337")
RURAL = "59337"
# Drawn by people, so most of them lie in metros.
_POINTS = 60
_REPEATS = 9
_LIMITS = {10_000: ("G3", 3.0), 100_000: ("G4", 6.0)}


def measure_searching(directories: Sequence[Directory]) -> list[Figure]:
    """Prints the whole service beside its own SQL, and answers the figures with a goal."""
    _print_service(directories)
    country = Country(directories[0].resources.settings.data / "places", SEED)
    points = [country.point() for _ in range(_POINTS)]
    figures = [
        figure
        for one in directories
        if one.count in _LIMITS
        for figure in _against_fetch(one, points)
    ]
    least, most = directories[0], directories[-1]
    times = most.count / least.count
    note = f"{most.count:,} against {least.count:,}"
    figures += _growth(least, most, points, times, note)
    figures += _rural(least, most, note)
    queries = [_query(most.resources, point) for point in points]
    figures += measure_against_postgis(most, queries)
    return sorted(figures, key=lambda figure: figure.goal)


def _from_memory(directory: Directory, query: CandidateQuery) -> Candidates:
    found = directory.index.near(directory.session, query)
    assert found is not None
    return found


def _against_fetch(directory: Directory, points: Sequence[Point]) -> Iterator[Figure]:
    goal, limit = _LIMITS[directory.count]
    session = directory.session
    driver = session.connection().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    step = directory.count // 20
    fetch = (
        f"SELECT * FROM practitioner WHERE id IN ({','.join(str(n * step) for n in range(1, 21))})"
    )
    queries = [_query(directory.resources, point) for point in points]
    calls: list[dict[str, Call]] = [
        {
            "stored": partial(candidates_near, session, query),
            "held": partial(_from_memory, directory, query),
            "fetch": lambda: driver.execute(fetch).fetchall(),
        }
        for query in queries
    ]
    # The goal is about the search in the middle, not about the sum, which the largest circles rule.
    each = [interleaved(one, _REPEATS) for one in calls]
    fetched = statistics.median(one["fetch"].median for one in each)
    for name, where in (("stored", "in the database"), ("held", "in memory")):
        times = sorted(one[name].median for one in each)
        what = f"search by people, {where} / raw fetch of 20 rows, {directory.count:,}"
        middle = statistics.median(times) / fetched
        note = f"p95 {statistics.quantiles(times, n=20)[-1] / fetched:.0f}"
        yield Figure(goal, what, limit, middle, times[0] / fetched, times[-1] / fetched, note)


def _growth(
    least: Directory, most: Directory, points: Sequence[Point], times: float, note: str
) -> Iterator[Figure]:
    """The circle shrinks as the directory grows, so that both hold as many."""

    def search(run: Search, directory: Directory, radius: float) -> Call:
        queries = [
            replace(_query(directory.resources, point), radii_miles=(radius,)) for point in points
        ]
        return lambda: [run(directory, query) for query in queries]

    for where, run in _WAYS.items():
        calls = {
            "least": search(run, least, 50.0),
            "most": search(run, most, 50.0 / math.sqrt(times)),
        }
        found = interleaved(calls, _REPEATS)
        what = f"as many in the circle, {where}"
        yield ratio("G6", what, 2.0, found["most"], found["least"], note)


def _rural(least: Directory, most: Directory, note: str) -> Iterator[Figure]:
    def search(run: Search, directory: Directory) -> Call:
        place = directory.resources.places.resolve(RURAL)
        assert isinstance(place, Place)
        query = replace(_query(directory.resources, place.point), radii_miles=(100.0,))
        return lambda: [run(directory, query) for _ in range(20)]

    for where, run in _WAYS.items():
        found = interleaved({"least": search(run, least), "most": search(run, most)}, 15)
        what = f"a place with nobody around, {where}"
        yield ratio("G7", what, 5.0, found["most"], found["least"], note)


def _stored(directory: Directory, query: CandidateQuery) -> Candidates:
    return candidates_near(directory.session, query)


Search = Callable[[Directory, CandidateQuery], Candidates]
_WAYS: dict[str, Search] = {"in the database": _stored, "in memory": _from_memory}


def _print_service(directories: Sequence[Directory]) -> None:
    """The last column is what the counts beside the filters cost."""
    print(
        f"{'places':>10} {'from':<12} {'found':>7} {'service ms':>11} {'bare ms':>9} {'ratio':>7} "
        f"{'counts':>7}"
    )
    for directory in directories:
        for text in PLACES:
            place = directory.resources.places.resolve(text)
            assert isinstance(place, Place)
            _print_place(directory, place)


def _print_place(directory: Directory, place: Place) -> None:
    session, resources = directory.session, directory.resources
    request = SearchRequest(text="kyphoplasty doctors near me", near=place.label)
    query = _query(resources, place.point, resources.rules.half_distance_miles[place.setting])
    statement, parameters = bare_statement(query)
    counting, counted_parameters = bare_statement(replace(query, with_counts=True))
    total = search_providers(session, resources, request).total
    found = interleaved(
        {
            "service": lambda: search_providers(session, resources, request),
            "bare": lambda: session.execute(statement, parameters).all(),
            "counts": lambda: session.execute(counting, counted_parameters).all(),
        },
        _REPEATS,
    )
    service, bare, counts = (found[name].median for name in ("service", "bare", "counts"))
    print(
        f"{directory.count:>10,} {place.label[:12]:<12} {total:>7,} {service:>11.2f} {bare:>9.2f} "
        f"{service / bare:>7.2f} {counts / bare:>7.2f}"
    )


def _query(resources: Resources, point: Point, half: float | None = None) -> CandidateQuery:
    rules = resources.rules
    return CandidateQuery(
        origin=point,
        radii_miles=rules.radius_steps_miles,
        enough=rules.enough_results,
        procedure=Procedure.KYPHOPLASTY,
        filters=Filters(),
        distance_share=rules.presets[rules.default_preset],
        half_distance_miles=half or max(rules.half_distance_miles.values()),
        today=resources.today(),
        wanted=20,
    )
