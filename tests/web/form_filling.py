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


def filled_in(page: str, form_id: str) -> dict[str, str]:
    """What a browser would send of one form as it stands, buttons left out."""
    parser = HTMLParser(getTreeBuilder("etree"), namespaceHTMLElements=False)
    forms = {form.get("id"): form for form in parser.parse(page).iter("form")}
    values: dict[str, str] = {}
    for field in forms[form_id].iter():
        name = field.get("name", "")
        if field.tag == "input" and field.get("type") != "checkbox":
            values[name] = field.get("value", "")
        elif field.tag == "select":
            options = list(field.iter("option"))
            chosen = [each for each in options if each.get("selected") is not None] or options[:1]
            values[name] = chosen[0].get("value", "") if chosen else ""
    return values
