"""Signing in: link, password, second factor; and being out again at once."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from flask import Flask

from finder.domain.accounts import Role
from finder.services import accounts
from finder.services.audit_ledger import exported_entries
from tests.web.signing_in import PASSWORD, Person
from tests.web.strict_client import StrictClient


@pytest.fixture
def vera(app: Flask) -> Person:
    return Person(app, Role.VERIFIER).set_up()


def test_link_password_and_code_lead_to_the_work_list(vera: Person) -> None:
    assert len(vera.recovery_codes) == 10
    assert "<h1>Work list</h1>" in vera.client.get("/admin").text
    assert vera.client.get(vera.link).status_code == 404


def test_signed_out_means_out_even_for_a_cookie_that_was_kept(app: Flask, vera: Person) -> None:
    cookie = vera.client.get_cookie("finder-sign-in")
    assert cookie is not None
    answer = vera.post("/account/sign-out", "/admin")
    assert answer.headers["Clear-Site-Data"]
    thief = StrictClient(app)
    thief.set_cookie("finder-sign-in", cookie.value)
    for client in (vera.client, thief):
        assert client.get("/admin").headers["Location"].startswith("/account/sign-in")


def test_signing_in_again_takes_both_steps(app: Flask, vera: Person) -> None:
    vera.post("/account/sign-out", "/admin")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=3)):
        vera.post("/account/sign-in", email=vera.email.upper(), password=PASSWORD)
        assert vera.client.get("/admin").headers["Location"].startswith("/account/sign-in")
        wrong = vera.post("/account/sign-in", code="000000")
        assert wrong.status_code == 400
        assert vera.post("/account/sign-in", code=vera.code()).status_code == 303
        assert vera.client.get("/admin").status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(
    app: Flask, vera: Person
) -> None:
    vera.post("/account/sign-out", "/admin")
    answers = [
        vera.post("/account/sign-in", email=email, password="not the password at all")
        for email in (vera.email, "nobody@example.org")
    ]
    assert [answer.status_code for answer in answers] == [400, 400]
    pages = [answer.text.replace(vera.email, "X") for answer in answers]
    pages = [page.replace("nobody@example.org", "X") for page in pages]
    assert pages[0].split("csrf_token")[0] == pages[1].split("csrf_token")[0]


def test_cookies_are_out_of_reach_of_scripts_and_safe_over_https(make_app) -> None:  # type: ignore[no-untyped-def]
    app = make_app(base_url="https://finder.example")
    person = Person(app, Role.VERIFIER)
    with app.test_request_context():
        assert app.config["SIGN_IN_COOKIE"] == "__Host-finder-sign-in"
    shown = person.client.get(person.link, base_url="https://localhost")
    assert "Secure" in shown.headers["Set-Cookie"]
    assert "HttpOnly" in shown.headers["Set-Cookie"]


def test_disabling_ends_a_live_session_at_once(vera: Person) -> None:
    from finder.domain.ledger import Actor

    with vera.resources.database.writing() as session:
        accounts.disable(session, vera.resources, Actor("test", "operator"), vera.email)
    assert vera.client.get("/admin").status_code == 303


def test_a_role_that_may_not_enter_is_refused_and_written_down_once(vera: Person) -> None:
    before = ledger_of(vera)
    answer = vera.client.get("/admin/accounts")
    assert answer.status_code == 403
    after = ledger_of(vera)
    assert len(after) == len(before) + 1
    assert after[-1]["action"] == "access.refused"
    assert after[-1]["actor"] == vera.email


def test_pages_of_the_signed_in_are_kept_by_nobody(vera: Person) -> None:
    for path in ("/admin", "/account"):
        assert vera.client.get(path).headers["Cache-Control"] == "no-store"


def test_a_password_can_be_changed_by_who_knows_it(vera: Person) -> None:
    wrong = vera.post("/account/password", "/account", old_password="x", password="y" * 20)
    assert wrong.status_code == 400
    done = vera.post(
        "/account/password", "/account", old_password=PASSWORD, password="quite another pass"
    )
    assert done.status_code == 303


def test_a_cookie_that_was_kept_ends_with_the_password(app: Flask, vera: Person) -> None:
    cookie = vera.client.get_cookie("finder-sign-in")
    assert cookie is not None
    vera.post("/account/password", "/account", old_password=PASSWORD, password="quite another pass")
    thief = StrictClient(app)
    thief.set_cookie("finder-sign-in", cookie.value)
    assert thief.get("/admin").status_code == 303
    assert vera.client.get("/admin").status_code == 200


def test_a_sealed_secret_is_of_one_account_only(app: Flask) -> None:
    ada, otto = Person(app, Role.ADMIN, "ada@example.org"), Person(app, Role.ADMIN, "o@example.org")
    for person in (ada, otto):
        person.post(person.link, password=PASSWORD)
    shown = ada.client.get("/account/second-factor").text
    ada.secret = re.findall(r'class="secret">([A-Z2-7]+)<', shown)[0]
    sealed = re.findall(r'name="sealed" value="([^"]+)"', shown)[0]
    answer = otto.post("/account/second-factor", sealed=sealed, code=ada.code())
    assert answer.status_code == 400


def test_signing_in_leads_back_to_the_page_that_was_asked_for(vera: Person) -> None:
    vera.post("/account/sign-out", "/admin")
    asked = vera.client.get("/admin?kind=due").headers["Location"]
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=3)):
        step = vera.post(asked, email=vera.email, password=PASSWORD).headers["Location"]
        last = vera.post(step, code=vera.code()).headers["Location"]
    assert last == "/admin?kind=due"


@pytest.mark.parametrize(
    "elsewhere",
    [
        *("https://evil.example/admin", "//evil.example/admin", "/\\evil.example", "javascript:x"),
        *("/admin/accounts", "/nowhere", "admin", "/account/sign-out", "/\t/evil.example", ""),
    ],
)
def test_signing_in_leads_nowhere_else(vera: Person, elsewhere: str) -> None:
    vera.post("/account/sign-out", "/admin")
    asked = "/account/sign-in?" + urlencode({"next": elsewhere})
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=3)):
        step = vera.post(asked, email=vera.email, password=PASSWORD).headers["Location"]
        assert vera.post(step, code=vera.code()).headers["Location"] == "/admin"


def test_fresh_recovery_codes_end_the_old_ones(vera: Person) -> None:
    old = vera.recovery_codes
    assert "10 of your codes are left" in vera.client.get("/account").text
    wrong = vera.post("/account/recovery-codes", "/account", password="not this one")
    assert wrong.status_code == 400
    shown = vera.post("/account/recovery-codes", "/account", password=PASSWORD)
    fresh = re.findall(r"<code>([A-Z0-9-]+)</code>", shown.text)
    assert len(set(fresh) - set(old)) == 10
    vera.post("/account/sign-out", "/admin")
    vera.post("/account/sign-in", email=vera.email, password=PASSWORD)
    assert vera.post("/account/sign-in", code=old[0]).status_code == 400
    assert vera.post("/account/sign-in", code=fresh[0]).status_code == 303
    assert "9 of your codes are left" in vera.client.get("/account").text


def test_the_last_administrator_cannot_be_disabled_and_the_page_says_so(app: Flask) -> None:
    ada = Person(app, Role.ADMIN).set_up()
    answer = ada.post("/admin/accounts/1/disable", "/admin/accounts")
    assert answer.status_code == 400
    assert "This is the last administrator. Invite another one first." in answer.text
    assert ada.post("/admin/accounts/99/disable", "/admin/accounts").status_code == 404


def ledger_of(person: Person) -> list[dict[str, object]]:
    with person.resources.database.reading() as session:
        return list(exported_entries(session))
