"""The map shows where the results of a search by place lie, and asks the database nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from finder.documents.map_picture import Picture
from finder.domain.results import SearchResults
from finder.domain.search import parse_search
from finder.domain.sentences import ENGLISH
from finder.services.draw_map import draw_map
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from tests.conftest import Statements
from tests.factories import load_directory, npi_of, person

NEAR, NORTH, FAR, NOWHERE = 1, 2, 3, 4


@pytest.fixture
def session(resources: Resources, tmp_path: Path) -> Iterator[Session]:
    """A directory of people in and around Chicago, in Milwaukee, and of one without a place."""
    people = [
        person(NEAR, last="Oakley"),
        person(NORTH, last="Birchfield", zip_code="60035", city="Highland Park"),
        person(FAR, last="Maplewood", zip_code="53202", city="Milwaukee", state="WI"),
        person(NOWHERE, last="Hazelton", zip_code="00000", city="Nowhere"),
    ]
    load_directory(resources, tmp_path, people)
    with resources.database.reading() as session:
        yield session


def searched(session: Session, resources: Resources, **parameters: str) -> SearchResults:
    return search_providers(session, resources, parse_search(parameters))


def drawn(session: Session, resources: Resources, **parameters: str) -> Picture:
    picture = draw_map(resources, searched(session, resources, **parameters), ENGLISH)
    assert picture is not None
    return picture


def test_every_result_of_the_page_is_on_the_map_with_what_the_list_says(
    session: Session, resources: Resources
) -> None:
    results = searched(session, resources, near="60601", preset="nearest")
    picture = draw_map(resources, results, ENGLISH)
    assert picture is not None
    assert picture.title == "Map around 60601 Chicago, IL, 200 miles across"
    said = re.findall(r"Number ([0-9]+), ([^,]+), (.+?)(?:\.|$)(?: |$)", picture.description)
    assert [(int(rank), name) for rank, name, _ in said] == [
        (match.rank, match.practitioner.name.display) for match in results.matches
    ]
    north = next(match for match in results.matches if match.practitioner.npi == npi_of(NORTH))
    assert f"{north.miles:.1f} miles north" in picture.description


def test_ranks_of_the_second_page_count_on(session: Session, resources: Resources) -> None:
    picture = drawn(session, resources, near="60601", per_page="2", page="2")
    assert re.findall(r"Number ([0-9]+),", picture.description) == ["3"]


def test_the_map_comes_closer_than_the_radius_where_all_results_are_near(
    session: Session, resources: Resources
) -> None:
    picture = drawn(session, resources, near="60601", radius="50", per_page="1", preset="nearest")
    assert picture.title.endswith(", 10 miles across")


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "Dr Oakley"},
        {"q": npi_of(NEAR)},
        {"q": "kyphoplasty"},
        {"near": "99723", "radius": "1"},
        {"near": "60601", "page": "9"},
        {"near": "00000"},
    ],
)
def test_without_a_place_or_a_result_there_is_no_map(
    session: Session, resources: Resources, parameters: dict[str, str]
) -> None:
    assert draw_map(resources, searched(session, resources, **parameters), ENGLISH) is None


def test_drawing_asks_the_database_nothing(
    session: Session, resources: Resources, statements: Statements
) -> None:
    results = searched(session, resources, near="60601")
    with statements() as seen:
        assert draw_map(resources, results, ENGLISH)
    assert seen == []


def test_the_ground_is_made_once_for_searches_from_one_place(
    session: Session, resources: Resources
) -> None:
    first = drawn(session, resources, near="60601", preset="nearest")
    made = resources.ground_at.cache_info().misses
    again = drawn(session, resources, near="60601", preset="most-checked")
    assert resources.ground_at.cache_info().misses == made
    assert [part.partition("</g>")[0] for part in first.svg.split('class="map-borders"')[1:]] == [
        part.partition("</g>")[0] for part in again.svg.split('class="map-borders"')[1:]
    ]
