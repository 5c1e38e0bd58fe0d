"""The map in a browser: beside the list where there is room, else one line above it."""

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

RESULTS = "/search?q=kyphoplasty&near=60601"


def box(found: Locator) -> dict[str, float]:
    where = found.bounding_box()
    assert where is not None
    return dict(where)


def test_on_a_wide_screen_the_map_is_open_beside_the_list(page: Page) -> None:
    page.goto(RESULTS)
    picture = page.get_by_role("img", name="Map around 60601 Chicago, IL")
    expect(picture).to_be_visible()
    expect(page.get_by_text("Show the map")).to_be_hidden()
    shown, card = box(picture), box(page.locator(".card").first)
    assert shown["x"] >= card["x"] + card["width"]
    assert shown["y"] < card["y"] + 100
    assert shown["width"] >= 328


def test_on_a_telephone_the_map_takes_one_line_until_it_is_asked_for(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(RESULTS)
    picture = page.get_by_role("img", name="Map around 60601 Chicago, IL")
    expect(picture).to_be_hidden()
    assert box(page.locator(".result-map"))["height"] < 60
    page.get_by_text("Show the map").click()
    expect(picture).to_be_visible()
    assert box(picture)["width"] >= 320
    page.get_by_text("Hide the map").click()
    expect(picture).to_be_hidden()


def test_the_keyboard_opens_the_map_and_goes_on_to_the_first_result(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(RESULTS)
    page.locator(".result-map summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name="Map around")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".card h2 a").first).to_be_focused()


def test_on_paper_the_map_is_there_without_being_opened(page: Page) -> None:
    page.set_viewport_size({"width": 700, "height": 900})
    page.goto(RESULTS)
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="Map around")).to_be_visible()
    expect(page.locator(".result-map summary")).to_be_hidden()
