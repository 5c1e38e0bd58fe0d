"""The same facts of everyone chosen, in the order of the link, and of nobody who is hidden."""

from collections.abc import Callable
from pathlib import Path

import pytest

from finder.domain.chosen import parse_choice
from finder.domain.errors import InvalidValue
from finder.domain.procedures import VolumeKind
from finder.domain.search import SearchRequest
from finder.services.compare_practitioners import Comparison, compare_practitioners
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from tests.conftest import Statements
from tests.factories import load_directory, medicare, membership, npi_of, person, practice

Compare = Callable[..., Comparison]
NEAR, SECOND, FAR, RETIRED = 1, 2, 3, 4


@pytest.fixture
def directory(any_resources: Resources, tmp_path: Path) -> Resources:
    """Three around Chicago, one of them with two places, and one who has retired."""
    load_directory(
        any_resources,
        tmp_path,
        [
            person(NEAR, last="Oakley"),
            person(SECOND, last="Birchfield", zip_code="60614"),
            person(FAR, last="Maplewood", zip_code="53202", city="Milwaukee", state="WI"),
            person(RETIRED, last="Elmsworth"),
        ],
        memberships=[membership(RETIRED, category="emeritus")],
        practices=[
            practice(NEAR, line1="9 Other Road", zip="53202", city="Milwaukee", state="WI"),
        ],
        volumes=[medicare(NEAR, "40"), medicare(SECOND, "1-10", "22510")],
    )
    return any_resources


@pytest.fixture
def compare(directory: Resources) -> Compare:
    def run(*numbers: int, near: str = "", procedure: str = "") -> Comparison:
        choice = parse_choice([npi_of(number) for number in numbers], near, procedure)
        with directory.database.reading() as session:
            return compare_practitioners(session, directory, choice)

    return run


def names(comparison: Comparison) -> list[str]:
    return [item.practitioner.name.last for item in comparison.compared]


def test_the_order_is_that_of_the_link_and_no_ranking(compare: Compare) -> None:
    assert names(compare(FAR, NEAR, SECOND, near="60601")) == ["Maplewood", "Oakley", "Birchfield"]


def test_who_is_not_listed_is_named_by_number_and_the_others_are_compared(
    compare: Compare,
) -> None:
    """Somebody hidden and somebody unknown read the same."""
    comparison = compare(NEAR, RETIRED, 99, SECOND)
    assert names(comparison) == ["Oakley", "Birchfield"]
    assert comparison.choice.npis == (npi_of(NEAR), npi_of(SECOND))
    assert comparison.remarks == tuple(
        f"Nobody with the number (NPI) {npi_of(number)} is listed here." for number in (RETIRED, 99)
    )


def test_more_than_four_are_told_to_be_left_out(compare: Compare) -> None:
    comparison = compare(NEAR, SECOND, FAR, 97, 98, 99)
    assert comparison.remarks[-1] == "You can compare up to 4 doctors. 2 more were left out."


def test_nobody_chosen_is_an_empty_comparison(compare: Compare) -> None:
    comparison = compare()
    assert (comparison.compared, comparison.remarks) == ((), ())
    assert comparison.directory.newest_volume_year == 2024


def test_with_a_place_the_nearest_location_is_shown_and_otherwise_the_confirmed_one(
    compare: Compare,
) -> None:
    for near, city in (("60601", "Chicago"), ("53202", "Milwaukee"), ("", "Milwaukee")):
        (item,) = compare(NEAR, near=near).compared
        assert item.location is not None
        assert item.location.city.title() == city
        assert item.other_locations == 1


def test_miles_and_reasons_are_those_of_the_search(compare: Compare, directory: Resources) -> None:
    with directory.database.reading() as session:
        found = search_providers(session, directory, SearchRequest(near="60601", radius_miles=500))
    assert len(found.matches) == 3
    for match in found.matches:
        number = {npi_of(number): number for number in (NEAR, SECOND, FAR)}[match.practitioner.npi]
        (item,) = compare(number, near="60601").compared
        assert (item.miles, item.location) == (match.miles, match.location)
        assert item.reasons == match.reasons
        assert item.flags == match.flags


def test_without_a_place_nobody_has_a_distance(compare: Compare) -> None:
    assert [item.miles for item in compare(NEAR, SECOND).compared] == [None, None]


def test_a_missing_count_is_not_published_and_never_zero(compare: Compare) -> None:
    kinds = [[count.kind for count in item.volumes] for item in compare(NEAR, SECOND, FAR).compared]
    withheld = VolumeKind.NOT_PUBLISHED
    assert kinds == [
        [VolumeKind.EXACT, withheld],
        [withheld, VolumeKind.INTERVAL],
        [withheld, withheld],
    ]


def test_an_ambiguous_place_offers_its_choices(compare: Compare) -> None:
    comparison = compare(NEAR, near="Springfield")
    assert comparison.place is None
    assert len(comparison.place_choices) > 1
    assert "more than one Springfield" in comparison.remarks[0]


def test_an_unknown_place_is_told_and_hides_nothing_else(compare: Compare) -> None:
    comparison = compare(NEAR, near="00000")
    assert names(comparison) == ["Oakley"]
    assert len(comparison.remarks) == 1


def test_coordinates_off_the_globe_are_refused(compare: Compare) -> None:
    with pytest.raises(InvalidValue) as refused:
        compare(NEAR, near="91,0")
    assert refused.value.field == "near"


@pytest.mark.parametrize("numbers", [(), (NEAR,), (NEAR, SECOND, FAR, RETIRED)])
def test_three_statements_are_enough_for_any_number(
    compare: Compare, statements: Statements, numbers: tuple[int, ...]
) -> None:
    with statements() as seen:
        compare(*numbers, near="60601")
    assert 1 <= len(seen) <= 3, seen
