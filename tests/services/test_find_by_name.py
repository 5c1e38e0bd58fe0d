"""Doctors are found by their names, as people write and misspell them."""

from pathlib import Path

import pytest

from finder.domain.results import SearchResults
from finder.domain.search import SearchRequest, parse_search
from finder.services.resources import Resources
from finder.services.search_providers import Extras, search_providers
from tests.conftest import Statements
from tests.factories import load_directory, npi_of, person

DAYTON = {"zip_code": "45402", "city": "Dayton", "state": "OH"}
IN_CHICAGO = 7
PEOPLE = [
    person(1, first="Jane", last="Exampleton"),
    person(2, first="John", last="Smith"),
    person(3, first="John", last="Smithson", **DAYTON),
    person(4, first="John", last="Smith", **DAYTON),
    person(5, first="Ana María", last="Peña-Ejemplo"),
    person(6, first="SEAN", last="O'SAMPLE"),
    person(7, first="Zebulon", last="Quartermain", **{"Provider Middle Name": "Theodore"}),
    person(8, first="Rita", last="Miller"),
    person(9, first="Wanda", last="Fuson"),
]


@pytest.fixture
def named(resources: Resources, tmp_path: Path) -> Resources:
    load_directory(resources, tmp_path, PEOPLE)
    return resources


def search(resources: Resources, words: str, **parameters: str) -> SearchResults:
    request = parse_search({"q": words, "specialty": "any", **parameters})
    with resources.database.reading() as session:
        return search_providers(session, resources, request)


def found(resources: Resources, words: str, **parameters: str) -> list[int]:
    """The numbers of whoever is listed by name, in order."""
    results = search(resources, words, **parameters)
    assert all(match.miles is None for match in results.matches), "found by place"
    numbers = {npi_of(number): number for number in range(1, len(PEOPLE) + 1)}
    return [numbers[match.practitioner.npi] for match in results.matches]


def codes(results: SearchResults) -> list[str]:
    return [notice.code.value for notice in results.notices]


@pytest.mark.parametrize(
    "words",
    [
        "Jane Exampleton",
        "exampleton jane",
        "Exampleton, Jane",
        "Dr. Jane Exampleton MD",
        "DR JANE EXAMPLETON",
        "exampleton",
        "Dr. Exampelton",
        "jane exampletn",
        "exampl",
        "J. Exampleton",
        "Dr. Jane Exampleton in Chicago",
        "Jane Exampleton Springfield",
        "jane exampleton kyphoplasty 45402",
        "is Dr. Exampleton board certified?",
        "find Dr. Jane Q. Exampleton, kyphoplasty, within 50 miles of Dayton",
    ],
)
def test_one_doctor_is_found_by_many_spellings(named: Resources, words: str) -> None:
    assert found(named, words) == [1]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Ana Maria Pena Ejemplo", 5),
        ("Dra. Peña-Ejemplo", 5),
        ("pena", 5),
        ("Sean O'Sample", 6),
        ("Dr. O’Sample", 6),
        ("osample", 6),
        ("Zebulon Quartermain Chicago", 7),
        ("zebulon theodore quartermain", 7),
        ("quartermaine kyphoplasty", 7),
        ("Dr. Zebulon Theodor Quartermain Junior", 7),
    ],
)
def test_accents_hyphens_and_apostrophes_change_nothing(
    named: Resources, words: str, number: int
) -> None:
    assert found(named, words) == [number]


def test_two_letters_changed_about_are_forgiven(named: Resources) -> None:
    assert found(named, "Jonh Smtih") == [2, 4]


def test_the_same_word_comes_before_its_beginning(named: Resources) -> None:
    assert found(named, "smi") == [2, 4, 3]
    assert found(named, "Dr. Smith") == [2, 4, 3]


def test_of_equally_close_names_the_nearest_comes_first_and_miles_stay_unsaid(
    named: Resources,
) -> None:
    assert found(named, "John Smith Dayton") == [4, 2, 3]
    assert found(named, "John Smith Chicago") == [2, 4, 3]
    assert search(named, "John Smith Dayton").place is not None


def test_a_name_that_nobody_has_keeps_the_place(named: Resources) -> None:
    results = search(named, "Dr. Xaver Nobodyson Chicago")
    assert len([match for match in results.matches if match.miles is not None]) == IN_CHICAGO
    notice = results.notices[0]
    assert notice.code == "name-not-found"
    assert "“Xaver Nobodyson”" in notice.message
    assert "near Chicago, IL" in notice.message
    assert ("name", "Xaver Nobodyson") in {(part.as_, part.value) for part in results.understood}


def test_a_wrong_guess_is_told_and_no_longer_called_a_name(named: Resources) -> None:
    results = search(named, "kyphoplasty xyzzy Chicago")
    assert results.total == IN_CHICAGO
    assert results.notices[0].message == (
        "No doctor listed here has the name “xyzzy”, so we left it out."
    )
    assert [part.as_ for part in results.understood] == ["procedure", "place"]


def test_a_right_guess_says_that_it_was_one(named: Resources) -> None:
    results = search(named, "kyphoplasty quartermain Chicago")
    assert codes(results)[0] == "name-guessed"
    assert "name-guessed" not in codes(search(named, "quartermain"))
    assert "name-guessed" not in codes(search(named, "Dr. Quartermain Chicago"))


def test_a_short_guessed_word_must_be_the_whole_name(named: Resources) -> None:
    assert search(named, "kyphoplasty qua Chicago").matches[0].miles is not None
    assert found(named, "qua") == [7]


def test_an_ordinary_word_is_no_misspelt_name(named: Resources) -> None:
    assert search(named, "spinal fusion Chicago").matches[0].miles is not None


def test_a_family_name_that_is_a_town_too_is_a_name_if_somebody_has_it(named: Resources) -> None:
    assert found(named, "Miller") == [8]
    assert search(named, "Miller").place is None


def test_a_family_name_that_nobody_has_is_the_town(named: Resources) -> None:
    results = search(named, "Wilson")
    assert results.matches == ()
    assert codes(results) == ["place-ambiguous"]
    assert results.place_choices
    assert [part.as_ for part in results.understood] == ["place"]


def test_a_guess_without_a_place_still_asks_for_one(named: Resources) -> None:
    assert codes(search(named, "kyphoplasty xyzzy")) == ["name-not-found", "place-needed"]
    assert codes(search(named, "xyzzy")) == ["name-not-found"]


def test_nothing_is_said_about_a_place_that_plays_no_part(named: Resources) -> None:
    results = search(named, "Dr. Exampleton Springfield")
    assert results.total == 1
    assert codes(results) == []
    assert results.place_choices == ()


@pytest.mark.parametrize(
    "words",
    [
        "Dr. Exampleton",
        "Dr. Exampleton Chicago",
        "Dr. Nobodyson Chicago",
        "kyphoplasty xyzzy 60601",
        "Miller",
        npi_of(1),
        npi_of(99),
        f"{npi_of(1)} Chicago",
    ],
)
def test_a_search_by_name_asks_the_database_three_times_at_most(
    named: Resources, statements: Statements, words: str
) -> None:
    with statements() as seen:
        search(named, words)
    assert 1 <= len(seen) <= 3, seen


def test_those_put_aside_cost_no_statement_beside_a_name(
    named: Resources, statements: Statements
) -> None:
    request = SearchRequest(text="Dr. Exampleton")
    with named.database.reading() as session, statements() as seen:
        results = search_providers(session, named, request, Extras(chosen=(npi_of(2),)))
    assert len(seen) <= 3
    assert [person.npi for person in results.chosen] == [npi_of(2)]
    assert results.total == 1
