"""From a search to doctors side by side and a sheet to take along, in a browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

RESULTS = "/search?near=60601&q=kyphoplasty"
ADD = re.compile("^Add to compare")


def comparison(page: Page, count: int) -> str:
    """The address of a comparison of the first few results."""
    page.goto(RESULTS)
    links = page.locator(".card h2 a").all()[:count]
    npis = [re.findall(r"\d{10}", link.get_attribute("href") or "")[0] for link in links]
    return "/compare?near=60601&" + "&".join(f"npi={npi}" for npi in npis)


def test_two_results_are_compared_and_printed(page: Page) -> None:
    page.goto(RESULTS)
    names = [text.partition(",")[0] for text in page.locator(".card h2 a").all_inner_texts()[:2]]
    for _ in names:
        page.get_by_role("link", name=ADD).first.click()
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare doctors")
    table = page.get_by_role("table")
    for name in names:
        expect(table.get_by_role("columnheader", name=name)).to_be_visible()
    expect(table.get_by_role("rowheader", name="Distance")).to_be_visible()
    href = page.get_by_role("link", name="Take-away sheet (PDF)").first.get_attribute("href")
    sheet = page.request.get(href or "")
    assert sheet.status == 200
    assert sheet.headers["content-type"] == "application/pdf"
    assert sheet.body().startswith(b"%PDF")


def test_rows_that_agree_go_and_come_back_by_a_link(page: Page) -> None:
    page.goto(comparison(page, 2))
    table = page.get_by_role("table")
    everything = table.get_by_role("row").count()
    page.get_by_role("link", name="Show only the rows that differ").click()
    expect(page.get_by_role("link", name="Show all rows")).to_be_visible()
    assert table.get_by_role("row").count() < everything


def test_a_profile_leads_to_a_sheet_about_this_doctor(page: Page) -> None:
    page.goto(RESULTS)
    page.locator(".card h2 a").first.click()
    href = page.get_by_role("link", name="Take-away sheet (PDF)").get_attribute("href")
    assert re.search(r"npi=\d{10}", href or "")
    assert page.request.get(href or "").headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("width", [320, 360, 960, 1280])
def test_four_doctors_fit_every_width_in_both_languages(scripted_page: Page, width: int) -> None:
    scripted_page.set_viewport_size({"width": width, "height": 800})
    address = comparison(scripted_page, 4)
    for path in (address, f"{address}&lang=es", "/compare"):
        scripted_page.goto(path)
        sticks_out = scripted_page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not sticks_out, f"{path} at {width}"


def test_text_at_twice_its_size_fits_a_telephone(scripted_page: Page) -> None:
    scripted_page.set_viewport_size({"width": 360, "height": 800})
    scripted_page.goto(comparison(scripted_page, 4))
    scripted_page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not scripted_page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_stacked_or_as_a_table(scripted_page: Page, width: int) -> None:
    scripted_page.set_viewport_size({"width": width, "height": 800})
    scripted_page.goto(comparison(scripted_page, 3))
    result = Axe().run(scripted_page)
    assert not result.violations_count, result.generate_report()


def test_stacked_cells_name_their_doctor_and_stay_a_table(scripted_page: Page) -> None:
    scripted_page.set_viewport_size({"width": 360, "height": 800})
    scripted_page.goto(comparison(scripted_page, 2))
    expect(scripted_page.get_by_role("table")).to_be_visible()
    expect(scripted_page.get_by_role("rowheader", name="Specialty")).to_be_visible()
    names = scripted_page.locator(".compare-who")
    assert all(name.is_visible() for name in names.all())
    scripted_page.set_viewport_size({"width": 1280, "height": 800})
    assert not any(name.is_visible() for name in names.all())


def test_what_is_pressed_in_a_comparison_is_at_least_44_pixels_high(scripted_page: Page) -> None:
    scripted_page.set_viewport_size({"width": 360, "height": 800})
    scripted_page.goto(comparison(scripted_page, 2))
    for target in scripted_page.locator("main a, main button, main input[type=text]").all():
        box = target.bounding_box()
        assert box is None or box["height"] >= 44, target.inner_text()
