"""The numbers of a day, against facts whose days are known; at nothing and at thousands."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.domain.reports import NewReport, ReportKind
from finder.services import show_dashboard as module
from finder.services import verify
from finder.services.report_problem import receive_report
from finder.services.resources import Resources
from finder.services.show_dashboard import Dashboard, show_dashboard
from finder.store.queries.loads import newest_loads
from finder.store.tables import ImportRunRow
from tests.conftest import Statements
from tests.factories import (
    TODAY,
    certification,
    load_directory,
    membership,
    npi_of,
    person,
    practice,
)

VERA = Actor("vera@example.org", "verifier")
STATEMENTS = 8


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.fixture
def site(any_resources: Resources, tmp_path: Path) -> Resources:
    # A year behind these checks lie 366, 365, 359, 358 and 305 days: the last year had 365.
    ages = {1: 395, 2: 396, 3: 365, 4: 359, 5: 358, 6: 305, 7: 304, 8: 0}
    load_directory(
        any_resources,
        tmp_path,
        [person(number) for number in range(1, 10)],
        certifications=[
            *(certification(number, checked_on=ago(age)) for number, age in ages.items()),
            certification(9, duration_type="time_limited", expires_on=ago(1), checked_on=ago(200)),
        ],
        memberships=[membership(1, checked_on=ago(390))],
        practices=[
            practice(1, confirmed_on=ago(90)),
            practice(2, confirmed_on=ago(91)),
            practice(3, confirmed_on=ago(365)),
            practice(4, confirmed_on=ago(366)),
        ],
    )
    return any_resources


def shown(site: Resources) -> Dashboard:
    with site.database.reading() as session:
        return show_dashboard(session, site)


def test_checks_stand_by_their_next_day(site: Resources) -> None:
    checks = shown(site).checks
    # Numbers 1 and the membership are within the 30 days, 2 and the ended one are beyond.
    assert (checks.overdue, checks.lapsed) == (2, 2)
    assert (checks.this_week, checks.soon, checks.later) == (2, 2, 2)
    assert checks.total == 10


def test_weeks_ahead_begin_today(site: Resources) -> None:
    weeks = shown(site).checks.weeks
    assert weeks[0] == (TODAY, 2)
    assert weeks[1] == (TODAY + timedelta(days=7), 1)
    assert sum(count for _, count in weeks) == 3


def test_ages_and_their_median(site: Resources) -> None:
    checks = shown(site).checks
    assert checks.median_age_days == (358 + 359) / 2
    assert checks.ages == (1, 0, 1, 5, 3)


def test_the_share_of_fresh_listings_counts_every_place(site: Resources) -> None:
    listings = shown(site).listings
    assert listings.ages == (1, 1, 1, 1, 5)
    assert listings.fresh_share == 1 / 9


def test_an_empty_directory_has_numbers_too(any_resources: Resources) -> None:
    found = shown(any_resources)
    assert found.checks.total == found.listings.total == 0
    assert found.checks.median_age_days is None
    assert found.listings.fresh_share is None
    assert found.oldest_claim_days is None
    assert {each.run for each in found.sources} == {None}


@pytest.mark.parametrize(
    ("kind", "business_days", "days_on_time"),
    # Reported on Sunday, 22 November 2026.
    [(ReportKind.MOVED, 2, 2), (ReportKind.RETIRED, 5, 5), (ReportKind.WRONG_CHECK, None, 30)],
)
def test_a_report_is_late_on_the_day_after_its_promise(
    site: Resources, kind: ReportKind, business_days: int | None, days_on_time: int
) -> None:
    with site.database.writing() as session:
        new = NewReport(npi_of(1), kind, "It is wrong.", "", is_from_practice=False)
        receive_report(session, site, new, "", "en")
    for days, late in ((days_on_time, 0), (days_on_time + 1, 1)):
        with time_machine.travel(site.now() + timedelta(days=days)):
            promises = {each.business_days: each for each in shown(site).promises}
        assert (promises[business_days].open, promises[business_days].late) == (1, late)
        assert promises[business_days].oldest_days == days


def test_the_first_look_is_promised_within_a_business_day(site: Resources) -> None:
    with site.database.writing() as session:
        new = NewReport(npi_of(1), ReportKind.MOVED, "", "", is_from_practice=False)
        receive_report(session, site, new, "", "en")
    assert shown(site).late_first_looks == 0
    with time_machine.travel(site.now() + timedelta(days=2)):
        assert shown(site).late_first_looks == 1


def test_claims_wait_since_the_oldest(site: Resources) -> None:
    cells = certification(1, board_status="revoked_or_surrendered", checked_on=ago(0))
    with site.database.writing() as session:
        verify.record_check(session, site, VERA, npi_of(1), Source.CERTIFICATIONS, cells)
    with time_machine.travel(site.now() + timedelta(days=3)):
        found = shown(site)
    assert (found.claims.count, found.oldest_claim_days) == (1, 3)


def test_every_source_says_how_old_it_is(site: Resources) -> None:
    found = {each.source: each for each in shown(site).sources}
    assert found[Source.NPPES].age_days == 0
    assert found[Source.EXCLUSIONS].run is None
    assert shown(site).runs[0].source == "practices"


def test_an_import_that_was_taken_back_counts_no_more(site: Resources) -> None:
    before = shown(site)
    newest = before.runs[0]
    with site.database.writing() as session:
        session.execute(
            update(ImportRunRow)
            .where(ImportRunRow.source == newest.source)
            .values(undone_at=site.now())
        )
        assert newest.source not in newest_loads(session)
    after = shown(site)
    assert after.runs == before.runs[1:]
    (found,) = (each for each in after.sources if each.source == newest.source)
    assert found.run is None


def test_the_statements_are_as_many_at_nothing_as_at_thousands(
    site: Resources, statements: Statements
) -> None:
    with statements() as seen:
        shown(site)
    assert len(seen) == STATEMENTS, seen


def test_numbers_change_at_midnight_utc(site: Resources) -> None:
    midnight = datetime.fromisoformat(f"{TODAY + timedelta(days=1)}T00:00:00+00:00")
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
        before = shown(site).checks
    with time_machine.travel(midnight, tick=False):
        after = shown(site).checks
    assert (before.overdue, before.lapsed) == (2, 2)
    assert (after.overdue, after.lapsed) == (2, 3)


AGES = st.lists(st.tuples(st.integers(0, 900), st.integers(1, 4000)), max_size=6)


@given(AGES)
def test_the_median_is_that_of_the_list_written_out(ages: list[tuple[int, int]]) -> None:
    from statistics import median

    written_out = [age for age, count in ages for _ in range(count)]
    expected = median(written_out) if written_out else None
    assert module._median(ages) == expected


def test_groups_hold_everything_once() -> None:
    groups = module._in_groups([(0, 1), (90, 2), (91, 4), (9000, 8)], (90, 180))
    assert groups == (3, 4, 8)
    assert date.fromisoformat(ago(0)) == TODAY
