"""Which language answers, and how a choice is kept without any cookie."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import TODAY, npi_of
from tests.web.conftest import CHECKED


@pytest.mark.parametrize(
    ("address", "browser", "language"),
    [
        ("/", "", "en"),
        ("/", "es-MX,es;q=0.9,en;q=0.5", "es"),
        ("/", "fr", "en"),
        ("/?lang=es", "en", "es"),
        ("/?lang=en", "es", "en"),
        ("/?lang=zz", "es", "es"),
        ("/nowhere?lang=es", "en", "es"),
    ],
)
def test_the_address_comes_before_the_browser(
    client: FlaskClient, address: str, browser: str, language: str
) -> None:
    answer = client.get(address, headers={"Accept-Language": browser})
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    assert "Set-Cookie" not in answer.headers


def test_every_link_of_a_page_keeps_the_language_that_its_address_names(
    client: FlaskClient,
) -> None:
    page = client.get("/about?lang=es").text
    assert 'href="/methodology?lang=es"' in page
    assert 'href="/about?lang=en" hreflang="en" lang="en">English' in page


def test_a_link_to_the_other_language_keeps_the_search(client: FlaskClient) -> None:
    page = client.get("/search?near=60601&q=kypho&endpoint=x&_external=1").text
    assert "/search?near=60601&amp;q=kypho&amp;endpoint=x&amp;_external=1&amp;lang=es" in page


def test_a_link_to_the_other_language_begins_where_the_site_is_mounted(app: Flask) -> None:
    page = app.test_client().get("/about?q=1", base_url="http://localhost/below").text
    assert page.count('href="/below/about?q=1&amp;lang=es"') == 2
    assert 'href="/about' not in page


def test_names_on_a_spanish_page_are_marked_as_english(client: FlaskClient) -> None:
    page = client.get("/search?near=60601&lang=es").text
    heading = re.search(r"<h2 [^>]*><a [^>]*>Ada Oakley", page)
    assert heading is not None
    assert 'lang="en"' in heading[0]
    assert re.search(r'<address lang="en">\s*<strong class="practice-name">Sample Spine', page)
    compared = client.get(f"/compare?npi={npi_of(CHECKED)}&lang=es").text
    assert re.search(r'<th [^>]*lang="en">Ada Oakley', compared)


def test_programs_are_answered_in_english(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?near=60601", headers={"Accept-Language": "es"})
    assert answer.json is not None
    assert "straight line" in answer.json["results"][0]["reasons"][0]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"/api/v1/providers/{npi_of(CHECKED)}", "Board certification in interventional radiology"),
        (f"/api/v1/providers/{npi_of(CHECKED)}", '"name":"Interventional radiology"'),
        (f"/api/v1/providers/{npi_of(77)}", "is listed here. Check the digits"),
        ("/api/v1/place?text=Xyzzyville", "No place is known as"),
        ("/api/v1/place?text=95,0", "A latitude lies between -90 and 90 degrees."),
        ("/api/v1/place", "Say which place you mean"),
        ("/api/v1/search?near=60601&radius=900", "Give the distance in miles"),
        ("/api/v1/nowhere", "There is no page at this address."),
    ],
)
def test_documents_and_refusals_of_the_api_are_english(
    client: FlaskClient, path: str, words: str
) -> None:
    assert words in client.get(path, headers={"Accept-Language": "es"}).text


@pytest.mark.parametrize("value", ["when", "when | day"])
def test_values_within_a_sentence_are_said_in_its_language(app: Flask, value: str) -> None:
    template = app.jinja_env.from_string('{{ _("Data as of %(day)s", day=' + value + ") }}")
    with app.test_request_context("/?lang=es"):
        app.preprocess_request()
        assert template.render(when=TODAY) == "Datos al 22 de noviembre de 2026"


def test_what_never_changes_in_a_template_is_still_said_in_the_language_of_each_page(
    app: Flask,
) -> None:
    template = app.jinja_env.from_string('{{ "practices" | source_name }}')
    with app.test_request_context("/"):
        assert template.render().startswith("Practice roster")
    with app.test_request_context("/?lang=es"):
        app.preprocess_request()
        assert template.render().startswith("Lista de consultorios")


def test_values_within_a_sentence_are_escaped(app: Flask) -> None:
    template = app.jinja_env.from_string('{{ _("Source: %(publisher)s", publisher=name) }}')
    with app.test_request_context("/"):
        assert template.render(name="<b>") == "Source: &lt;b&gt;"


def test_a_number_in_a_template_chooses_its_form(app: Flask) -> None:
    template = app.jinja_env.from_string('{{ ngettext("%(num)s <b>", "%(num)s <i>", n) }}')
    with app.test_request_context("/"):
        assert [template.render(n=number) for number in (1, 2)] == ["1 <b>", "2 <i>"]
