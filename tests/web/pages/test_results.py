"""The list of results: what was understood, who was found, and why in this order."""

import html
import re
from dataclasses import replace

import pytest
from flask import Flask

from finder.domain.search import SearchRequest
from finder.services.search_providers import search_providers
from finder.web.search.summary import summary_of
from tests.factories import npi_of
from tests.web.conftest import BARE, CHECKED, STATED
from tests.web.strict_client import StrictClient


def read(client: StrictClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.text)


def test_what_was_understood_stands_above_the_list(client: StrictClient) -> None:
    page = read(client, "/search?q=kyfoplasty+doctors+near+me&near=60601")
    assert "<h1>Kyphoplasty doctors near 60601 Chicago, IL</h1>" in page
    assert "We read “kyfoplasty” as “kyphoplasty”." in page
    assert page.index("We understood:") < page.index("Results</h2>")


def test_a_card_says_who_checked_and_when_and_never_verified_doctor(client: StrictClient) -> None:
    page = read(client, "/search?near=60601")
    assert "Checked with ABR on 3 Oct 2026" in page
    assert "Stated, not checked" in page
    assert "erified" not in re.sub(r'class="[^"]*"', "", page)


def test_reasons_and_points_stand_beside_each_result(client: StrictClient) -> None:
    page = read(client, "/search?near=60601&procedure=kyphoplasty")
    assert "<li>At least 40 kyphoplasties paid by Medicare in 2024</li>" in page
    assert re.search(r"Score [0-9]+\.[0-9] of 100", page)
    assert "Where the points come from" in page


def test_the_practice_can_be_called_and_found(client: StrictClient) -> None:
    page = read(client, f"/search?q={npi_of(CHECKED)}")
    assert 'href="tel:+13125550100">(312) 555-0100' in page
    assert f'href="/providers/{npi_of(CHECKED)}"' in page
    assert 'rel="noreferrer">Find on a map' in page


def test_a_missing_number_is_explained(client: StrictClient) -> None:
    page = read(client, "/search?near=60601")
    assert "Medicare does not publish small numbers. We do not treat this as zero." in page


def test_the_search_says_how_far_it_looked_and_how_many_were_nearer(client: StrictClient) -> None:
    page = read(client, "/search?near=60601")
    assert "Only 3 within 25 miles of 60601 Chicago, IL. Showing 4 doctors within 150" in page
    assert "4 doctors within 150 miles." in page
    page = read(client, "/search?near=61602")
    assert re.search(r"None within [0-9]+ miles of 61602 [^.]+\. Showing [0-9] doctor", page)


def test_a_state_line_ends_no_search(client: StrictClient) -> None:
    page = read(client, "/search?near=60099&radius=60")
    assert npi_of(BARE) in page
    assert "Milwaukee, WI 53202" in page


def test_each_filter_says_how_many_it_would_leave_here(client: StrictClient) -> None:
    page = re.sub(r"\s+", " ", read(client, "/search?near=60601&specialty=any"))
    assert 'Takes new patients <span class="count">(1 here)</span>' in page
    assert 'Offers telehealth <span class="count">(0 here)</span>' in page
    assert ">Spanish (1 here)</option>" in page
    assert ">Polish (0 here)</option>" in page


def test_a_search_by_name_has_no_numbers_beside_its_filters(client: StrictClient) -> None:
    assert "here)" not in read(client, "/search?q=Dr+Birchfield")


def test_an_approximate_place_is_said_right_under_the_heading(client: StrictClient) -> None:
    page = read(client, "/search?near=00604")
    assert page.index("</h1>") < page.index("approximate") < page.index('role="search"')


def test_the_list_can_be_printed_by_a_button_that_needs_scripts(client: StrictClient) -> None:
    page = read(client, "/search?near=60601")
    assert "data-print hidden>Print this list</button>" in page
    assert re.search(r'<script src="/static/print\.js\?v=[0-9a-f]+" defer></script>', page)


