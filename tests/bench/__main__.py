"""Search against the bare SQL of its own candidate query, at growing sizes, in one run.

The last column is what the counts beside the filters cost: that SQL with them over it without.

Every figure is a ratio of medians of interleaved calls: absolute times mean little on a shared
machine, so they are shown only for orientation.
"""

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from finder.domain.place import Place
from finder.domain.procedures import Procedure
from finder.domain.search import Filters, SearchRequest
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from finder.settings import Settings
from finder.store.queries.candidates import CandidateQuery, bare_statement
from finder.store.schema import migrate
from tests.bench.painting import measure_painting
from tests.bench.synthetic import Country, fill

SIZES = {"small": (10_000, 100_000), "full": (10_000, 100_000, 1_000_000)}
# A dense metro, a usual one, a small city, and a place with nobody around.
PLACES = ("10001", "77002", "Dayton, OH", "59337")
REPEATS = 15


def main() -> None:
    """Prints one table a size, and then how soon pages are painted."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--size", choices=sorted(SIZES), default="small")
    chosen = parser.parse_args().size
    print(
        f"{'places':>10} {'from':<12} {'found':>7} {'service ms':>11} {'bare ms':>9} {'ratio':>7} "
        f"{'counts':>7}"
    )
    for count in SIZES[chosen]:
        with tempfile.TemporaryDirectory() as folder:
            measure(count, Path(folder))
    measure_painting()


def measure(count: int, folder: Path) -> None:
    """Fills a directory of this size and measures every place in it."""
    resources = Resources(Settings(home=folder))
    migrate(resources.database)
    started = time.monotonic()
    with resources.database.writing() as session:
        fill(session, resources, Country(resources.settings.data / "places", seed=7), count)
    print(f"{count:>10,} filled in {time.monotonic() - started:.0f} s")
    with resources.database.reading() as session:
        for text in PLACES:
            place = resources.places.resolve(text)
            assert isinstance(place, Place)
            print_ratio(session, resources, place, count)
    resources.database.close()


def print_ratio(session: Session, resources: Resources, place: Place, count: int) -> None:
    """Service and bare statement in turn; the first call of each is not counted."""
    request = SearchRequest(text="kyphoplasty doctors near me", near=place.label)
    query = _query(resources, place)
    statement, parameters = bare_statement(query)
    counting, counted_parameters = bare_statement(replace(query, with_counts=True))
    found = 0

    def service() -> None:
        nonlocal found
        found = search_providers(session, resources, request).total

    def bare() -> None:
        session.execute(statement, parameters).all()

    def with_counts() -> None:
        session.execute(counting, counted_parameters).all()

    service_ms, bare_ms = interleaved(service, bare)
    without_ms, with_ms = interleaved(bare, with_counts)
    print(
        f"{count:>10,} {place.label[:12]:<12} {found:>7,} {service_ms:>11.2f} {bare_ms:>9.2f} "
        f"{service_ms / bare_ms:>7.2f} {with_ms / without_ms:>7.2f}"
    )


def interleaved(first: Callable[[], None], second: Callable[[], None]) -> tuple[float, float]:
    """Median milliseconds of each, called in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for repeat in range(REPEATS + 1):
        for call, kept in zip((first, second), times, strict=True):
            gc.collect(0)
            started = time.perf_counter()
            call()
            if repeat:
                kept.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


def _query(resources: Resources, place: Place) -> CandidateQuery:
    rules = resources.rules
    return CandidateQuery(
        origin=place.point,
        radii_miles=rules.radius_steps_miles,
        enough=rules.enough_results,
        procedure=Procedure.KYPHOPLASTY,
        filters=Filters(),
        distance_share=rules.presets[rules.default_preset],
        half_distance_miles=rules.half_distance_miles[place.setting],
        today=resources.today(),
        wanted=20,
    )


if __name__ == "__main__":
    main()
