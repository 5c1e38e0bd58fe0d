"""A search that cannot be used: 400, a summary that links to the fields, nothing lost."""

import html

import pytest

from tests.web.strict_client import StrictClient


def refused(client: StrictClient, query: str) -> str:
    answer = client.get(f"/search?{query}")
    assert answer.status_code == 400
    return html.unescape(answer.text)


def test_the_title_says_error_and_each_line_leads_to_its_field(client: StrictClient) -> None:
    page = refused(client, "radius=abc&near=60601&preset=best&q=kypho")
    assert "<title>Error: Please check your search – finder</title>" in page
    assert '<a href="#radius">Give the distance in miles' in page
    assert '<a href="#preset">Choose one of these' in page


def test_what_was_typed_is_kept(client: StrictClient) -> None:
    page = refused(client, "radius=abc&near=60601&preset=best&q=kypho&member=1")
    assert 'name="radius" value="abc"' in page
    assert 'name="near" value="60601"' in page
    assert 'name="q" value="kypho"' in page
    assert '<option value="best" selected>best</option>' in page
    assert 'name="member" value="1" checked' in page


def test_the_field_is_marked_and_says_why(client: StrictClient) -> None:
    page = refused(client, "radius=0")
    assert 'aria-invalid="true" aria-describedby="radius-problem-1"' in page
    assert 'id="radius-problem-1"' in page


@pytest.mark.parametrize("query", ["page=0", "per_page=99", "near=a%00b", "certified=2", "q=%01"])
def test_every_problem_leads_to_a_field_of_the_form(client: StrictClient, query: str) -> None:
    assert 'role="alert"' in refused(client, query)


def test_a_long_text_is_told_and_stays(client: StrictClient) -> None:
    page = refused(client, "q=" + "k" * 201)
    assert "201 characters" in page
    assert "k" * 201 in page


def test_a_program_is_told_in_the_shape_that_it_reads(client: StrictClient) -> None:
    answer = client.get("/search?radius=abc", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    (error,) = answer.get_json()["errors"]
    assert error["field"] == "radius"
    assert error["message"].startswith("Give the distance in miles")
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    assert client.get("/search?radius=abc", headers=browser).mimetype == "text/html"
