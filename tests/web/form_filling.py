"""Filling forms as a browser does: with what the page carries for them."""

from flask.testing import FlaskClient
from html5lib import HTMLParser, getTreeBuilder
from werkzeug.test import TestResponse


def carried_by(page: str) -> dict[str, str]:
    """The values that the page's form sends by itself: its token and what else is unseen."""
    parser = HTMLParser(getTreeBuilder("etree"), namespaceHTMLElements=False)
    return {
        field.get("name", ""): field.get("value", "")
        for form in parser.parse(page).iter("form")
        if form.get("method") == "post"
        for field in form.iter("input")
        if field.get("type") == "hidden"
    }


def send_form(client: FlaskClient, path: str, **typed: str) -> TestResponse:
    """Opens the page, fills its form and sends it."""
    return client.post(path, data={**carried_by(client.get(path).text), **typed})
