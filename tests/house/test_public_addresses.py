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
/account/recovery-codes
/account/second-factor
/account/set-up/<token>
/account/sign-in
/account/sign-ins/<int:sign_in_id>/end
/account/sign-out
/account/sign-out-everywhere
/admin
/admin/accounts
/admin/accounts/<int:account_id>/disable
/admin/accounts/<int:account_id>/link
/admin/accounts/<int:account_id>/restore
/admin/claims/<int:claim_id>
/admin/claims/<int:claim_id>/evidence
/admin/evidence/<int:evidence_id>
/admin/reports
/admin/reports/<number>
/admin/reports/<number>/decision
/admin/reports/<number>/link
/admin/reports/<number>/link/withdraw
/admin/reports/<number>/take-up
/admin/rosters
/admin/rosters/<code>
/admin/rosters/<code>/apply
/admin/rosters/<code>/discard
/admin/rosters/<roster>/header.csv
/admin/conflicts
/admin/conflicts/<int:conflict_id>
/admin/merge
/admin/merge/<npi>/part
/admin/ranking
/admin/reviews
/admin/reviews/<int:review_id>
/admin/clinicians
/admin/clinicians/<int:account_id>
/admin/dashboard
/admin/export/directory.csv
/admin/export/due.csv
/admin/providers/<npi>
/admin/providers/<npi>/checks
/admin/providers/<npi>/hide
/admin/providers/<npi>/unhide
/admin/releases
/admin/releases/<int:number>
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
/metrics
/privacy
/providers/<npi>
/providers/<npi>/report
/questions
/readyz
/r/<code>
/referrals
/referrals/bundle.json
/referrals/letter.docx
/referrals/letter.pdf
/referrals/letter.txt
/referrals/new
/referrals/preview
/referrals/patient-copy.pdf
/referrals/<letter_id>
/referrals/<letter_id>/settle
/referrals/<letter_id>/withdraw
/referrals/practice
/referrals/practice/invitation
/referrals/practice/join
/referrals/practice/leave
/referrals/find
/referrals/search
/referrals/trusted
/referrals/trusted/<npi>/remove
/reply/<code>
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
