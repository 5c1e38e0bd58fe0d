"""Which language answers, and how a choice is kept without any cookie."""

import pytest
from flask.testing import FlaskClient


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


def test_programs_are_answered_in_english(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?near=60601", headers={"Accept-Language": "es"})
    assert answer.json is not None
    assert "straight line" in answer.json["results"][0]["reasons"][0]
