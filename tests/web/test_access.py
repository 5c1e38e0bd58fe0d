"""Who may enter what: the table, the addresses and the list agree."""

import pytest
from flask import Flask

from finder.web.access import ACCESS, ROLES, routes_document
from tests.web.strict_client import StrictClient

ROUTES = [
    ("/", "search.home"),
    ("/search?q=kyphoplasty+60601", "search.results"),
    ("/providers/{npi}", "profiles.profile"),
    ("/compare?npi={npi}", "compare.side_by_side"),
    ("/take-away.pdf?npi={npi}", "compare.take_away"),
    ("/providers/{npi}/report", "reports.report"),
    ("/reports/{number}", "reports.status"),
    ("/reply/{answer}", "reports.reply"),
    ("/r/{code}", "replies.reply"),
    ("/guide", "guide.index"),
    ("/guide/compression-fracture", "guide.topic"),
    ("/questions", "guide.questions"),
    ("/methodology", "guide.methodology"),
    ("/about", "guide.about"),
    ("/privacy", "guide.privacy"),
    ("/api/v1/search?near=60601", "api.search"),
    ("/api/v1/providers/{npi}", "api.provider"),
    ("/api/v1/place?text=60601", "api.place"),
    ("/api/v1/questions", "api.questions"),
    ("/api/v1/openapi.json", "api.openapi"),
    ("/healthz", "operations.healthz"),
    ("/readyz", "operations.readyz"),
    ("/metrics", "operations.metrics"),
    ("/robots.txt", "operations.robots"),
    ("/sitemap.xml", "operations.sitemap"),
    ("/.well-known/security.txt", "operations.security"),
    ("/static/finder.css", "static"),
    ("/account/sign-in", "account.sign_in"),
    ("/account/set-up/{token}", "account.set_up"),
]

# Open to anyone where a setting turns them on.
OFF = {"operations.metrics"}


def test_the_table_names_every_endpoint_and_no_other(app: Flask) -> None:
    assert set(ACCESS) == {rule.endpoint for rule in app.url_map.iter_rules()}


def test_this_test_asks_every_endpoint() -> None:
    public = {endpoint for endpoint, roles in ACCESS.items() if "anyone" in roles}
    assert {endpoint for _, endpoint in ROUTES} == public


@pytest.mark.parametrize(("path", "endpoint"), ROUTES)
def test_each_role_of_the_table_may_enter(
    client: StrictClient, in_addresses: dict[str, str], path: str, endpoint: str
) -> None:
    assert ACCESS[endpoint] == ("anyone",)
    expected = 404 if endpoint in OFF else 200
    assert client.get(path.format(**in_addresses)).status_code == expected


# Endpoints with a form that is posted: what they change needs its token.
WITH_FORMS = {
    "reports.report",
    "reports.reply",
    "replies.reply",
    "account.sign_in",
    "account.set_up",
}


@pytest.mark.parametrize(("path", "endpoint"), ROUTES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_can_be_changed_by_anyone(
    client: StrictClient, in_addresses: dict[str, str], path: str, endpoint: str, method: str
) -> None:
    refused = 400 if endpoint in WITH_FORMS and method == "POST" else 405
    assert client.open(path.format(**in_addresses), method=method).status_code == refused


@pytest.mark.parametrize(("path", "endpoint"), ROUTES)
def test_only_a_page_with_a_form_that_is_posted_sets_a_cookie(
    client: StrictClient, in_addresses: dict[str, str], path: str, endpoint: str
) -> None:
    headers = client.get(path.format(**in_addresses)).headers
    assert ("Set-Cookie" in headers) == (endpoint in WITH_FORMS)


def test_an_endpoint_that_is_not_in_the_table_is_closed(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    assert StrictClient(app).get("/forgotten").status_code == 404


def test_the_list_of_routes_says_methods_roles_and_csrf(app: Flask) -> None:
    routes = routes_document(app)["routes"]
    assert {"path": "/providers/<npi>", "methods": ["GET"], "roles": ["anyone"], "csrf": False} in (
        routes
    )
    assert {route["path"] for route in routes} >= {"/", "/search", "/static/<path:filename>"}
    assert all(set(route["roles"]) <= set(ROLES) and route["roles"] for route in routes)
    assert all(route["csrf"] == (route["methods"] != ["GET"]) for route in routes)
