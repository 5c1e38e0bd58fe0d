"""Guessing passwords, codes and links comes to an end soon."""

import pytest

from finder.domain.accounts import Role
from tests.web.conftest import MakeApp
from tests.web.signing_in import PASSWORD, Person
from tests.web.strict_client import StrictClient


@pytest.fixture
def vera(make_app: MakeApp) -> Person:
    person = Person(make_app(rate_limits="on"), Role.VERIFIER).set_up()
    person.post("/account/sign-out", "/admin")
    return person


def test_the_21st_wrong_password_from_one_address_has_to_wait(vera: Person) -> None:
    for _ in range(20):
        answer = vera.post("/account/sign-in", email=vera.email, password="not this one")
        assert answer.status_code == 400
    refused = vera.client.get("/account/sign-in")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) <= 600
    assert "Too many wrong tries" in refused.text


def test_signing_in_rightly_costs_nothing(vera: Person) -> None:
    for _ in range(25):
        assert vera.post("/account/sign-in", email=vera.email, password=PASSWORD).status_code == 303
        vera.post("/account/sign-out", "/account/sign-in")


def test_codes_are_guessed_no_longer_than_passwords(vera: Person) -> None:
    vera.post("/account/sign-in", email=vera.email, password=PASSWORD)
    answers = [vera.post("/account/sign-in", code="000000").status_code for _ in range(20)]
    assert answers == [400] * 20
    assert vera.client.get("/account/sign-in").status_code == 429


def test_one_account_is_not_guessed_from_many_addresses(vera: Person) -> None:
    for number in range(50):
        answer = from_address(vera, number, vera.email)
        assert answer.status_code == 400
    assert from_address(vera, 50, vera.email.upper()).status_code == 429
    assert from_address(vera, 51, "nobody@example.org").status_code == 400


def from_address(person: Person, number: int, email: str):  # type: ignore[no-untyped-def]
    client = StrictClient(person.client.application)
    client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
    visitor = Person.__new__(Person)
    visitor.client = client
    return visitor.post("/account/sign-in", email=email, password="not this one")


def test_links_cannot_be_guessed(vera: Person) -> None:
    answers = {vera.client.get(f"/account/set-up/wrong{n}").status_code for n in range(20)}
    assert answers == {404}
    assert vera.client.get("/account/set-up/wrong").status_code == 429
