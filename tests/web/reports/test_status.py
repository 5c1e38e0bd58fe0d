"""What became of a report, for whoever has its number."""

import re

import pytest
from flask import Flask

from finder.services.resources import Resources
from finder.store.queries.practitioners import all_practitioner_ids, mark_hidden
from finder.web.transaction import writing
from tests.reporting import NOT_ASKED, REASON, decide_report, take_up_report
from tests.web.form_filling import send_form
from tests.web.strict_client import StrictClient


@pytest.fixture
def place(client: StrictClient, checked_npi: str) -> str:
    """The address of a report that was sent on Sunday, 22 November 2026."""
    path = f"/providers/{checked_npi}/report"
    answer = send_form(client, path, kind="moved", text="Sentinelwords", contact="a@example.org")
    return answer.headers["Location"]


def test_the_page_opens_again_without_any_cookie(app: Flask, place: str) -> None:
    for _ in range(2):
        answer = StrictClient(app).get(place)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers


def test_it_says_what_was_received_and_by_when_it_is_decided(
    client: StrictClient, place: str
) -> None:
    page = client.get(place).text
    number = place.removeprefix("/reports/")
    assert f"<h1>Report {number}</h1>" in page
    assert "We have received your report" in page
    assert "The doctor moved, or the address is wrong" in page
    for day in ("22 Nov 2026", "by 23 Nov 2026", "by 24 Nov 2026"):
        assert day in page
    assert f"http://localhost{place}" in page


def test_it_shows_no_words_and_no_way_to_their_writer(client: StrictClient, place: str) -> None:
    page = client.get(place).text
    assert "Sentinelwords" not in page
    assert "a@example.org" not in page


def test_nobody_keeps_a_copy_of_it(client: StrictClient, place: str) -> None:
    assert client.get(place).headers["Cache-Control"] == "no-store"
    assert "Disallow: /reports/" in client.get("/robots.txt").text


def test_a_number_may_be_typed_in_any_way(client: StrictClient, place: str) -> None:
    number = place.removeprefix("/reports/")
    for written in (number.lower(), number.replace("-", ""), number.replace("-", "%20")):
        assert client.get(f"/reports/{written}").status_code == 200


@pytest.mark.parametrize("number", ["2222-222-222", "x", "%00", "K7QM-4XP-29T%0A", "1" * 300])
def test_a_wrong_number_is_a_page_that_says_so(client: StrictClient, number: str) -> None:
    answer = client.get(f"/reports/{number}")
    assert answer.status_code == 404
    assert "We know no report with this number" in answer.text


def resources_of(app: Flask) -> Resources:
    found: Resources = app.extensions["finder"]
    return found


def test_it_says_when_somebody_checks_it(app: Flask, client: StrictClient, place: str) -> None:
    take_up_report(resources_of(app), place.removeprefix("/reports/"))
    page = client.get(place).text
    assert "Somebody is checking your report now" in page
    assert "by 23 Nov 2026" not in page


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("corrected", "We changed the listing"),
        ("removed", "no longer shown"),
        ("found_right", "What the listing says is right"),
        ("not_confirmed", "We could not find out for sure"),
    ],
)
def test_it_says_how_it_ended_and_why(
    app: Flask, client: StrictClient, place: str, outcome: str, words: str
) -> None:
    if outcome == "removed":
        with app.app_context(), writing() as session:
            numbers = all_practitioner_ids(session)
            mark_hidden(session, [(number, "retired") for number in numbers])
    decide_report(resources_of(app), place.removeprefix("/reports/"), outcome)
    page = client.get(place).text
    assert words in page
    assert REASON in page
    assert "We have deleted what you wrote" in page
    assert "We decide" not in page
    assert NOT_ASKED["not_asked_because"] not in page
    assert "vera@example.org" not in page


def test_the_reason_stays_in_the_words_of_whoever_decided(
    app: Flask, client: StrictClient, place: str
) -> None:
    decide_report(resources_of(app), place.removeprefix("/reports/"), "corrected")
    assert f'<p lang="en">{REASON}</p>' in client.get(f"{place}?lang=es").text


def test_the_severity_that_staff_judged_moves_the_day(
    app: Flask, client: StrictClient, place: str
) -> None:
    take_up_report(resources_of(app), place.removeprefix("/reports/"), "dispute")
    assert "by 22 Dec 2026" in client.get(place).text


def test_the_promises_of_the_form_are_those_that_are_kept(
    client: StrictClient, checked_npi: str
) -> None:
    page = client.get(f"/providers/{checked_npi}/report").text
    promised = re.findall(r"(?:within|up to) (\d+) (?:business )?days?", page)
    assert promised == ["1", "2", "5", "30"]
