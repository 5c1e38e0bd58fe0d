"""The database finds exactly the checks whose day lies in a window, in the order of their days."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from finder.services.resources import Resources
from finder.store.queries.due import Window, count_due, due_checks
from tests.factories import certification, load_directory, membership, npi_of, person

LEAP = date(2024, 2, 29)
ENDS = {"duration_type": "time_limited", "expires_on": "2027-01-05"}


@pytest.fixture
def site(any_resources: Resources, tmp_path: Path) -> Resources:
    load_directory(
        any_resources,
        tmp_path,
        [
            person(1, last="Alder"),
            person(2, last="Birch", state="WI", city="Milwaukee", zip_code="53202"),
            *(person(number) for number in (3, 4, 5)),
        ],
        certifications=[
            certification(1, checked_on="2024-02-29"),
            certification(2, **ENDS),
            certification(3, board_status="not_certified"),
            certification(4, source_url="", checked_on="", checked_by=""),
        ],
        memberships=[
            membership(2, checked_on="2024-02-28"),
            membership(5, valid_through="2026-12-31"),
        ],
    )
    return any_resources


def due(site: Resources, window: Window, **options: object) -> list[tuple[str, str, date]]:
    with site.database.reading() as session:
        found = due_checks(session, window, **options)  # type: ignore[arg-type]
        return [(check.npi, check.subject, check.due_on) for check in found]


LEAP_CHECK = (npi_of(1), "ABR IR_DR", date(2025, 2, 28))
BEFORE_LEAP = (npi_of(2), "SIR", date(2025, 2, 28))
MEMBER = (npi_of(5), "SIR", date(2026, 12, 31))
LIMITED = (npi_of(2), "ABR IR_DR", date(2027, 1, 5))
ALL = [BEFORE_LEAP, LEAP_CHECK, MEMBER, LIMITED]


def test_what_was_checked_falls_due_by_its_last_day_or_after_a_year(site: Resources) -> None:
    assert due(site, Window()) == ALL


@pytest.mark.parametrize("shift", [-1, 0, 1])
@pytest.mark.parametrize("each", ALL)
def test_both_ends_of_a_window_belong_to_it(
    site: Resources, each: tuple[str, str, date], shift: int
) -> None:
    day = each[2] + timedelta(days=shift)
    assert (each in due(site, Window(first=day))) == (shift <= 0)
    assert (each in due(site, Window(last=day))) == (shift >= 0)


def test_pages_follow_each_other_without_gap_or_double(site: Resources) -> None:
    pages = [due(site, Window(), most=1, start=start) for start in range(5)]
    assert [row for page in pages for row in page] == ALL
    assert due(site, Window(), most=3) == ALL[:3]


def test_a_state_is_that_of_a_place_where_patients_are_seen(site: Resources) -> None:
    assert due(site, Window(), state="WI") == [BEFORE_LEAP, LIMITED]
    assert due(site, Window(), state="TX") == []


def test_the_count_is_that_of_the_list(site: Resources) -> None:
    with site.database.reading() as session:
        for state, count in (("", 4), ("WI", 2), ("TX", 0)):
            assert count_due(session, {"all": Window()}, state) == {"all": count}
