"""Addresses in templates: built once, and never those of another language or mount point."""

from flask import Flask
from flask.ctx import RequestContext


def addresses(app: Flask, context: RequestContext, *endpoints: str) -> list[str]:
    with context:
        app.preprocess_request()
        url_for = app.jinja_env.globals["url_for"]
        return [url_for(endpoint) for endpoint in endpoints]


def test_an_address_keeps_the_language_that_the_page_was_asked_in(app: Flask) -> None:
    for _ in range(2):
        for asked, told in (("/", ""), ("/?lang=es", "?lang=es"), ("/?lang=en", "?lang=en")):
            assert addresses(app, app.test_request_context(asked), "guide.about") == [
                f"/about{told}"
            ]


def test_an_address_begins_where_the_site_is_mounted(app: Flask) -> None:
    below = app.test_request_context("/", base_url="http://localhost/finder")
    assert addresses(app, below, "guide.about") == ["/finder/about"]
    assert addresses(app, app.test_request_context("/"), "guide.about") == ["/about"]


def test_pages_for_the_staff_are_in_no_language(app: Flask) -> None:
    context = app.test_request_context("/?lang=es")
    assert addresses(app, context, "account.sign_in", "guide.about", "account.sign_in") == [
        *("/account/sign-in", "/about?lang=es", "/account/sign-in")
    ]


def test_an_address_with_values_is_built_each_time(app: Flask) -> None:
    with app.test_request_context("/"):
        url_for = app.jinja_env.globals["url_for"]
        assert url_for("profiles.profile", npi="1") == "/providers/1"
        assert url_for("profiles.profile", npi="2") == "/providers/2"
