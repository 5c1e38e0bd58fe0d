"""Nothing is changed without the token of a form of ours, whatever the address and the method."""

import html
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from finder.services.report_problem import open_reports
from finder.web import access
from finder.web.transaction import reading
from tests.web.conftest import MakeApp
from tests.web.form_filling import carried_by, send_form
from tests.web.strict_client import StrictClient

UNSAFE = ["POST", "PUT", "PATCH", "DELETE"]


@pytest.fixture
def path(checked_npi: str) -> str:
    return f"/providers/{checked_npi}/report"


def count(app: Flask) -> int:
    with app.app_context(), reading() as session:
        return len(open_reports(session))


def add_route(monkeypatch: pytest.MonkeyPatch, app: Flask) -> list[str]:
    """A forgetful developer's route: open to anyone, any method, no thought of tokens."""
    called: list[str] = []

    def view() -> str:
        called.append("called")
        return "done"

    monkeypatch.setitem(access.ACCESS, "forgetful", ("anyone",))
    app.add_url_rule("/forgetful", "forgetful", view, methods=["GET", *UNSAFE])
    return called


@pytest.mark.parametrize("method", UNSAFE)
@pytest.mark.parametrize("token", ["", "wrong", "ImFiYyI.aaaaaa.bbbb", "x" * 5000, "\x00"])
def test_no_view_is_called_without_the_token(
    app: Flask, monkeypatch: pytest.MonkeyPatch, method: str, token: str
) -> None:
    called = add_route(monkeypatch, app)
    client = StrictClient(app)
    answer = client.open("/forgetful", method=method, data={"csrf_token": token})
    assert answer.status_code == 400
    assert "press the button once more" in answer.text
    assert not called
    assert app.test_client().get("/forgetful").text == "done"


@pytest.mark.parametrize("method", UNSAFE)
def test_with_the_token_of_any_form_it_is_called(
    app: Flask, monkeypatch: pytest.MonkeyPatch, path: str, method: str
) -> None:
    called = add_route(monkeypatch, app)
    client = StrictClient(app)
    form = carried_by(client.get(path).text)
    assert client.open("/forgetful", method=method, data=form).text == "done"
    assert called == ["called"]


def test_a_token_is_worth_nothing_in_another_browser(app: Flask, path: str) -> None:
    form = {**carried_by(StrictClient(app).get(path).text), "kind": "moved"}
    other = StrictClient(app)
    assert other.post(path, data=form).status_code == 400
    other.get(path)
    assert other.post(path, data=form).status_code == 400
    assert count(app) == 0


def test_a_token_is_worth_nothing_under_another_key(make_app: MakeApp, path: str) -> None:
    one, other = make_app(secret_key="k" * 40), make_app(secret_key="l" * 40)
    client = StrictClient(one)
    form = {**carried_by(client.get(path).text), "kind": "moved"}
    cookie = client.get_cookie("finder")
    assert cookie is not None
    forged = StrictClient(other)
    forged.set_cookie("finder", cookie.value)
    assert forged.post(path, data=form).status_code == 400


@pytest.mark.parametrize("missing", ["token", "cookie"])
def test_a_form_refused_for_its_token_is_shown_again_with_everything_typed(
    app: Flask, path: str, missing: str
) -> None:
    client = StrictClient(app)
    form = carried_by(client.get(path).text)
    if missing == "token":
        form["csrf_token"] = ""
    else:
        client.delete_cookie("finder")
    typed = {"kind": "wrong_phone", "text": "It is <b>312</b>", "contact": "a@example.org"}
    answer = client.post(path, data={**form, **typed, "is_from_practice": "1"})
    assert answer.status_code == 400
    page = html.unescape(answer.text)
    assert 'href="#send">This page was open for too long' in page
    assert "It is <b>312</b></textarea>" in page
    assert 'value="a@example.org"' in page
    assert 'value="wrong_phone" checked' in page
    assert "<b>" not in answer.text
    again = client.post(path, data={**carried_by(answer.text), **typed})
    assert again.status_code == 303
    assert count(app) == 1


def test_a_page_may_stay_open_over_a_long_telephone_call_and_not_over_night(
    app: Flask, path: str
) -> None:
    client = StrictClient(app)
    form = {**carried_by(client.get(path).text), "kind": "moved"}
    with time_machine.travel(timedelta(hours=11)):
        assert client.post(path, data=form).status_code == 303
    with time_machine.travel(timedelta(hours=13)):
        assert client.post(path, data=form).status_code == 400


@pytest.mark.parametrize("address", ["/search", "/questions", "/api/v1/search", "/healthz"])
@pytest.mark.parametrize("method", UNSAFE)
def test_what_answers_get_only_says_so_before_it_asks_for_a_token(
    client: StrictClient, address: str, method: str
) -> None:
    assert client.open(address, method=method).status_code == 405


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml"])
def test_only_forms_are_read(client: StrictClient, path: str, kind: str) -> None:
    answer = client.post(path, data=b'{"kind": "moved"}', content_type=kind)
    assert answer.status_code == 415
    assert "no form of this site" in answer.text


def test_who_asks_for_json_is_refused_in_json(client: StrictClient, path: str) -> None:
    answer = client.post(path, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_a_form_for_nobody_is_not_shown_again(client: StrictClient) -> None:
    assert client.post("/providers/2999999999/report").status_code == 404


def test_a_get_never_takes_a_form(app: Flask, client: StrictClient, path: str) -> None:
    token = carried_by(client.get(path).text)["csrf_token"]
    assert client.get(f"{path}?csrf_token={token}&kind=moved&text=hello").status_code == 200
    assert count(app) == 0


def test_pages_with_a_token_are_kept_by_nobody(client: StrictClient, path: str) -> None:
    opened = client.get(path)
    assert opened.headers["Cache-Control"] == "no-store"
    assert "ETag" not in opened.headers
    assert "Cookie" in opened.headers["Vary"]
    assert send_form(client, path, kind="").headers["Cache-Control"] == "no-store"
