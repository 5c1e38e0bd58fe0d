"""Words of names are found alike on both databases, whatever the order of their collation."""

from pathlib import Path

import pytest

from finder.services.resources import Resources
from finder.store.queries.names import words_beginning, words_like
from tests.factories import load_directory, person

LAST_NAMES = ["Oakley", "Oaks", "Oakzzz", "O'Ak", "Pine", "Ngo"]


@pytest.fixture
def named(any_resources: Resources, tmp_path: Path) -> Resources:
    people = [person(number, last=last, first="") for number, last in enumerate(LAST_NAMES)]
    load_directory(any_resources, tmp_path, people)
    return any_resources


def test_words_with_a_beginning_come_the_shortest_first(named: Resources) -> None:
    with named.database.reading() as session:
        assert words_beginning(session, "oak") == ("oak", "oaks", "oakley", "oakzzz")
        assert words_beginning(session, "zz") == ()


def test_words_like_another_share_letter_and_length(named: Resources) -> None:
    with named.database.reading() as session:
        assert words_like(session, "oakly") == ("oak", "oakley", "oaks", "oakzzz")
