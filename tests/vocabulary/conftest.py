"""A few places, standing in for the place table; and the real one for the judged queries."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from finder.domain.words import Wishes
from finder.places.resolve import PlaceTables, load_place_tables
from finder.services.mend_places import with_misspelt_place
from finder.vocabulary.understand import Vocabulary, load_vocabulary, understand

DATA = Path(__file__).parents[2] / "data"

CITIES = """
anthem, austin, boise, broken bow, chicago, cleveland, columbus, dayton, denver, el paso, gary,
houston, jackson, king of prussia, los angeles, miami, orlando, phoenix, portland, salt lake city,
san antonio, spanish fork, springfield, st louis, the villages, truth or consequences, verona,
washington, winston salem
"""
STATES = """
az, dc, fl, florida, id, il, illinois, in, me, maine, mo, nc, ne, nm, oh, ohio, or, oregon, pa,
texas, tx, ut, utah
"""


def listed(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(",")]


PLACES = frozenset(listed(CITIES)) | {
    f"{city} {state}" for city in listed(CITIES) for state in listed(STATES)
}


def is_place(text: str) -> bool:
    words = re.sub(r"[.,-]+", " ", text.lower().replace("d.c.", "dc")).split()
    return " ".join(words) in PLACES or re.fullmatch(r"[0-9]{5}(-[0-9]{4})?", text) is not None


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(DATA / "vocabulary.toml")


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary) -> Callable[[str], Wishes]:
    return lambda text: understand(text, is_place, vocabulary)


@pytest.fixture(scope="session")
def places() -> PlaceTables:
    return load_place_tables(DATA / "places")


@pytest.fixture(scope="session")
def read_with_places(vocabulary: Vocabulary, places: PlaceTables) -> Callable[[str], Wishes]:
    """Words read as a search reads them, with every place there is."""
    return lambda text: with_misspelt_place(
        text, understand(text, places.people_meant, vocabulary), places
    )
