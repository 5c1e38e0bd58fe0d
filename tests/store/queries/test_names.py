"""Words of names are found alike on both databases, whatever the order of their collation."""

from pathlib import Path

import pytest

from finder.domain.geography import Point
from finder.domain.procedures import Procedure
from finder.domain.search import Filters
from finder.services.resources import Resources
from finder.store.queries.candidates import CandidateQuery, candidates_near
from finder.store.queries.names import by_name_words, by_npi
from tests.factories import TODAY, load_directory, npi_of, person

LAST_NAMES = ["Oakley", "Oaks", "Oakzzz", "O'Ak", "Pine", "Ngo"]


@pytest.fixture
def named(any_resources: Resources, tmp_path: Path) -> Resources:
    people = [person(number, last=last, first="") for number, last in enumerate(LAST_NAMES)]
    load_directory(any_resources, tmp_path, people)
    return any_resources


def words(resources: Resources, *asked: str) -> set[tuple[str, str]]:
    with resources.database.reading() as session:
        found, _ = by_name_words(session, asked)
    return {(entry.asked, entry.word) for entry in found}


def test_words_with_a_beginning_are_all_found(named: Resources) -> None:
    beginning = {("oak", "oak"), ("oak", "oaks"), ("oak", "oakley"), ("oak", "oakzzz")}
    assert words(named, "oak") == beginning
    assert words(named, "zz") == set()


def test_without_one_those_of_the_same_letter_and_length_are_offered(named: Resources) -> None:
    offered = {("oakly", word) for word in ("oak", "oaks", "oakley", "oakzzz")}
    assert words(named, "oakly") == offered
    assert words(named, "oakly", "pine") == {*offered, ("pine", "pine")}


@pytest.mark.parametrize("asked", [("oak",), ("oakly",), ("oakly", "pine"), ("zz",), ("ngo", "ng")])
def test_the_search_near_a_place_finds_the_same_words(
    named: Resources, asked: tuple[str, ...]
) -> None:
    query = CandidateQuery(
        origin=Point(41.88, -87.63),
        radii_miles=(10.0, 50.0),
        enough=3,
        procedure=Procedure.ANY,
        filters=Filters(),
        distance_share=0.5,
        half_distance_miles=20,
        today=TODAY,
        wanted=20,
        name_words=asked,
    )
    with named.database.reading() as session:
        found, _ = by_name_words(session, asked)
        near = candidates_near(session, query)
    assert sorted(near.named, key=str) == sorted(found, key=str)
    assert near.total == len(near.candidates) == len(LAST_NAMES)


def test_an_npi_is_found_with_the_state_of_the_directory(named: Resources) -> None:
    with named.database.reading() as session:
        number, directory = by_npi(session, npi_of(0))
        assert number is not None
        assert directory.generation > 0
        assert by_npi(session, npi_of(99))[0] is None
