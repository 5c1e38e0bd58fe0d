"""Ways through a search in a browser: words, parts taken back, filters, choices, position, keys."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

LAKE_FRONT = {"latitude": 41.878114, "longitude": -87.629798}


def way_back(page: Page, part: str) -> Locator:
    """The link that takes one part of the search back."""
    return page.get_by_role("link", name=re.compile(f"^Remove ?: {re.escape(part)}$"))


def open_more_choices(page: Page) -> None:
    page.locator("summary", has_text="More choices").click()


@pytest.mark.parametrize("width", [360, 1280])
def test_symptoms_lead_over_a_part_taken_back_and_a_filter_to_two_chosen(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    page.get_by_label("What do you need?").fill("cement for a broken back, takes medicare")
    page.get_by_label("ZIP code or city").fill("Chicago, IL")
    page.get_by_role("button", name="Find doctors").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("near Chicago, IL")

    way_back(page, "takes Medicare").click()
    expect(page.get_by_label("What do you need?")).to_have_value("cement for a broken back")
    expect(way_back(page, "takes Medicare")).to_have_count(0)

    open_more_choices(page)
    box = page.get_by_role("checkbox", name="Board certification checked")
    number = re.search(r"\(([0-9]+) here\)", page.locator("label[for=certified]").inner_text())
    assert number
    box.check()
    page.get_by_role("button", name="Show the list").click()
    expect(page.locator(".found")).to_have_text(re.compile(rf"^{number[1]} doctors? within"))

    for count in ("1 doctor", "2 doctors"):
        page.get_by_role("link", name="Add to compare").first.click()
        expect(page.get_by_role("heading", name=f"{count} chosen")).to_be_visible()
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page).to_have_url(re.compile(r"/compare\?npi=[0-9]{10}&npi=[0-9]{10}"))


def test_a_chosen_one_stays_through_orders_and_is_taken_back(page: Page) -> None:
    page.goto("/search?near=60601")
    page.get_by_role("link", name="Add to compare").nth(1).click()
    page.get_by_role("link", name="Nearest").click()
    expect(page.get_by_role("heading", name="1 doctor chosen")).to_be_visible()
    page.locator("#chosen").get_by_role("link", name="Remove").click()
    expect(page.locator("#chosen")).to_have_count(0)
    expect(page).to_have_url(re.compile("preset=nearest"))


def test_the_sparse_west_says_how_far_it_had_to_look(page: Page) -> None:
    page.goto("/search?q=kyphoplasty+near+Jordan,+MT")
    said = page.locator(".notice", has_text="of Jordan, MT")
    shown = re.search(r"Showing ([0-9]+) doctors? within ([0-9]+) miles", said.inner_text())
    assert shown
    expect(page.locator(".found")).to_have_text(
        re.compile(rf"{shown[1]} doctors? within {shown[2]} miles")
    )
    expect(page.get_by_role("article")).to_have_count(int(shown[1]))


def test_an_ambiguous_city_keeps_the_words_and_the_boxes(page: Page) -> None:
    page.goto("/search?q=kyphoplasty&near=Springfield&certified=1")
    page.get_by_role("link", name="Springfield, IL").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Kyphoplasty doctors near Springfield, IL"
    )
    expect(way_back(page, "board certification checked")).to_be_visible()


def test_a_search_in_spanish_stays_spanish(page: Page) -> None:
    page.goto("/?lang=es")
    page.locator("#near").fill("60601")
    page.locator("form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("lang=es"))
    expect(page.locator("html")).to_have_attribute("lang", "es")


@pytest.fixture
def located(browser: Browser, site: str) -> Iterator[Page]:
    """A window whose device knows where it is, and may say so."""
    context = browser.new_context(
        base_url=site, geolocation=LAKE_FRONT, permissions=["geolocation"]
    )
    yield context.new_page()
    context.close()


def test_the_position_leaves_the_page_rounded_and_only_when_asked_for(located: Page) -> None:
    asked: list[str] = []
    located.on("request", lambda request: asked.append(request.url))
    located.goto("/")
    assert not any("41." in address for address in asked)
    located.get_by_role("button", name="Use my position").click()
    expect(located).to_have_url(re.compile(r"near=41\.88(%2C|,)-87\.63(&|$)"))
    expect(located.get_by_role("heading", level=1)).to_contain_text("your position")
    assert not any("41.878" in address or "87.629" in address for address in asked)


def test_a_refused_position_asks_for_the_zip_code_instead(scripted_page: Page) -> None:
    scripted_page.goto("/")
    button = scripted_page.get_by_role("button", name="Use my position")
    button.click()
    expect(scripted_page.get_by_role("status")).to_contain_text("Type your ZIP code or city.")
    expect(button).to_be_enabled()
    expect(scripted_page).to_have_url(re.compile(r"/$"))


def test_a_position_that_takes_too_long_says_so(scripted_page: Page) -> None:
    scripted_page.add_init_script(
        "navigator.geolocation.getCurrentPosition = (found, failed) => failed({code: 3})"
    )
    scripted_page.goto("/search?q=kyphoplasty")
    scripted_page.get_by_role("button", name="Use my position").click()
    expect(scripted_page.get_by_role("status")).to_contain_text("took too long")


def test_without_scripts_nothing_offers_what_cannot_work(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search?near=60601")
    expect(page.get_by_text("Use my position")).to_be_hidden()
    expect(page.get_by_text("Print this list")).to_be_hidden()
    context.close()


def test_the_list_is_printed_with_reasons_and_numbers_and_without_the_form(
    scripted_page: Page,
) -> None:
    scripted_page.add_init_script("window.print = () => { document.title = 'printed'; }")
    scripted_page.goto("/search?near=60601")
    scripted_page.get_by_role("button", name="Print this list").click()
    expect(scripted_page).to_have_title("printed")
    scripted_page.emulate_media(media="print")
    for gone in (".site-header nav", ".search-form", ".understood", ".presets", ".choose"):
        expect(scripted_page.locator(gone).first).to_be_hidden()
    card = scripted_page.get_by_role("article").first
    expect(card.get_by_text(re.compile(r"away \(straight line\)"))).to_be_visible()
    expect(card.locator("a[href^='tel:']")).to_be_visible()
    expect(scripted_page.get_by_text("This is a demonstration.")).to_be_visible()


def tab_to(page: Page, target: Locator) -> None:
    """Goes on with the Tab key alone until the target has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("The Tab key never reached it.")


def test_the_keyboard_alone_searches_takes_back_filters_and_chooses(scripted_page: Page) -> None:
    page = scripted_page
    page.goto("/")
    tab_to(page, page.get_by_label("What do you need?"))
    page.keyboard.type("kyphoplasty within 100 miles")
    tab_to(page, page.get_by_label("ZIP code or city"))
    page.keyboard.type("60601")
    page.keyboard.press("Enter")
    expect(page.locator(".found")).to_contain_text("within 100 miles")
    tab_to(page, way_back(page, "within 100 miles"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("What do you need?")).to_have_value("kyphoplasty")
    tab_to(page, page.locator("summary", has_text="More choices"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("checkbox", name="Takes Medicare"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(way_back(page, "takes Medicare")).to_be_visible()
    first = page.get_by_role("link", name="Add to compare").first
    tab_to(page, first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 doctor chosen")).to_be_visible()
