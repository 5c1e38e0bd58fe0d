"""How many each filter would leave, and how many cannot be placed: the numbers a search shows."""

import math
import random
from pathlib import Path

import pytest

from finder.domain.geography import Point, miles_between
from finder.domain.place import Place
from finder.domain.results import UNPLACED_UP_TO, FilterCounts, SearchResults
from finder.domain.search import parse_search
from finder.services.demonstrate import load_demonstration
from finder.services.resources import Resources
from finder.services.search_providers import Extras, search_providers
from tests.factories import certification, load_directory, npi_of, person, practice

SWITCHES = ("certified", "member", "new_patients", "telehealth", "medicare")
PLACES = ("60601", "10001", "Dayton, OH", "59337", "Kansas City, MO", "99501", "63101")
MILWAUKEE, MADISON, ROCKFORD = "53202", "53703", "61101"


def searched(resources: Resources, **parameters: str) -> SearchResults:
    with resources.database.reading() as session:
        return search_providers(
            session, resources, parse_search(parameters), Extras(with_counts=True)
        )


def counts_of(resources: Resources, **parameters: str) -> FilterCounts:
    counts = searched(resources, **parameters).counts
    assert counts is not None
    return counts


def distance(resources: Resources, one: str, other: str) -> float:
    here, there = resources.places.resolve(one), resources.places.resolve(other)
    assert isinstance(here, Place)
    assert isinstance(there, Place)
    return miles_between(here.point, there.point)


def just(miles: float, *, inside: bool) -> str:
    """A radius that just holds a distance, or just does not: a thousandth of a yard apart."""
    millionths = math.ceil(miles * 1e6) if inside else math.floor(miles * 1e6)
    return f"{millionths / 1e6:.6f}"


@pytest.fixture
def demonstration(any_resources: Resources) -> Resources:
    with any_resources.database.writing() as session:
        load_demonstration(session, any_resources)
    return any_resources


def test_every_count_is_the_total_of_the_search_with_that_filter(demonstration: Resources) -> None:
    draw = random.Random(20261122)
    for near in PLACES:
        asked = {"near": near, "specialty": draw.choice(["any", "interventional-radiology"])}
        asked |= {name: "1" for name in SWITCHES if draw.random() < 0.15}
        shown = searched(demonstration, **asked)
        assert shown.counts is not None
        within = {**asked, "radius": f"{shown.radius_miles:g}"}
        for name in SWITCHES:
            left = searched(demonstration, **{**within, name: "1"}).total
            assert getattr(shown.counts, name) == left, f"{asked} {name}"
        assert shown.counts.languages or near == "59337"
        for code in ("es", "zh", "pl", "en"):
            left = searched(demonstration, **within, language=code).total
            assert shown.counts.languages.get(code, 0) == left, f"{asked} {code}"


def test_a_filter_that_is_on_already_leaves_all_and_a_language_has_no_others(
    demonstration: Resources,
) -> None:
    shown = searched(demonstration, near="60601", language="es", medicare="1")
    assert shown.total > 0
    assert shown.counts is not None
    assert shown.counts.medicare == shown.total
    assert shown.counts.languages == {}


def test_a_search_that_did_not_ask_for_counts_has_none(demonstration: Resources) -> None:
    with demonstration.database.reading() as session:
        found = search_providers(session, demonstration, parse_search({"near": "60601"}))
    assert found.counts is None


@pytest.fixture
def two_places(any_resources: Resources, tmp_path: Path) -> Resources:
    """One practitioner at two places: only the one further from Milwaukee takes new patients."""
    places = [
        practice(1, line1="1 Near Street", city="Madison", state="WI", zip=MADISON),
        practice(
            1,
            line1="1 Far Street",
            city="Rockford",
            state="IL",
            zip=ROCKFORD,
            accepts_new_patients="yes",
            languages="en;es",
        ),
    ]
    load_directory(
        any_resources,
        tmp_path,
        [person(1, zip_code=MADISON, city="Madison", state="WI", line1="1 Near Street")],
        practices=places,
    )
    return any_resources


