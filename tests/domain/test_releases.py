"""What counts as a change of somebody between two releases."""

from datetime import date

from finder.domain.releases import ChangeKind, ListingState, changes_between
from tests.factories import npi_of

NPI = npi_of(1)
DAY = date(2026, 11, 8)


def kinds(before: ListingState | None, after: ListingState) -> list[ChangeKind]:
    return [change.kind for change in changes_between(NPI, before, after)]


def test_the_same_state_is_no_change() -> None:
    state = ListingState("Ada Sample", DAY, DAY, "2020-01-01")
    assert kinds(state, state) == []


def test_each_end_has_its_way_back() -> None:
    listed = ListingState("Ada Sample")
    for ended, end, back in (
        (ListingState("Ada Sample", vanished_on=DAY), ChangeKind.GONE, ChangeKind.RETURNED),
        (
            ListingState("Ada Sample", deactivated_on=DAY),
            ChangeKind.DEACTIVATED,
            ChangeKind.REACTIVATED,
        ),
        (
            ListingState("Ada Sample", exclusion="2020-01-01"),
            ChangeKind.EXCLUDED,
            ChangeKind.REINSTATED,
        ),
    ):
        assert kinds(listed, ended) == [end]
        assert kinds(ended, listed) == [back]


def test_a_newcomer_on_the_exclusion_list_is_both() -> None:
    excluded = ListingState("Ada Sample", exclusion="2020-01-01, waived in IL")
    assert kinds(None, excluded) == [ChangeKind.ADDED, ChangeKind.EXCLUDED]


def test_a_new_name_tells_both() -> None:
    (change,) = changes_between(NPI, ListingState("Ada Sample"), ListingState("Ada Marker"))
    assert (change.kind, change.before, change.after) == (
        ChangeKind.RENAMED,
        "Ada Sample",
        "Ada Marker",
    )


def test_what_needs_a_look_comes_first() -> None:
    assert list(ChangeKind)[:3] == [ChangeKind.EXCLUDED, ChangeKind.GONE, ChangeKind.DEACTIVATED]
