"""Reading the spatial index into arrays."""

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from typing import Any

import numpy as np
import psycopg
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from finder.store.held_index.arrays import Column, LocationArrays
from finder.store.queries.location_index import Flag
from finder.store.tables import LocationIndexRow, PracticeLocationRow

_TYPES: dict[str, Any] = {
    "lat_band": np.int32,
    "lon": np.float64,
    "location_id": np.int64,
    "first_day": np.int32,
    "last_day": np.int32,
    "lat": np.float64,
    "x": np.float64,
    "y": np.float64,
    "z": np.float64,
    "flags": np.int32,
    "practitioner_id": np.int64,
    "npi": "S10",
    "kyphoplasty_quality": np.float64,
    "vertebroplasty_quality": np.float64,
    "any_quality": np.float64,
    "most_recent_check": np.int32,
}
# In the order in which it lies, by its key.
_ALL = f"SELECT {', '.join(_TYPES)} FROM location_index ORDER BY lat_band, lon, location_id"  # noqa: S608  # nosec B608  # our own names
_BATCH = 5_000


def index_size(session: Session) -> int:
    """How many rows the index has."""
    return session.scalar(select(func.count()).select_from(LocationIndexRow)) or 0


def read_arrays(session: Session) -> LocationArrays:
    """The whole index, in batches, so that other threads have their turns."""
    parts: dict[str, list[Column]] = {name: [] for name in _TYPES}
    for batch in _batches(session):
        for (name, kind), cells in zip(_TYPES.items(), zip(*batch, strict=True), strict=True):
            parts[name].append(np.array(cells, dtype=kind))
    held = {
        name: np.concatenate(parts.pop(name)) if parts.get(name) else np.empty(0, dtype=kind)
        for name, kind in _TYPES.items()
    }
    held["languages"], languages = _languages(session, held)
    return LocationArrays(held, languages)


def _batches(session: Session) -> Iterator[list[tuple[Any, ...]]]:
    """The rows as the driver gives them: making more of each would take twice as long."""
    connection = session.connection().connection
    driver: Any = connection.driver_connection
    # Named, a cursor of PostgreSQL stays on the server and is fetched bit by bit.
    is_server = isinstance(driver, psycopg.Connection)
    try:
        with closing(
            driver.cursor("held_index", binary=True) if is_server else driver.cursor()
        ) as cursor:
            cursor.execute(_ALL)
            while batch := cursor.fetchmany(_BATCH):
                yield batch
    except psycopg.Error as problem:
        # As SQLAlchemy tells it of its own statements, so that it is understood above.
        told = DBAPIError.instance(
            _ALL, None, problem, psycopg.Error, dialect=session.get_bind().dialect
        )
        raise told from problem


def _languages(
    session: Session, held: dict[str, Column]
) -> tuple[Column, tuple[tuple[str, ...], ...]]:
    """For each row the number of the languages spoken there; 0 where none is known."""
    numbers: dict[str, int] = {"": 0}
    of_location: dict[int, int] = {}
    for location, text in _spoken(session):
        of_location[location] = numbers.setdefault(text, len(numbers))
    spoken = np.zeros(len(held["flags"]), dtype=np.int32)
    for place in np.flatnonzero(held["flags"] & int(Flag.SPEAKS)):
        spoken[place] = of_location.get(int(held["location_id"][place]), 0)
    return spoken, tuple(tuple(code for code in text.split(";") if code) for text in numbers)


def _spoken(session: Session) -> Iterator[tuple[int, str]]:
    statement = select(PracticeLocationRow.id, PracticeLocationRow.languages).where(
        PracticeLocationRow.languages != ""
    )
    rows: Iterator[Any] = iter(session.execute(statement.execution_options(yield_per=_BATCH)))
    while batch := list(islice(rows, _BATCH)):
        yield from ((row[0], row[1]) for row in batch)