def test_paging_keeps_the_search_and_ranks_count_on(client: StrictClient) -> None:
    page = read(client, "/search?near=60601&per_page=1&page=2&preset=nearest")
    assert '<ol class="results" start="2">' in page
    assert 'rel="prev" href="/search?near=60601&preset=nearest&per_page=1"' in page
    assert re.search(
        r'rel="next" href="/search\?near=60601&preset=nearest&page=3&per_page=1"', page
    )


def test_the_order_can_be_changed_by_a_link(client: StrictClient) -> None:
    page = read(client, "/search?near=60601&page=2&per_page=1")
    assert 'href="/search?near=60601&per_page=1&preset=most-checked">Most checked' in page
    assert 'aria-current="true">Balanced' in page


@pytest.mark.parametrize("path", ["/search", "/search?q=kyphoplasty+near+me", "/search?near=+"])
def test_without_a_place_the_page_asks_for_one_and_puts_the_box_first(
    client: StrictClient, path: str
) -> None:
    page = read(client, path)
    assert "<h1>Where should we look?</h1>" in page
    assert page.index('id="near"') < page.index('id="q"')
    assert "autofocus" in page


def test_an_ambiguous_place_gives_its_choices_as_links(client: StrictClient) -> None:
    page = read(client, "/search?near=Springfield&certified=1")
    assert "<h1>Which place do you mean?</h1>" in page
    assert 'href="/search?near=Springfield,+IL&certified=1">Springfield, IL' in page.replace(
        "%2C", ","
    )


def test_an_unknown_zip_is_an_answer_and_the_box_comes_first(client: StrictClient) -> None:
    page = read(client, "/search?near=00000")
    assert "<h1>We could not find that place</h1>" in page
    assert page.index('id="near"') < page.index('id="q"')


def test_an_empty_answer_offers_ways_on(client: StrictClient) -> None:
    page = read(client, "/search?near=99723&member=1&radius=1")
    assert "What you can do now" in page
    assert 'href="/search?near=99723&radius=50&member=1">Look within 50 miles' in page
    assert "Look without the other choices" in page
    assert "specialty=any" in page
    assert "Ask your own doctor for a referral" in page
    assert "insurance company" in page


def test_a_short_list_offers_to_look_further_too(client: StrictClient) -> None:
    assert ">Look within 300 miles<" in read(client, "/search?near=60601")
    assert "Look within" not in read(client, "/search?near=60601&specialty=any&radius=500")


def test_a_page_past_the_end_leads_back(client: StrictClient) -> None:
    page = read(client, "/search?near=60601&page=99")
    assert "Go to the first page" in page


def test_a_name_finds_people_without_place_or_score(client: StrictClient) -> None:
    page = read(client, "/search?q=Dr+Birchfield")
    assert "<h1>Doctors by name</h1>" in page
    assert f'href="/providers/{npi_of(STATED)}"' in page
    assert "Score" not in page


def test_names_and_addresses_are_text_and_never_markup(client: StrictClient) -> None:
    answer = client.get("/search?near=60601")
    assert "<script>" not in answer.text.lower()
    assert "&lt;script&gt;" in answer.text.lower()
    assert "<img" not in answer.text


def test_unknown_names_are_ignored(client: StrictClient) -> None:
    assert npi_of(BARE) in read(client, "/search?near=53202&utm_source=x&colour=blue")


@pytest.mark.parametrize("count", [1, 2, 100, 101])
def test_whoever_has_no_place_on_the_map_may_be_near_or_far(app: Flask, count: int) -> None:
    resources = app.extensions["finder"]
    with resources.database.reading() as session:
        found = search_providers(session, resources, SearchRequest(near="60601"))
    told = summary_of(replace(found, unplaced=count)).unplaced
    assert told.endswith("so it may be near or far." if count == 1 else "near or far.")
    assert str(min(count, 100)) in told
    assert "map" in told
