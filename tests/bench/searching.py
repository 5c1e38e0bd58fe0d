"""How the search grows: against a bare fetch of twenty rows, and from one size to the next."""

import math
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from finder.domain.geography import Point
from finder.domain.place import Place
from finder.domain.procedures import Procedure
from finder.domain.search import Filters, SearchRequest
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from finder.settings import Settings
from finder.store.queries.candidates import CandidateQuery, bare_statement, candidates_near
from finder.store.schema import migrate
from tests.bench.figures import Call, Figure, interleaved, ratio
from tests.bench.synthetic import Country, fill

SEED = 7
# A dense metro, a usual one, a small city, and a place with nobody around.
PLACES = ("10001", "77002", "Dayton, OH", "59337")
RURAL = "59337"
# Drawn by people, so most of them lie in metros.
_POINTS = 60
_REPEATS = 9
_LIMITS = {10_000: ("G3", 3.0), 100_000: ("G4", 6.0)}


@dataclass(frozen=True, slots=True)
class Directory:
    """An invented directory of one size, open for reading."""

    count: int
    resources: Resources
    session: Session


@contextmanager
def directories(counts: Sequence[int]) -> Iterator[list[Directory]]:
    """One of each size, side by side, so that their calls can take turns."""
    with ExitStack() as stack:
        yield [stack.enter_context(_directory(count)) for count in counts]


@contextmanager
def _directory(count: int) -> Iterator[Directory]:
    with tempfile.TemporaryDirectory() as folder:
        resources = Resources(Settings(home=Path(folder), rate_limits="off"))
        migrate(resources.database)
        started = time.monotonic()
        with resources.database.writing() as session:
            fill(session, resources, Country(resources.settings.data / "places", SEED), count)
        print(f"{count:>10,} practitioners filled in, {time.monotonic() - started:.0f} s")
        with resources.database.reading() as session:
            yield Directory(count, resources, session)
        resources.close()


def measure_searching(directories: Sequence[Directory]) -> list[Figure]:
    """Prints the whole service beside its own SQL, and answers the figures with a goal."""
    _print_service(directories)
    country = Country(directories[0].resources.settings.data / "places", SEED)
    points = [country.point() for _ in range(_POINTS)]
    figures = [_against_fetch(one, points) for one in directories if one.count in _LIMITS]
    least, most = directories[0], directories[-1]
    times = most.count / least.count
    note = f"{most.count:,} against {least.count:,}"
    figures.append(_growth(least, most, points, times, note))
    figures.append(_rural(least, most, note))
    figures.append(
        Figure("G5", "p95 at 1,000,000 / PostGIS", 0.25, note="PostGIS is not used here")
    )
    return sorted(figures, key=lambda figure: figure.goal)


def _against_fetch(directory: Directory, points: Sequence[Point]) -> Figure:
    goal, limit = _LIMITS[directory.count]
    session = directory.session
    driver = session.connection().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    step = directory.count // 20
    fetch = (
        f"SELECT * FROM practitioner WHERE id IN ({','.join(str(n * step) for n in range(1, 21))})"
    )
    queries = [_query(directory.resources, point) for point in points]
    found = interleaved(
        {
            "search": lambda: [candidates_near(session, query) for query in queries],
            "fetch": lambda: [driver.execute(fetch).fetchall() for _ in queries],
        },
        _REPEATS,
    )
    what = f"search by people / raw fetch of 20 rows, {directory.count:,}"
    return ratio(goal, what, limit, found["search"], found["fetch"])


def _growth(
    least: Directory, most: Directory, points: Sequence[Point], times: float, note: str
) -> Figure:
    """The circle shrinks as the directory grows, so that both hold as many."""

    def search(directory: Directory, radius: float) -> Call:
        queries = [
            replace(_query(directory.resources, point), radii_miles=(radius,)) for point in points
        ]
        return lambda: [candidates_near(directory.session, query) for query in queries]

    calls = {"least": search(least, 50.0), "most": search(most, 50.0 / math.sqrt(times))}
    found = interleaved(calls, _REPEATS)
    return ratio("G6", "as many in the circle", 2.0, found["most"], found["least"], note)


def _rural(least: Directory, most: Directory, note: str) -> Figure:
    def search(directory: Directory) -> Call:
        place = directory.resources.places.resolve(RURAL)
        assert isinstance(place, Place)
        query = replace(_query(directory.resources, place.point), radii_miles=(100.0,))
        return lambda: [candidates_near(directory.session, query) for _ in range(20)]

    found = interleaved({"least": search(least), "most": search(most)}, 15)
    return ratio("G7", "a place with nobody around", 5.0, found["most"], found["least"], note)


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
