"""The guide in a browser: widths, accessibility, and the way to a doctor without any script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PATHS = [
    "/guide",
    "/guide?lang=es",
    "/guide/kyphoplasty-and-vertebroplasty",
    "/guide/kyphoplasty-and-vertebroplasty?lang=es",
    "/guide/imaging",
    "/guide/cost-and-medicare",
    "/guide/finding-a-doctor?lang=es",
    "/guide/faq",
    "/guide/research",
    "/privacy",
    "/privacy?lang=es",
]


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_of_the_guide_sticks_out(scripted_page: Page, width: int) -> None:
    scripted_page.set_viewport_size({"width": width, "height": 800})
    for path in PATHS:
        scripted_page.goto(path)
        scripted_page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        sticks_out = scripted_page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not sticks_out, f"{path} at {width}"


def test_the_guide_at_twice_the_text_fits_a_telephone(scripted_page: Page) -> None:
    scripted_page.set_viewport_size({"width": 360, "height": 800})
    for path in PATHS:
        scripted_page.goto(path)
        scripted_page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not scripted_page.evaluate("document.documentElement.scrollWidth > innerWidth"), path


def test_axe_finds_nothing_in_the_guide(scripted_page: Page) -> None:
    found = {}
    for path in PATHS:
        scripted_page.goto(path)
        result = Axe().run(scripted_page)
        if result.violations_count:
            found[path] = result.generate_report()
    assert not found, "\n".join(found.values())


def test_a_table_is_a_table_on_wide_screens_only(scripted_page: Page) -> None:
    scripted_page.goto("/guide/risks")
    label = scripted_page.locator(".fact-table .cell-label").first
    scripted_page.set_viewport_size({"width": 1280, "height": 800})
    expect(label).to_be_hidden()
    scripted_page.set_viewport_size({"width": 360, "height": 800})
    expect(label).to_be_visible()


def test_links_of_the_guide_are_large_enough_for_a_thumb(scripted_page: Page) -> None:
    scripted_page.set_viewport_size({"width": 360, "height": 800})
    for path in ("/guide", "/guide/faq"):
        scripted_page.goto(path)
        for link in scripted_page.locator("main a, main summary").all():
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= 44, link.text_content()


def test_from_a_topic_to_doctors_with_and_without_scripts(page: Page) -> None:
    page.goto("/guide")
    page.get_by_role("link", name="Risks", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Risks")
    page.get_by_text("See the studies").first.click()
    expect(page.get_by_text("cement leaked from 33 of 100 treated bones")).to_have_count(1)
    page.get_by_role("link", name="Find doctors near you").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Find a doctor")
