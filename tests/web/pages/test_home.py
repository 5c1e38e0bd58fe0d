"""The first page: two boxes, one button, nothing in the way."""

import html
import re
from pathlib import Path

import pytest

from finder.documents.map_picture.boxes import text_width
from tests.web.conftest import MakeApp
from tests.web.strict_client import StrictClient

STATIC = Path(__file__).parents[3] / "finder" / "web" / "static"


def test_the_form_leads_to_the_search_and_asks_for_words_and_a_place(client: StrictClient) -> None:
    page = client.get("/").text
    assert 'method="get" action="/search"' in page
    assert 'id="q" name="q"' in page
    assert 'autocomplete="postal-code"' in page


def test_a_link_may_fill_the_form(client: StrictClient) -> None:
    page = client.get("/?near=60601&certified=1").text
    assert 'name="near" value="60601"' in page
    assert "More choices (1 made)" in page
    assert 'name="certified" value="1" checked' in page


def test_it_says_what_no_one_can_buy_and_when_to_call_911(client: StrictClient) -> None:
    page = client.get("/").text
    assert "No one can pay for a position" in page
    assert "call 911" in page
    assert "not medical advice" in page


def test_a_real_directory_has_no_banner_of_a_demonstration(client: StrictClient) -> None:
    assert "demonstration" not in client.get("/").text


def test_every_page_of_a_demonstration_says_so(make_app: MakeApp, checked_npi: str) -> None:
    app = make_app()
    with app.extensions["finder"].database.writing() as session:
        session.connection().exec_driver_sql("UPDATE directory SET is_demo = true")
    demo = StrictClient(app)
    for path in (
        "/",
        "/search?near=60601",
        "/search?q=kyphoplasty",
        "/search?radius=x",
        f"/providers/{checked_npi}",
        "/questions",
        "/methodology",
        "/about",
        "/privacy",
    ):
        page = demo.get(path).text
        assert "This is a demonstration. All doctors here are invented." in page, path


def test_the_stylesheet_is_small_and_loads_nothing() -> None:
    style = (STATIC / "finder.css").read_text(encoding="utf-8")
    assert len(style) < 25_000
    assert "url(" not in style
    assert "@import" not in style
    assert "@font-face" not in style


def test_the_first_page_with_all_it_loads_stays_under_100_kilobytes(client: StrictClient) -> None:
    page = len(client.get("/").data)
    assert page + sum(file.stat().st_size for file in STATIC.iterdir()) < 100_000


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_menu_takes_two_lines_of_a_telephone(client: StrictClient, language: str) -> None:
    """At 17 pixels, with gaps of 20, beside the margins of a screen 360 wide."""
    page = html.unescape(client.get(f"/?lang={language}").text)
    menu = page.partition("<nav")[2].partition('<li class="language"')[0]
    lines, used = 1, 0.0
    for word in re.findall(r"<a [^>]*>([^<]+)</a>", menu):
        width = text_width(word, 17)
        if used and used + 20 + width > 324:
            lines, used = lines + 1, 0.0
        used += width + (20 if used else 0)
    assert lines <= 2
