"""The whole matrix: every closed route, every method, every role, as the table declares."""

from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.routing import Rule

from finder.domain.accounts import Role
from finder.services.audit_ledger import exported_entries
from finder.web.access import ACCESS, ANYONE
from tests.factories import npi_of
from tests.web.conftest import CHECKED
from tests.web.signing_in import PASSWORD, Person
from tests.web.strict_client import StrictClient

_VALUES = {
    "npi": npi_of(CHECKED),
    "claim_id": 1,
    "sign_in_id": 10_000,
    "account_id": 10_000,
    "letter_id": "K7QM4XP29TK7QM4X",
    "number": "222",
    "evidence_id": 10_000,
    "code": "none",
    "roster": "certifications",
    "review_id": 1,
    "conflict_id": 1,
}


def closed_rules(app: Flask) -> list[tuple[Rule, str]]:
    """Every rule that not anybody may enter, with each of its methods."""
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        if ANYONE not in ACCESS[rule.endpoint]
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def path_of(app: Flask, rule: Rule) -> str:
    with app.test_request_context():
        values = {name: _VALUES[name] for name in rule.arguments if name in _VALUES}
        return app.url_map.bind("localhost").build(rule.endpoint, values)


@pytest.fixture
def half(app: Flask) -> StrictClient:
    """A browser in which only the password was typed."""
    person = Person(app, Role.ADMIN, "half@example.org").set_up()
    person.post("/account/sign-out", "/account")
    person.post("/account/sign-in", email=person.email, password=PASSWORD)
    return person.client


@pytest.mark.parametrize("role", list(Role))
def test_a_role_enters_what_the_table_says_and_nothing_else(app: Flask, role: Role) -> None:
    person = Person(app, role).set_up()
    refusals = 0
    for rule, method in closed_rules(app):
        if rule.endpoint in ("account.sign_out", "account.sign_out_everywhere"):
            continue
        # Whoever may enter is only told that the token is missing: nothing is changed here.
        status = person.client.open(path_of(app, rule), method=method).status_code
        where = f"{role} {method} {rule.rule}: {status}"
        if role.value in ACCESS[rule.endpoint]:
            assert status in ((200, 302, 404) if method == "GET" else (400,)), where
        else:
            assert status == 403, where
            refusals += 1
    with person.resources.database.reading() as session:
        written = [row for row in exported_entries(session) if row["action"] == "access.refused"]
    assert len(written) == refusals


def test_who_is_not_or_only_half_signed_in_is_led_to_the_sign_in(
    app: Flask, client: StrictClient, half: StrictClient
) -> None:
    for browser, role in ((client, ""), (half, "half-signed-in")):
        for rule, method in closed_rules(app):
            if role in ACCESS[rule.endpoint]:
                continue
            answer = browser.open(path_of(app, rule), method=method)
            assert answer.status_code == 303, f"{role} {method} {rule.rule}"
            assert urlsplit(answer.headers["Location"]).path == "/account/sign-in"


def test_every_closed_route_was_asked(app: Flask) -> None:
    asked = {rule.endpoint for rule, _ in closed_rules(app)}
    assert asked == {endpoint for endpoint, roles in ACCESS.items() if ANYONE not in roles}
    assert len(asked) >= 10
