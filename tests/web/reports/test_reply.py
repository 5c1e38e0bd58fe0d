"""The practice's own words: by a link, once, without an account."""

import html
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from tests.web.conftest import MakeApp
from tests.web.form_filling import carried_by, send_form
from tests.web.strict_client import StrictClient

ANSWER = {"text": "We moved on Monday.", "name": "A. Clerk, manager"}


@pytest.fixture
def path(in_addresses: dict[str, str]) -> str:
    return f"/reply/{in_addresses['answer']}"


def test_mistakes_are_told_together_and_everything_typed_stays(
    client: StrictClient, path: str
) -> None:
    typed = {"text": "</textarea>" + "x" * 2000, "name": " ", "contact": "call me"}
    answer = send_form(client, path, **typed)
    assert answer.status_code == 400
    shown = html.unescape(answer.text)
    assert "Use at most 2,000." in shown
    assert "give your name" in shown
    assert "e-mail address, such as" in shown
    assert 'value="call me"' in shown
    assert answer.text.count("</textarea>") == 1


def test_a_form_without_its_token_comes_back_with_the_words(
    client: StrictClient, path: str
) -> None:
    answer = client.post(path, data=ANSWER)
    assert answer.status_code == 400
    assert "We moved on Monday.</textarea>" in answer.text


def test_an_answer_counts_once(client: StrictClient, path: str) -> None:
    form = {**carried_by(client.get(path).text), **ANSWER}
    assert [client.post(path, data=form).status_code for _ in range(2)] == [303, 303]
    assert "We have your answer" in client.get(path).text


def test_a_program_that_fills_the_hidden_field_is_told_all_is_well(
    client: StrictClient, path: str
) -> None:
    answer = send_form(client, path, **ANSWER, website="https://spam.example")
    assert answer.status_code == 200
    assert "We have your answer" in answer.text
    assert "Send answer" in client.get(path).text


@pytest.mark.parametrize("code", ["none", "%00", "x" * 500, "..%2Fadmin"])
def test_a_link_that_nobody_made_is_a_page_that_says_so(client: StrictClient, code: str) -> None:
    answer = client.get(f"/reply/{code}")
    assert answer.status_code == 404


def test_after_thirty_days_it_is_over_also_for_who_has_it_open(
    client: StrictClient, path: str
) -> None:
    form = {**carried_by(client.get(path).text), **ANSWER}
    with time_machine.travel("2026-12-23T12:00:00Z"):
        assert client.get(path).status_code == 410
        token = carried_by(client.get("/account/sign-in").text)
        assert client.post(path, data={**form, **token}).status_code == 410


def test_while_an_import_runs_nothing_typed_is_lost(
    make_app: MakeApp,
    tmp_path: Path,
    in_addresses: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("finder.store.engine.BUSY_TIMEOUT_SECONDS", 0)
    client, path = StrictClient(make_app()), f"/reply/{in_addresses['answer']}"
    form = {**carried_by(client.get(path).text), **ANSWER}
    other = sqlite3.connect(tmp_path / "finder.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = client.post(path, data=form)
    other.execute("ROLLBACK")
    other.close()
    assert answer.status_code == 503
    assert "We moved on Monday.</textarea>" in answer.text


def test_codes_cannot_be_tried_one_by_one(make_app: MakeApp) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    statuses = [client.get(f"/reply/none{number}").status_code for number in range(21)]
    assert statuses == [404] * 20 + [429]


def test_answers_from_one_connection_are_bounded(make_app: MakeApp, path: str) -> None:
    client = StrictClient(make_app(rate_limits="on"))
    form = {**carried_by(client.get(path).text), **ANSWER}
    statuses = [client.post(path, data=form).status_code for _ in range(20)]
    assert set(statuses) == {303}
    refused = client.post(path, data=form)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) <= timedelta(hours=1).total_seconds()


def test_nothing_of_an_answer_or_its_link_is_logged(
    make_app: MakeApp, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    client = StrictClient(make_app(log_format="json"))
    send_form(client, path, text="Sentinelwords", name="Sentinelname")
    logged = capsys.readouterr().err
    for secret in ("Sentinel", path.removeprefix("/reply/")):
        assert secret not in logged
    assert "reports.reply" in logged


def test_robots_are_asked_to_stay_away(client: StrictClient) -> None:
    assert "Disallow: /reply/" in client.get("/robots.txt").text
