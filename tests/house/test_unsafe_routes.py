"""Every address that can change something asks for a token, and nothing can be excused from it."""

import ast
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from finder.settings import Settings
from finder.store.schema import migrate

SAFE = {"GET", "HEAD", "OPTIONS"}
# Ways in which libraries let a view, a section or a whole site out of the check.
EXCUSES = {"exempt", "WTF_CSRF_ENABLED", "WTF_CSRF_METHODS", "WTF_CSRF_EXEMPT_LIST"}


@pytest.fixture
def app(make_settings: Callable[..., Settings]) -> Iterator[Flask]:
    from finder.web.app import create_app

    app = create_app(make_settings(rate_limits="off"))
    app.testing = True
    resources = app.extensions["finder"]
    migrate(resources.database)
    yield app
    resources.close()


def unsafe_routes(app: Flask) -> list[tuple[str, Rule]]:
    return [
        (method, rule)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - SAFE)
    ]


def address_of(app: Flask, rule: Rule) -> str:
    values = dict.fromkeys(rule.arguments, "1")
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values)


def test_every_unsafe_route_is_refused_without_a_token_before_its_view(app: Flask) -> None:
    from finder.web.access import ACCESS

    routes = unsafe_routes(app)
    assert routes, "Forms were taken out; this test then holds nothing."
    called: list[str] = []
    for endpoint in app.view_functions:
        app.view_functions[endpoint] = lambda *_, **__: called.append("called") or "done"
    for method, rule in routes:
        for data in ({}, {"csrf_token": "x"}):
            answer = app.test_client().open(address_of(app, rule), method=method, data=data)
            # 404 where the form that would be shown again belongs to nobody; 303 to the sign-in
            # where nobody gets as far as the token.
            refused = (400, 404) if "anyone" in ACCESS[rule.endpoint] else (303,)
            assert answer.status_code in refused, (method, rule.rule)
    assert not called


def test_the_list_of_routes_says_so_of_each(app: Flask) -> None:
    from finder.web.access import routes_document

    unsafe = {rule.rule for _, rule in unsafe_routes(app)}
    listed = {route["path"] for route in routes_document(app)["routes"] if route["csrf"]}
    assert listed == unsafe


def test_nothing_in_the_program_asks_for_an_exemption(program: dict[str, ast.Module]) -> None:
    excused = [
        f"{name}:{node.lineno}"
        for name, tree in program.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in EXCUSES)
        or (isinstance(node, ast.keyword) and node.arg in EXCUSES)
        or (isinstance(node, ast.Constant) and node.value in EXCUSES)
    ]
    assert not excused, "\n".join(excused)
