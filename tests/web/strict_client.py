"""A test client that reads every page as strictly as a validator and its reader would."""

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.test import TestResponse

_UNLABELLED = frozenset({"hidden", "submit", "button", "reset"})
_LOADED = (("link", "href"), ("script", "src"), ("img", "src"))


class StrictClient(FlaskClient):
    """Fails on any HTML answer that breaks a rule of the house."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # Buffered, so that the file behind a static answer is closed.
        response = super().open(*args, **{"buffered": True, **kwargs})
        has_page = response.mimetype == "text/html" and response.status_code not in (304, 308)
        if has_page and response.request.method == "GET":
            check_page(response.get_data(as_text=True), self.application)
        return response


def check_page(html: str, app: Flask) -> None:
    tree = html5lib.getTreeBuilder("etree")
    root = html5lib.HTMLParser(tree, strict=True, namespaceHTMLElements=False).parse(html)
    assert root.get("lang"), "the page names its language"
    _check_heading(root)
    _check_ids_and_fragments(root)
    _check_forms(root)
    _check_nothing_inline(root)
    _check_addresses(root, app)


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _check_heading(root: Element) -> None:
    headings = [text_of(heading) for heading in root.iter("h1")]
    titles = [text_of(title) for title in root.iterfind("head/title")]
    assert len(headings) == 1, f"one h1, not {headings}"
    assert len(titles) == 1
    assert headings[0] in titles[0], f"{titles[0]!r} contains {headings[0]!r}"


def _check_ids_and_fragments(root: Element) -> None:
    ids = [element.get("id", "") for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids)), f"an id is used twice: {sorted(ids)}"
    for link in root.iter("a"):
        href = link.get("href", "")
        if href.startswith("#"):
            assert href[1:] in ids, f"{href} leads nowhere"


def _check_forms(root: Element) -> None:
    for form in root.iter("form"):
        assert form.get("method") in ("get", "post"), "a form says its method"
        assert form.get("action", "").startswith("/"), "a form says where it goes"
    labelled = {label.get("for") for label in root.iter("label")}
    inside = {id(child) for label in root.iter("label") for child in label.iter()}
    for name in ("input", "select", "textarea"):
        for control in root.iter(name):
            if control.get("type") in _UNLABELLED:
                continue
            has_label = control.get("id") in labelled or id(control) in inside
            assert has_label or control.get("aria-label"), f"{control.attrib} has no label"


def _check_nothing_inline(root: Element) -> None:
    assert not list(root.iter("style")), "styles are in the one stylesheet"
    for element in root.iter():
        if element.tag == "script":
            assert element.get("src"), "scripts are files"
            assert not text_of(element)
        for attribute in element.attrib:
            assert not attribute.startswith("on"), f"{attribute} on {element.tag}"
            assert attribute != "style", f"a style on {element.tag}"


def _check_addresses(root: Element, app: Flask) -> None:
    """Nothing is loaded from another host, and links of our own lead to pages of ours."""
    for tag, attribute in _LOADED:
        for element in root.iter(tag):
            if element.get("rel") in ("canonical", "alternate"):
                continue
            address = element.get(attribute, "/")
            is_ours = address.startswith("/") and not address.startswith("//")
            assert is_ours or address.startswith("data:"), f"{tag} loads {address}"
    routes = app.url_map.bind("localhost")
    for tag, attribute in (("a", "href"), ("form", "action"), *_LOADED):
        for element in root.iter(tag):
            address = element.get(attribute, "")
            if address.startswith("/"):
                method = element.get("method", "get").upper()
                _check_leads_somewhere(routes, address.partition("?")[0].partition("#")[0], method)


def _check_leads_somewhere(routes: Any, path: str, method: str) -> None:
    try:
        routes.match(path, method=method)
    except (NotFound, MethodNotAllowed) as error:
        raise AssertionError(f"{path} leads nowhere") from error
