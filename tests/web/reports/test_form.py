"""Reporting a problem: a few fields, no account, nothing typed is lost."""

import html
import sqlite3
from pathlib import Path

import pytest
from flask import Flask

from finder.domain.reports import Report
from finder.services.report_problem import open_reports
from finder.web.transaction import reading
from tests.web.conftest import MakeApp
from tests.web.form_filling import carried_by, send_form
from tests.web.strict_client import StrictClient, check_page

HOSTILE = "</textarea><script>alert(1)</script>\"'{{ 7*7 }}"


@pytest.fixture
def path(checked_npi: str) -> str:
    return f"/providers/{checked_npi}/report"


def stored(app: Flask) -> list[Report]:
    with app.app_context(), reading() as session:
        return open_reports(session)


def test_the_form_names_the_listing_and_asks_for_little(client: StrictClient, path: str) -> None:
    page = client.get(path).text
    assert "the listing of Ada Oakley in Chicago, IL" in page
    assert "Write nothing about your health" in page
    assert page.count('type="radio"') == 6
    assert "You need no account" in page


def test_a_report_is_kept_and_leads_to_its_number(
    app: Flask, client: StrictClient, path: str, checked_npi: str
) -> None:
    answer = send_form(
        client,
        path,
        kind="wrong_phone",
        text="It is 312-555-0199.\r\nAsk for Zoe\u0308.",
        contact=" name@example.org ",
        is_from_practice="1",
    )
    assert answer.status_code == 303
    (kept,) = stored(app)
    assert answer.headers["Location"].replace("-", "") == f"/reports/{kept.reference}"
    assert (kept.npi, kept.kind, kept.language) == (checked_npi, "wrong_phone", "en")
    assert kept.text == "It is 312-555-0199.\nAsk for Zoë."
    assert kept.contact == "name@example.org"
    assert kept.is_from_practice


def test_the_language_of_the_page_is_kept_and_goes_on(
    app: Flask, client: StrictClient, path: str
) -> None:
    answer = send_form(client, f"{path}?lang=es", kind="moved")
    assert answer.status_code == 303
    assert client.get(f"{path}?lang=es").text.count(f'action="{path}?lang=es"') == 1
    answer = client.post(
        f"{path}?lang=es", data={**carried_by(client.get(path).text), "kind": "retired"}
    )
    assert answer.headers["Location"].endswith("?lang=es")
    assert {report.language for report in stored(app)} == {"es"}


def test_a_form_sent_twice_is_one_report(app: Flask, client: StrictClient, path: str) -> None:
    form = {**carried_by(client.get(path).text), "kind": "moved", "text": "They moved."}
    places = [client.post(path, data=form).headers["Location"] for _ in range(3)]
    assert len(set(places)) == 1
    assert len(stored(app)) == 1
    again = client.post(path, data={**form, "text": "They moved to Example Avenue."})
    assert again.headers["Location"] != places[0]
    assert len(stored(app)) == 2


def test_mistakes_are_told_together_and_everything_typed_stays(
    app: Flask, client: StrictClient, path: str
) -> None:
    answer = send_form(
        client, path, kind="", text=HOSTILE + "x" * 1000, contact="call me", is_from_practice="1"
    )
    assert answer.status_code == 400
    assert not stored(app)
    check_page(answer.text, app)
    page = html.unescape(answer.text)
    assert "<title>Error: Tell us what is wrong – finder</title>" in page
    summary = answer.text[answer.text.index("error-summary") : answer.text.index("<h1")]
    assert [summary.index(f'href="#{field}"') for field in ("kind", "text", "contact")] == sorted(
        summary.index(f'href="#{field}"') for field in ("kind", "text", "contact")
    )
    assert "Choose what is wrong." in page
    assert "Use at most 1,000." in page
    assert "name@example.org" in page
    assert f">\n{HOSTILE}{'x' * 1000}</textarea>" in page
    assert "<script>" not in answer.text
    assert 'value="call me"' in page
    assert 'name="is_from_practice" value="1" checked' in page


@pytest.mark.parametrize("kind", ["moved", "other"])
def test_the_choice_made_stays_chosen(client: StrictClient, path: str, kind: str) -> None:
    page = send_form(client, path, kind=kind, contact="nobody").text
    assert page.count(" checked>") == 1
    assert f'value="{kind}" checked' in page


def test_a_text_that_begins_with_an_empty_line_keeps_it(client: StrictClient, path: str) -> None:
    page = send_form(client, path, kind="other", text="\nsecond line", contact="nobody").text
    assert ">\n\nsecond line</textarea>" in page


def test_the_shown_again_form_can_be_sent(app: Flask, client: StrictClient, path: str) -> None:
    refused = send_form(client, path, kind="", text="They moved.")
    answer = client.post(path, data={**carried_by(refused.text), "kind": "moved"})
    assert answer.status_code == 303
    assert len(stored(app)) == 1


def test_a_program_that_fills_the_hidden_field_is_told_all_is_well(
    app: Flask, client: StrictClient, path: str
) -> None:
    answer = send_form(client, path, kind="moved", website="https://spam.example")
    assert answer.status_code == 303
    assert not stored(app)
    shown = client.get(answer.headers["Location"])
    assert shown.status_code == 200
    assert "Thank you" in shown.text
    assert StrictClient(app).get(answer.headers["Location"]).status_code == 404


def test_the_hidden_field_is_out_of_sight_focus_and_speech(client: StrictClient, path: str) -> None:
    page = client.get(path).text
    trap = page[page.index('class="honeypot"') : page.index('id="send"')]
    assert 'aria-hidden="true" inert' in trap
    assert 'tabindex="-1" autocomplete="off"' in trap
    sheet = client.get("/static/finder.css").text
    rule = sheet[sheet.index(".honeypot {") :].partition("}")[0]
    assert "left: -9999px" in rule
    assert "display" not in rule


@pytest.mark.parametrize("npi", ["2999999999", "2000000017", "x", "%00", "1" * 200])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_is_reported_who_is_not_listed(
    client: StrictClient, path: str, npi: str, method: str
) -> None:
    form = {**carried_by(client.get(path).text), "kind": "moved"}
    answer = client.open(f"/providers/{npi}/report", method=method, data=form)
    assert answer.status_code == 404


def test_while_an_import_runs_nothing_typed_is_lost(
    make_app: MakeApp, tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.store.engine.BUSY_TIMEOUT_SECONDS", 0)
    client = StrictClient(make_app())
    form = {**carried_by(client.get(path).text), "kind": "moved", "text": "They moved."}
    other = sqlite3.connect(tmp_path / "finder.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = client.post(path, data=form)
    other.execute("ROLLBACK")
    other.close()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "They moved.</textarea>" in answer.text
    again = client.post(path, data={**carried_by(answer.text), "kind": "moved"})
    assert again.status_code == 303


def test_nothing_of_a_report_is_logged(
    make_app: MakeApp, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    client = StrictClient(make_app(log_format="json"))
    answer = send_form(client, path, kind="moved", text="Sentinelwords", contact="a@example.org")
    client.get(answer.headers["Location"])
    logged = capsys.readouterr().err
    number = answer.headers["Location"].removeprefix("/reports/")
    for secret in ("Sentinelwords", "a@example.org", number, path):
        assert secret not in logged
    assert "reports.status" in logged
