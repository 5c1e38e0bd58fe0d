"""The pages to read: questions, methodology, about, privacy."""

import html
from dataclasses import replace

from finder.services.show_questions import load_questions
from tests.web.conftest import MakeApp
from tests.web.strict_client import StrictClient


def read(client: StrictClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.text)


def test_every_question_stands_there_plain_and_in_its_own_words(client: StrictClient) -> None:
    page = read(client, "/questions")
    path = client.application.extensions["finder"].settings.data / "questions.toml"
    for question in load_questions(path).questions:
        assert question.plain.en in page
        assert (question.verbatim or "") in page
        assert page.count(f'id="{question.id}"') == 1


def test_the_article_is_credited_with_what_its_reader_should_know(client: StrictClient) -> None:
    page = read(client, "/questions")
    assert "Quoted from an article by Liv Hospital, last updated November 26, 2025." in page
    assert "sells these procedures" in page
    assert "The article lists one source, which is about another condition." in page
    assert "After a list by AHRQ" in page


def test_the_research_is_told_from_both_sides(client: StrictClient) -> None:
    page = read(client, "/questions")
    assert "no better than a pretend procedure" in page
    assert "helped people with very bad pain from a new break" in page


def test_the_methodology_shows_weights_example_and_exchange_rates(client: StrictClient) -> None:
    page = read(client, "/methodology")
    assert '<th scope="row">Board certification</th><td>40%</td>' in page
    assert '<th scope="row">Score</th><td>79.3</td>' in page
    assert "<td>13.0</td>" in page
    assert "No one can pay for a position" in page
    assert "Version 1, in effect since 22 Nov 2026" in page


def test_the_methodology_follows_the_rules_and_not_the_template(make_app: MakeApp) -> None:
    app = make_app()
    resources = app.extensions["finder"]
    vars(resources)["rules"] = replace(resources.rules, version=7, volume_saturation=80.0)
    page = read(StrictClient(app), "/methodology")
    assert "Version 7" in page
    assert "80 or more procedures a year" in page


def test_about_names_every_source_with_its_date_and_credits_geonames(client: StrictClient) -> None:
    page = read(client, "/about")
    assert "NPPES, the federal register of NPIs" in page
    assert "not loaded" in page
    assert "GeoNames" in page
    assert "https://creativecommons.org/licenses/by/4.0/" in page


def test_privacy_promises_are_true_of_every_answer(client: StrictClient) -> None:
    page = read(client, "/privacy")
    assert "No cookies" in page
    for path in ("/", "/search?near=60601", "/privacy", "/nowhere"):
        assert "Set-Cookie" not in client.get(path).headers
