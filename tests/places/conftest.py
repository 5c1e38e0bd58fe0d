"""The shipped place tables, read once."""

from pathlib import Path

import pytest

from finder.places.resolve import PlaceTables, load_place_tables

PLACES = Path(__file__).parents[2] / "data" / "places"


@pytest.fixture(scope="session")
def places_folder() -> Path:
    return PLACES


@pytest.fixture(scope="session")
def tables() -> PlaceTables:
    tables = load_place_tables(PLACES)
    # Read what is read on first use here, so that no single test is slow.
    tables.resolve("41.88,-87.63")
    tables.is_place("Dayton, OH")
    return tables
