"""What only a browser can tell: widths, sizes, focus, accessibility, print, foreign requests."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

RESULTS = "/search?q=kyphoplasty+doctors+near+me&near=60601"
PATHS = [
    "/",
    RESULTS,
    "/search?near=99723&radius=1&member=1",
    "/search?q=kyphoplasty",
    "/search?near=Springfield",
    "/search?near=60601&radius=far",
    "/questions",
    "/methodology",
    "/about",
    "/privacy",
    "/nowhere",
]


@pytest.fixture
def profile_path(scripted_page: Page) -> str:
    scripted_page.goto(RESULTS)
    return scripted_page.locator(".card h2 a").first.get_attribute("href") or ""


def styles(page: Page, selector: str, name: str) -> str:
    script = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
    return str(page.evaluate(script, [selector, name]))


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_sticks_out_at_any_width(
    scripted_page: Page, profile_path: str, width: int
) -> None:
    scripted_page.set_viewport_size({"width": width, "height": 800})
    for path in [*PATHS, profile_path]:
        scripted_page.goto(path)
        scripted_page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        sticks_out = scripted_page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not sticks_out, f"{path} at {width}"


def test_text_at_twice_its_size_fits_a_telephone(scripted_page: Page, profile_path: str) -> None:
    scripted_page.set_viewport_size({"width": 360, "height": 800})
    for path in [*PATHS, profile_path]:
        scripted_page.goto(path)
        scripted_page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not scripted_page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
        skip = scripted_page.get_by_role("link", name="Skip to the content").bounding_box()
        assert skip is not None, path
        assert skip["x"] + skip["width"] <= 0, path


def test_axe_finds_nothing(scripted_page: Page, profile_path: str) -> None:
    found = {}
    for path in [*PATHS, profile_path]:
        scripted_page.goto(path)
        result = Axe().run(scripted_page)
        if result.violations_count:
            found[path] = result.generate_report()
    assert not found, "\n".join(found.values())


@pytest.mark.parametrize(("width", "pixels"), [(360, 19), (1280, 20)])
def test_the_text_is_large_and_the_stylesheet_is_there(
    scripted_page: Page, width: int, pixels: int
) -> None:
    scripted_page.set_viewport_size({"width": width, "height": 800})
    scripted_page.goto("/")
    assert styles(scripted_page, "body", "fontSize") == f"{pixels}px"
    ratio = float(styles(scripted_page, "body", "lineHeight").removesuffix("px")) / pixels
    assert ratio == pytest.approx(1.5, abs=0.05)
    assert styles(scripted_page, ".site-header", "backgroundColor") == "rgb(13, 79, 85)"


def test_what_is_pressed_is_at_least_44_pixels_high(scripted_page: Page) -> None:
    scripted_page.set_viewport_size({"width": 360, "height": 800})
    scripted_page.goto(RESULTS)
    targets = "button, input[type=text], summary, .phone a, .map-link a, nav a, .wordmark"
    for target in scripted_page.locator(targets).all():
        box = target.bounding_box()
        assert box is None or box["height"] >= 44, target.inner_text()


def test_focus_is_visible_and_the_skip_link_comes_first(scripted_page: Page) -> None:
    scripted_page.goto("/")
    scripted_page.keyboard.press("Tab")
    skip = scripted_page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    scripted_page.keyboard.press("Tab")
    assert styles(scripted_page, ":focus", "outlineWidth") == "3px"


def test_the_banner_and_header_show_at_the_smallest_width(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto("/")
    expect(page.get_by_text("This is a demonstration.")).to_be_in_viewport()
    expect(page.get_by_role("link", name="How we rank").first).to_be_in_viewport()


def test_print_leaves_out_what_paper_cannot_do(scripted_page: Page) -> None:
    scripted_page.goto("/questions")
    scripted_page.emulate_media(media="print")
    expect(scripted_page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(scripted_page.get_by_text("How many in the last year?").first).to_be_visible()


@pytest.fixture
def asked(scripted_page: Page) -> list[str]:
    """The addresses of everything that the window requests."""
    addresses: list[str] = []
    scripted_page.on("request", lambda request: addresses.append(request.url))
    return addresses


def test_nothing_is_requested_from_another_host(
    scripted_page: Page, site: str, asked: list[str], profile_path: str
) -> None:
    for path in [*PATHS, profile_path]:
        scripted_page.goto(path)
    assert all(address.startswith(f"{site}/") for address in asked)
    assert any(re.search(r"finder\.css\?v=", address) for address in asked)


def test_no_page_breaks_its_own_content_policy(scripted_page: Page) -> None:
    complaints: list[str] = []
    scripted_page.on("console", lambda message: complaints.append(message.text))
    for path in PATHS[:8]:
        scripted_page.goto(path)
    assert [text for text in complaints if "Content Security Policy" in text] == []