@pytest.mark.parametrize(("inside", "left"), [(True, 1), (False, 0)])
def test_a_location_at_the_very_edge_counts_only_if_it_is_within(
    two_places: Resources, inside: bool, left: int
) -> None:
    near, far = sorted(distance(two_places, MILWAUKEE, zip5) for zip5 in (MADISON, ROCKFORD))
    shown = searched(two_places, near=MILWAUKEE, radius=just(far, inside=inside))
    assert far - near > 1
    assert shown.total == 1
    assert shown.counts is not None
    assert shown.counts.new_patients == left
    assert shown.counts.languages.get("es", 0) == left


@pytest.mark.parametrize(("inside", "total"), [(True, 1), (False, 0)])
def test_a_practitioner_at_the_very_edge_is_counted_only_if_within(
    two_places: Resources, inside: bool, total: int
) -> None:
    near = min(distance(two_places, MILWAUKEE, zip5) for zip5 in (MADISON, ROCKFORD))
    shown = searched(two_places, near=MILWAUKEE, radius=just(near, inside=inside))
    assert (shown.total, len(shown.matches)) == (total, total)


def test_somebody_at_two_places_is_counted_once(two_places: Resources) -> None:
    counts = counts_of(two_places, near=MILWAUKEE, radius="500")
    assert (counts.new_patients, counts.languages) == (1, {"en": 1, "es": 1})


NOWHERE = {"zip_code": "00000", "city": "Nowhere", "state": "IL"}


@pytest.fixture
def unplaced(any_resources: Resources, tmp_path: Path) -> Resources:
    """Two whom no place can be found for, one of them certified, and one with a second place."""
    load_directory(
        any_resources,
        tmp_path,
        [person(1), person(2, **NOWHERE), person(3, **NOWHERE), person(4, **NOWHERE)],
        certifications=[certification(3)],
        practices=[practice(4, line1="4 Second Street")],
    )
    return any_resources


def test_whoever_cannot_be_placed_is_counted_by_the_filters(unplaced: Resources) -> None:
    everybody = searched(unplaced, near="60601", radius="500")
    assert (everybody.total, everybody.unplaced) == (2, 2)
    assert searched(unplaced, near="60601", certified="1").unplaced == 1
    assert searched(unplaced, near="60601", telehealth="1").unplaced == 0
    assert searched(unplaced, near="60601", language="es").unplaced == 0


def test_nobody_without_a_place_is_shown_even_at_the_middle_of_the_map(
    unplaced: Resources,
) -> None:
    at_zero = Point(0.0, 0.0)
    shown = searched(unplaced, near=f"{at_zero.lat},{at_zero.lon}", radius="500")
    assert shown.total == 0
    assert shown.matches == ()


def test_a_check_that_lapses_lowers_the_count_of_the_unplaced(
    unplaced: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = unplaced.today().replace(year=2029)
    monkeypatch.setattr(unplaced, "today", lambda: later)
    assert searched(unplaced, near="60601", certified="1").unplaced == 0
    assert searched(unplaced, near="60601").unplaced == 2


def test_the_unplaced_are_counted_no_further_than_anybody_reads(
    resources: Resources, tmp_path: Path
) -> None:
    people = [person(number, **NOWHERE) for number in range(1, UNPLACED_UP_TO + 30)]
    load_directory(resources, tmp_path, people)
    assert searched(resources, near="60601").unplaced == UNPLACED_UP_TO + 1


def test_the_chosen_come_with_the_answer_in_their_order_and_the_hidden_do_not(
    unplaced: Resources, tmp_path: Path
) -> None:
    chosen = (npi_of(3), npi_of(99), npi_of(1))
    for parameters in ({"near": "60601"}, {"q": "kyphoplasty"}, {"q": "Dr Sample2"}):
        with unplaced.database.reading() as session:
            answer = search_providers(session, unplaced, parse_search(parameters), Extras(chosen))
        assert [one.npi for one in answer.chosen] == [npi_of(3), npi_of(1)], parameters
