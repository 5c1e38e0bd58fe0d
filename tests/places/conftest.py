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
    return load_place_tables(PLACES)
