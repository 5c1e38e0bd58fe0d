"""Who is not listed at all, and which of somebody's places are not."""

import pytest

from finder.domain.listing import hidden_because, listed_locations
from finder.domain.memberships import MembershipCategory
from finder.domain.practitioner import Practitioner
from finder.store.queries.location_index import index_rows
from tests.domain.builders import (
    NEWEST_YEAR,
    RULES,
    TODAY,
    days_ago,
    exclusion,
    location,
    membership,
    practitioner,
)

IN_ILLINOIS, IN_INDIANA = location(location_id=1), location(location_id=2, state="IN")


def shown_states(person: Practitioner) -> list[str]:
    return [place.state for place in listed_locations(person)]


def with_exclusions(*entries: object) -> Practitioner:
    return practitioner(locations=(IN_ILLINOIS, IN_INDIANA), exclusions=entries)


def test_nothing_against_somebody_hides_nobody() -> None:
    assert hidden_because(practitioner()) == ""


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"deactivated_on": days_ago(1)}, "deactivated"),
        ({"vanished_on": days_ago(1)}, "vanished"),
        ({"memberships": (membership(MembershipCategory.EMERITUS),)}, "retired"),
        ({"exclusions": (exclusion(),)}, "excluded"),
    ],
)
def test_a_gate_hides_everything_and_leaves_no_row_in_the_index(
    facts: dict[str, object], reason: str
) -> None:
    person = practitioner(**facts)
    assert hidden_because(person) == reason
    assert list(index_rows(person, RULES, NEWEST_YEAR, TODAY)) == []


def test_a_stated_emeritus_is_not_hidden() -> None:
    stated = membership(MembershipCategory.EMERITUS, checked_on=None)
    assert hidden_because(practitioner(memberships=(stated,))) == ""


class TestExclusions:
    def test_a_waiver_leaves_the_places_of_its_state(self) -> None:
        person = with_exclusions(exclusion(waiver_state="IN"))
        assert shown_states(person) == ["IN"]
        assert hidden_because(person) == ""

    def test_a_waiver_for_a_state_without_a_place_hides_the_practitioner(self) -> None:
        assert hidden_because(with_exclusions(exclusion(waiver_state="TX"))) == "excluded"

    def test_a_second_exclusion_without_waiver_hides_the_practitioner(self) -> None:
        person = with_exclusions(exclusion(waiver_state="IN"), exclusion())
        assert hidden_because(person) == "excluded"

    def test_a_reinstatement_ends_the_exclusion(self) -> None:
        person = with_exclusions(exclusion(reinstated_on=days_ago(10)))
        assert hidden_because(person) == ""
        assert shown_states(person) == ["IL", "IN"]

    def test_the_index_holds_only_the_places_of_the_waiver(self) -> None:
        person = with_exclusions(exclusion(waiver_state="IN"))
        rows = list(index_rows(person, RULES, NEWEST_YEAR, TODAY))
        assert {row["location_id"] for row in rows} == {2}

    def test_somebody_without_any_place_is_hidden_by_an_exclusion_only(self) -> None:
        assert hidden_because(practitioner(locations=())) == ""
        excluded = practitioner(locations=(), exclusions=(exclusion(waiver_state="IN"),))
        assert hidden_because(excluded) == "excluded"
