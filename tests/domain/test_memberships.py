"""Membership of the Society of Interventional Radiology, and what it says of retirement."""

from datetime import date, timedelta

import pytest

from finder.domain.memberships import (
    PRACTISING_CATEGORIES,
    Membership,
    MembershipCategory,
    MembershipStanding,
    MembershipState,
    is_retired,
    membership_standing,
)
from tests.domain.builders import RULES, TODAY, days_ago, membership

VERIFIED = MembershipState.VERIFIED
EMERITUS = MembershipCategory.EMERITUS


def standing(*records: Membership, today: date = TODAY) -> MembershipStanding:
    return membership_standing(records, today)


class TestWithAnEnd:
    end = date(2026, 12, 31)
    record = membership(valid_through=end)

    def test_it_is_due_again_at_its_end(self) -> None:
        assert self.record.next_due_on == self.end

    def test_it_keeps_its_value_through_thirty_days_overdue(self) -> None:
        assert self.record.state_on(self.end + timedelta(days=30)) is VERIFIED

    def test_then_it_has_lapsed(self) -> None:
        assert self.record.state_on(self.end + timedelta(days=31)) is MembershipState.LAPSED


class TestWithoutAnEnd:
    record = membership(checked_on=date(2024, 2, 29))

    def test_it_is_due_again_after_a_year(self) -> None:
        assert self.record.next_due_on == date(2025, 2, 28)

    def test_it_keeps_its_value_through_thirty_days_overdue(self) -> None:
        assert self.record.state_on(date(2025, 3, 30)) is VERIFIED

    def test_then_it_is_unknown(self) -> None:
        assert self.record.state_on(date(2025, 3, 31)) is MembershipState.UNKNOWN


@pytest.mark.parametrize(
    ("category", "value"),
    [
        (MembershipCategory.FELLOW, 1.0),
        (MembershipCategory.MEMBER, 0.9),
        (MembershipCategory.MEMBER_FIRST_YEAR, 0.9),
        (MembershipCategory.ASSOCIATE, 0.4),
        (MembershipCategory.IN_TRAINING, 0.4),
        (MembershipCategory.CORRESPONDING, 0.0),
        (MembershipCategory.EMERITUS, 0.0),
        (MembershipCategory.NONE_FOUND, 0.0),
    ],
)
def test_a_verified_category_has_its_value_and_a_stated_one_none(
    category: MembershipCategory, value: float
) -> None:
    assert RULES.membership_value(standing(membership(category)).category) == value
    assert RULES.membership_value(standing(membership(category, checked_on=None)).category) == 0


def test_practising_members_are_fellows_members_and_first_year_members() -> None:
    assert {category.value for category in PRACTISING_CATEGORIES} == {
        "fellow",
        "member",
        "member_first_year",
    }


def test_looking_and_finding_nobody_is_unknown_and_not_a_membership() -> None:
    assert standing(membership(MembershipCategory.NONE_FOUND)).state is MembershipState.UNKNOWN


def test_a_statement_is_only_stated_and_never_due() -> None:
    stated = membership(checked_on=None)
    assert standing(stated) == MembershipStanding(MembershipState.STATED, stated)
    assert stated.next_due_on is None


def test_nothing_recorded_is_unknown() -> None:
    assert standing() == MembershipStanding(MembershipState.UNKNOWN)


def test_a_statement_never_changes_a_checked_state() -> None:
    stated = membership(MembershipCategory.FELLOW, checked_on=None)
    lapsed = membership(valid_through=days_ago(40))
    assert standing(stated, lapsed).state is MembershipState.LAPSED
    assert standing(lapsed, stated) == standing(lapsed)


def test_the_newest_check_decides() -> None:
    older = membership(MembershipCategory.FELLOW, checked_on=days_ago(100))
    newer = membership(MembershipCategory.NONE_FOUND, checked_on=days_ago(10))
    assert standing(newer, older).membership == newer


class TestRetirement:
    def test_a_checked_emeritus_has_retired(self) -> None:
        assert is_retired([membership(EMERITUS)])

    def test_a_stated_emeritus_has_not(self) -> None:
        assert not is_retired([membership(EMERITUS, checked_on=None)])

    def test_a_newer_check_brings_back_to_practice(self) -> None:
        older = membership(EMERITUS, checked_on=days_ago(100))
        assert not is_retired([older, membership(checked_on=days_ago(10))])

    def test_retirement_does_not_go_overdue(self) -> None:
        assert is_retired([membership(EMERITUS, checked_on=date(2019, 1, 1))])

    def test_of_two_checks_on_one_day_the_later_record_decides_everywhere(self) -> None:
        records = [membership(EMERITUS), membership()]
        assert standing(*records).category is MembershipCategory.MEMBER
        assert not is_retired(records)
        assert is_retired(reversed(records))
