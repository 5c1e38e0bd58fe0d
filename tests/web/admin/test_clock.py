"""At midnight UTC, and without any job, a badge goes and the work list says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from flask import Flask

from tests.factories import TODAY
from tests.web.admin.keepers import NPI, opened, sent, verifier
from tests.web.signing_in import PASSWORD, Person
from tests.web.strict_client import StrictClient

BADGE = "Checked with ABR on 22 Nov 2026"
LAST_DAY = date(2027, 3, 14)
# Checked on 22 November 2026 for a year, and 30 days more.
LAST_OF_GRACE = date(2027, 12, 22)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with time_machine.travel(moment, tick=False):
        yield


def last_second(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), UTC)


def first_second_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)


@pytest.fixture
def vera(app: Flask) -> Person:
    return verifier(app, "vera")


def badge(client: StrictClient) -> bool:
    return BADGE in client.get(f"/providers/{NPI}").text.partition('id="timeline"')[0]


def state(client: StrictClient) -> str:
    found: str = client.get(f"/api/v1/providers/{NPI}").json["certification"]["state"]
    return found


def work_list(person: Person) -> str:
    """What is overdue at this moment, for somebody who signs in again where it takes that."""
    if person.client.get("/admin").status_code == 303:
        person.post("/account/sign-in", email=person.email, password=PASSWORD)
        person.post("/account/sign-in", code=person.code())
    page: str = person.client.get("/admin?kind=overdue").text
    return page


def test_a_certificate_that_ends_is_gone_at_the_midnight_after_its_last_day(
    vera: Person, client: StrictClient
) -> None:
    ends = {"duration_type": "time_limited", "expires_on": LAST_DAY.isoformat()}
    assert sent(vera, opened(vera), **ends).status_code == 303
    assert badge(client)
    with at(last_second(LAST_DAY)):
        assert (badge(client), state(client)) == (True, "verified")
    with at(first_second_after(LAST_DAY)):
        assert (badge(client), state(client)) == (False, "expired")
        assert "Expired on 14 Mar 2027" in client.get(f"/providers/{NPI}").text


def test_an_overdue_check_holds_thirty_days_and_is_gone_at_midnight(
    vera: Person, client: StrictClient
) -> None:
    assert sent(vera, opened(vera)).status_code == 303
    with at(last_second(LAST_OF_GRACE)):
        assert (badge(client), state(client)) == (True, "verified")
    with at(first_second_after(LAST_OF_GRACE)):
        assert (badge(client), state(client)) == (False, "unknown")


MIDNIGHTS = [
    (last_second(date(2027, 11, 22)), False, False),
    (first_second_after(date(2027, 11, 22)), True, False),
    (last_second(LAST_OF_GRACE), True, False),
    (first_second_after(LAST_OF_GRACE), True, True),
]


def test_the_work_list_changes_at_the_same_midnight(vera: Person) -> None:
    sent(vera, opened(vera))
    for moment, is_overdue, has_lapsed in MIDNIGHTS:
        with at(moment):
            page = work_list(vera)
        line = page.partition("Check again: ABR IR_DR")[2].partition("</td>")[0]
        assert bool(line) == is_overdue
        assert ("counts no more" in line) == has_lapsed


def test_the_results_lose_the_badge_with_the_profile(vera: Person, client: StrictClient) -> None:
    sent(vera, opened(vera))
    with at(last_second(LAST_OF_GRACE)):
        assert BADGE in client.get("/search?near=60601").text
    with at(first_second_after(LAST_OF_GRACE)):
        assert BADGE not in client.get("/search?near=60601").text
    assert TODAY < LAST_DAY


def test_the_timeline_shows_what_was_decided_and_never_who_looked(
    vera: Person, client: StrictClient
) -> None:
    sent(
        vera,
        opened(vera),
        certificate="NEURORAD",
        board_status="not_certified",
        source_url="https://board.example/x",
    )
    answer = client.get(f"/api/v1/providers/{NPI}")
    assert answer.json["timeline"][0] == {
        "checked_on": TODAY.isoformat(),
        "kind": "board-certification",
        "subject": "ABR NEURORAD",
        "outcome": "not_certified",
        "source_url": "https://board.example/x",
    }
    page = client.get(f"/providers/{NPI}").text
    timeline = page.partition('id="timeline"')[2]
    assert "ABR: not certified" in timeline
    for shown in (page, answer.text):
        assert "vera" not in shown


def test_a_proposal_is_no_check_until_it_is_approved(
    app: Flask, vera: Person, client: StrictClient
) -> None:
    sent(vera, opened(vera), board_status="revoked_or_surrendered")
    before = client.get(f"/api/v1/providers/{NPI}").json["timeline"]
    assert "revoked_or_surrendered" not in {entry["outcome"] for entry in before}
    otto = verifier(app, "otto")
    otto.client.post("/admin/claims/1", data=opened(otto, "approve"))
    after = client.get(f"/api/v1/providers/{NPI}").json["timeline"]
    assert after[0]["outcome"] == "revoked_or_surrendered"
