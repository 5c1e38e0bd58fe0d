"""A patient's way from the first page to a telephone number, in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_words_and_a_zip_lead_to_reasons_and_a_telephone_number(page: Page) -> None:
    page.goto("/")
    page.get_by_label("What do you need?").fill("kyphoplasty doctors near me")
    page.get_by_label("ZIP code or city").fill("60601")
    page.get_by_role("button", name="Find doctors").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Kyphoplasty doctors near 60601 Chicago, IL"
    )
    first = page.get_by_role("article").first
    expect(first.get_by_role("heading", name="Why this position")).to_be_visible()
    expect(first.get_by_text(re.compile(r"away \(straight line\)"))).to_be_visible()
    first.get_by_role("heading", level=2).get_by_role("link").click()
    expect(page.get_by_role("heading", name="Where patients are seen")).to_be_visible()
    expect(page.locator("a[href^='tel:']").first).to_be_visible()


def test_the_points_unfold_and_add_up(page: Page) -> None:
    page.goto("/search?near=60601")
    score = page.locator("details.score").first
    expect(score.get_by_role("table")).to_be_hidden()
    score.locator("summary").click()
    expect(score.get_by_role("table")).to_be_visible()
    cells = [float(text.replace("−", "-")) for text in score.locator("td").all_inner_texts()]
    shown = re.search(r"[0-9.]+", score.locator("summary").inner_text())
    assert shown
    assert sum(cells) == pytest.approx(float(shown[0]), abs=0.35)


def test_near_me_without_a_place_asks_and_then_answers(page: Page) -> None:
    page.goto("/search?q=vertebroplasty+near+me")
    place = page.get_by_label("ZIP code or city")
    expect(place).to_be_focused()
    place.fill("Duluth, MN")
    place.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Vertebroplasty doctors near Duluth, MN"
    )


def test_an_ambiguous_city_is_chosen_by_a_link(page: Page) -> None:
    page.goto("/search?q=kyphoplasty&near=Springfield")
    page.get_by_role("link", name="Springfield, MO").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Springfield, MO")


def test_a_mistake_leads_from_the_summary_to_its_field(page: Page) -> None:
    page.goto("/search?near=60601&radius=far")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page).to_have_url(re.compile("#radius$"))
    expect(page.get_by_label("Distance in miles")).to_have_value("far")


def test_the_next_page_goes_on_counting(page: Page) -> None:
    page.goto("/search?near=60601&radius=500&per_page=5")
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("article").first.locator(".rank")).to_contain_text("6")
