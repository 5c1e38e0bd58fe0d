"""One address cannot keep the search to itself."""

import re
from datetime import timedelta

import pytest
import time_machine

from finder.web.limits import client as counted_as
from tests.web.conftest import MakeApp
from tests.web.form_filling import carried_by, send_form
from tests.web.strict_client import StrictClient

ALLOWED = 300
PLACE = "/api/v1/place?text=60601"


def test_too_many_searches_are_told_how_long_to_wait(make_app: MakeApp) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    statuses = {client.get(PLACE).status_code for _ in range(ALLOWED)}
    assert statuses == {200}
    for path in (PLACE, "/search?near=60601"):
        answer = client.get(path)
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) <= 60
        assert "Wait a minute" in answer.text
    assert client.get("/healthz").status_code == 200
    assert client.get("/questions").status_code == 200
    other = client.get(PLACE, environ_base={"REMOTE_ADDR": "192.0.2.9"})
    assert other.status_code == 200


def test_nobody_escapes_by_naming_another_address(make_app: MakeApp) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    statuses = [
        client.get(PLACE, headers={"X-Forwarded-For": f"192.0.2.{number % 250}"}).status_code
        for number in range(ALLOWED + 1)
    ]
    assert statuses[-1] == 429


def test_limits_can_be_switched_off(client: StrictClient) -> None:
    statuses = {client.get(PLACE).status_code for _ in range(ALLOWED + 5)}
    assert statuses == {200}


@pytest.fixture
def path(checked_npi: str) -> str:
    return f"/providers/{checked_npi}/report"


def test_the_sixth_report_of_an_hour_is_told_when_to_come_back(
    make_app: MakeApp, path: str
) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    statuses = [
        send_form(client, path, kind="moved", text=f"Report {number}").status_code
        for number in range(5)
    ]
    assert statuses == [303] * 5
    refused = send_form(client, path, kind="moved", text="Sentinelwords", contact="a@example.org")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert "5 reports an hour and 20 a day" in refused.text
    assert re.search(r"Try again in (a minute|\d+ minutes|an hour)\.", refused.text)
    assert "Sentinelwords</textarea>" in refused.text
    assert client.get(path).status_code == 200
    elsewhere = {"REMOTE_ADDR": "192.0.2.9"}
    form = {**carried_by(client.get(path).text), "kind": "moved"}
    assert client.post(path, data=form, environ_base=elsewhere).status_code == 303


def test_an_hour_later_reports_are_taken_again_and_after_twenty_no_more_that_day(
    make_app: MakeApp, path: str
) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    statuses = []
    with time_machine.travel("2026-11-22T08:00:00Z", tick=False) as clock:
        for number in range(21):
            if number % 5 == 0:
                clock.shift(timedelta(hours=1))
            text = f"Report {number}"
            statuses.append(send_form(client, path, kind="moved", text=text).status_code)
        refused = send_form(client, path, kind="moved", text="once more")
        clock.shift(timedelta(hours=24))
        later = send_form(client, path, kind="moved", text="a day later")
    assert statuses == [303] * 20 + [429]
    assert "Try again in" in refused.text
    assert "hours." in refused.text
    assert int(refused.headers["Retry-After"]) > 3600
    assert later.status_code == 303


def test_mistakes_in_the_form_cost_no_report(make_app: MakeApp, path: str) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    for _ in range(10):
        assert send_form(client, path, kind="").status_code == 400
        assert client.post(path, data={"kind": "moved"}).status_code == 400
    assert send_form(client, path, kind="moved").status_code == 303


def test_numbers_cannot_be_tried_one_by_one(make_app: MakeApp, path: str) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    place = send_form(client, path, kind="moved").headers["Location"]
    tried = [client.get(f"/reports/2222-222-{number}").status_code for number in range(222, 242)]
    assert set(tried) == {404}
    refused = client.get("/reports/2222-222-333")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) <= 600
    assert "fit no report" in refused.text
    assert client.get(place).status_code == 429
    assert client.get(place, environ_base={"REMOTE_ADDR": "192.0.2.9"}).status_code == 200


def test_looking_up_a_number_that_exists_is_not_counted(make_app: MakeApp, path: str) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    place = send_form(client, path, kind="moved").headers["Location"]
    assert {client.get(place).status_code for _ in range(30)} == {200}


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.9", "192.0.2.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.9", "::ffff:192.0.2.9"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_a_household_with_many_addresses_is_one(
    make_app: MakeApp, address: str, counted: str
) -> None:
    with make_app().test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert counted_as() == counted
