"""Telling that a listing is wrong, on a telephone, in a browser with scripts and without."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


def open_form(page: Page) -> None:
    page.goto("/search?near=60601")
    listing = page.locator(".card h2 a").first.get_attribute("href") or ""
    page.goto(f"{listing.partition('?')[0]}/report")


@pytest.fixture
def form(page: Page) -> Page:
    """The form of the first doctor near Chicago, on a telephone."""
    page.set_viewport_size(PHONE)
    open_form(page)
    return page


def test_a_report_leads_to_a_number_that_opens_again(form: Page) -> None:
    form.get_by_label("The phone number is wrong").check()
    form.get_by_label("Tell us more").fill("It is 312-555-0199 now.")
    form.get_by_label("Your e-mail or phone number").fill("name@example.org")
    form.get_by_label("I am this doctor").check()
    form.get_by_role("button", name="Send report").click()
    heading = form.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"^Report [2-9A-Z]{4}-[2-9A-Z]{3}-[2-9A-Z]{3}$"))
    number = heading.inner_text()
    form.goto("/")
    form.goto(f"/reports/{number.removeprefix('Report ').lower()}")
    expect(heading).to_have_text(number)
    expect(form.get_by_text("We have received your report")).to_be_visible()
    expect(form.get_by_text("312-555-0199")).to_have_count(0)


def test_a_double_press_is_one_report(form: Page) -> None:
    form.get_by_label("The doctor moved").check()
    form.get_by_role("button", name="Send report").dblclick()
    expect(form.get_by_role("heading", level=1)).to_have_text(re.compile("^Report "))


def test_the_summary_has_the_focus_and_leads_to_each_field(form: Page) -> None:
    form.get_by_label("Tell us more").fill("Words that must stay")
    form.get_by_label("Your e-mail or phone number").fill("nobody")
    form.get_by_role("button", name="Send report").press("Enter")
    summary = form.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    form.keyboard.press("Tab")
    expect(form.get_by_role("link", name="Choose what is wrong.")).to_be_focused()
    form.keyboard.press("Enter")
    expect(form).to_have_url(re.compile("#kind$"))
    expect(form.get_by_label("The doctor moved")).to_be_in_viewport()
    form.keyboard.press("Tab")
    form.keyboard.press("Shift+Tab")
    form.keyboard.press("Space")
    expect(form.get_by_label("The doctor moved")).to_be_checked()
    expect(form.get_by_label("Tell us more")).to_have_value("Words that must stay")
    form.get_by_label("Your e-mail or phone number").fill("")
    form.get_by_role("button", name="Send report").click()
    expect(form.get_by_role("heading", level=1)).to_have_text(re.compile("^Report "))


def test_who_keeps_no_cookies_loses_no_words(form: Page) -> None:
    form.context.clear_cookies()
    form.get_by_label("Something else").check()
    form.get_by_label("Tell us more").fill("Words that must stay")
    form.get_by_role("button", name="Send report").click()
    expect(form.get_by_role("alert")).to_contain_text("press the button once more")
    expect(form.get_by_label("Tell us more")).to_have_value("Words that must stay")
    form.get_by_role("button", name="Send report").click()
    expect(form.get_by_role("heading", level=1)).to_have_text(re.compile("^Report "))


def test_the_keyboard_alone_never_meets_the_hidden_field(scripted_page: Page) -> None:
    open_form(scripted_page)
    met = set()
    for _ in range(40):
        scripted_page.keyboard.press("Tab")
        met.add(scripted_page.evaluate("document.activeElement.name || ''"))
    assert {"kind", "text", "contact", "is_from_practice"} <= met
    assert "website" not in met
    hidden = scripted_page.locator("input[name=website]")
    box = hidden.bounding_box()
    assert box is None or box["x"] + box["width"] < 0
    assert "Leave this field empty" not in scripted_page.locator("main").aria_snapshot()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_form_errors_and_status_fit_and_axe_finds_nothing(scripted_page: Page, width: int) -> None:
    scripted_page.set_viewport_size({"width": width, "height": 800})
    open_form(scripted_page)
    check(scripted_page)
    for target in scripted_page.locator(".radio, .checkbox, textarea, form button").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44, target.inner_text()
    scripted_page.get_by_role("button", name="Send report").click()
    expect(scripted_page.get_by_role("alert")).to_be_visible()
    check(scripted_page)
    scripted_page.get_by_label("The doctor moved").check()
    scripted_page.get_by_role("button", name="Send report").click()
    expect(scripted_page.get_by_role("alert")).to_have_count(0)
    check(scripted_page)


def check(page: Page) -> None:
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), page.url
    result = Axe().run(page)
    assert not result.violations_count, result.generate_report()


def test_a_form_on_a_page_of_another_site_is_refused(scripted_page: Page, site: str) -> None:
    """The browser itself says where a form comes from."""
    open_form(scripted_page)
    action = scripted_page.locator("form[method=post]").get_attribute("action") or ""
    token = scripted_page.locator("input[name=csrf_token]").get_attribute("value") or ""
    other = site.replace("127.0.0.1", "localhost")
    page = (
        f"<form method=post action='{site}{action}'><input name=csrf_token value='{token}'>"
        "<input name=kind value=moved><button>Win</button></form>"
    )
    scripted_page.route(
        f"{other}/elsewhere", lambda route: route.fulfill(body=page, content_type="text/html")
    )
    scripted_page.goto(f"{other}/elsewhere")
    scripted_page.get_by_role("button", name="Win").click()
    expect(scripted_page.get_by_text("A page of another site sent this form")).to_be_visible()
