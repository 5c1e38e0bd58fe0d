"""The map of a page of results: one picture, collapsed where there is no room for it."""

import re
from collections.abc import Callable

import pytest
from flask import Flask, get_template_attribute

from finder.documents.map_picture import Picture
from tests.web.strict_client import StrictClient


def test_the_map_has_the_numbers_of_the_list(client: StrictClient) -> None:
    page = client.get("/search?near=60601&radius=150").text
    ranks = re.findall(r'<p class="rank">.*?</span>([0-9]+)</p>', page)
    described = re.search(r'<desc id="map-description">(.*?)</desc>', page, re.DOTALL)
    assert described is not None
    assert re.findall(r"Number ([0-9]+),", described[1]) == ranks


def test_the_map_comes_after_the_way_to_order_the_list_and_before_the_list(
    client: StrictClient,
) -> None:
    page = client.get("/search?near=60601").text
    order = [page.index(text) for text in ('class="found"', 'role="img"', '<ol class="results"')]
    assert order == sorted(order)


@pytest.mark.parametrize("path", ["/search?q=Dr+Birchfield", "/search?near=99723&radius=1"])
def test_a_list_without_distances_or_people_has_no_map(client: StrictClient, path: str) -> None:
    assert "result-map" not in client.get(path).text


def test_nothing_in_the_map_takes_the_focus_or_runs(client: StrictClient) -> None:
    page = client.get("/search?near=60601").text
    picture = page[page.index("<svg") : page.index("</svg>")]
    assert not re.search(r"<(?:a|script|style|foreignObject|image|use)\b|tabindex|href", picture)


def test_a_hostile_name_stays_text_within_the_picture(client: StrictClient) -> None:
    page = client.get("/search?near=60601").text
    picture = page[page.index("<svg") : page.index("</svg>")].lower()
    assert "&lt;script&gt;" in picture
    assert "<script" not in picture


@pytest.fixture
def render(app: Flask) -> Callable[[Picture], str]:
    def call(picture: Picture) -> str:
        with app.test_request_context("/"):
            return str(get_template_attribute("components/result_map.html", "result_map")(picture))

    return call


def test_the_map_can_be_opened_and_closed_without_scripts(
    render: Callable[[Picture], str],
) -> None:
    shown = render(Picture("<svg/>", "Map", "Words"))
    assert re.search(r"<details [^>]*>\s*<summary>.*Show the map.*Hide the map.*</summary>", shown)
    assert "<svg/>" in shown


def test_on_paper_the_map_comes_after_the_list(client: StrictClient) -> None:
    printed = client.get("/static/finder.css").text.partition("@media print")[2]
    assert re.search(r"\.answer \{ display: flex; flex-direction: column; \}", printed)
    assert re.search(r"\.result-map \{ order: 1;", printed)
