"""Addresses that others rely on: one that goes away needs a redirect and a decision first."""

from collections.abc import Callable

import pytest
from flask import Flask

from finder.settings import Settings

ADDRESSES = """
/
/about
/account
/account/password
/account/second-factor
/account/set-up/<token>
/account/sign-in
/account/sign-ins/<int:sign_in_id>/end
/account/sign-out
/account/sign-out-everywhere
/admin
/admin/accounts
/admin/accounts/<email>/disable
/admin/accounts/<email>/link
/admin/accounts/<email>/restore
/admin/claims/<int:claim_id>
/admin/providers/<npi>
/admin/providers/<npi>/checks
/admin/providers/<npi>/hide
/admin/providers/<npi>/unhide
/api/v1/openapi.json
/api/v1/place
/api/v1/providers/<npi>
/api/v1/questions
/api/v1/search
/compare
/guide
/guide/<topic_id>
/healthz
/methodology
/privacy
/providers/<npi>
/providers/<npi>/report
/questions
/readyz
/reports/<number>
/robots.txt
/search
/sitemap.xml
/static/<path:filename>
/take-away.pdf
/.well-known/security.txt
"""


@pytest.fixture
def app(make_settings: Callable[..., Settings]) -> Flask:
    from finder.web.app import create_app

    return create_app(make_settings())


def test_every_public_address_is_still_there_and_a_new_one_is_listed(app: Flask) -> None:
    assert {rule.rule for rule in app.url_map.iter_rules()} == set(ADDRESSES.split())


def test_the_access_table_has_each_endpoint_and_nothing_else(app: Flask) -> None:
    from finder.web.access import ACCESS, ROLES

    assert sorted(ACCESS) == sorted({rule.endpoint for rule in app.url_map.iter_rules()})
    assert {role for roles in ACCESS.values() for role in roles} <= {*ROLES}


def test_an_address_that_is_not_in_the_access_table_stays_closed(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "open")
    answer = app.test_client().get("/forgotten", headers={"Accept": "application/json"})
    assert answer.status_code == 404
