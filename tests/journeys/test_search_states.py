"""Every state that a search can end in looks right: fits, is accessible, has one heading."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

STATES = {
    "first page": "/",
    "asks for a place": "/search?q=kyphoplasty+near+me",
    "ambiguous place": "/search?near=Springfield&q=kyphoplasty",
    "unknown place": "/search?near=00000",
    "approximate place": "/search?near=00604",
    "by NPI": "/search?q={npi}",
    "nobody by that name": "/search?q=Dr+Zzyzxwq",
    "refused": "/search?near=60601&radius=far&preset=best",
    "nobody near": "/search?near=99723&radius=1&member=1",
    "beyond the end": "/search?near=60601&page=99",
    "everything asked at once": "/search?q=kyfoplasty+takes+medicare+speaks+Spanish+within+300"
    "+miles+aetna&near=60601&new_patients=1&telehealth=1&npi={npi}",
    "one on a page": "/search?near=60601&per_page=1&page=2&npi={npi}",
    "fifty": "/search?near=60601&radius=500&specialty=any&per_page=50",
    "emergency": "/search?q=back+pain+and+new+leg+weakness+60601",
}


@pytest.fixture
def npi(scripted_page: Page) -> str:
    """The NPI of somebody in the demonstration."""
    scripted_page.goto("/search?near=60601")
    address = scripted_page.locator(".card h2 a").first.get_attribute("href") or ""
    return address.rpartition("/")[2]


@pytest.mark.parametrize("width", [320, 1280])
def test_every_state_fits_and_is_accessible(scripted_page: Page, npi: str, width: int) -> None:
    scripted_page.set_viewport_size({"width": width, "height": 800})
    wrong = {}
    for state, path in STATES.items():
        scripted_page.goto(path.format(npi=npi))
        scripted_page.evaluate(
            "document.querySelectorAll('.more-choices').forEach(e => e.open = true)"
        )
        if scripted_page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong[state] = "sticks out"
        expect(scripted_page.get_by_role("heading", level=1)).to_have_count(1)
        found = Axe().run(scripted_page)
        if found.violations_count:
            wrong[state] = found.generate_report()
    assert not wrong, wrong


def test_whatever_can_be_pressed_in_a_list_is_44_pixels_high(scripted_page: Page, npi: str) -> None:
    scripted_page.set_viewport_size({"width": 360, "height": 800})
    scripted_page.goto(f"/search?q=kyfoplasty&near=60601&npi={npi}")
    targets = ".parts a, .correction a, .choose a, .chosen-do a, .near-me button, [data-print]"
    found = scripted_page.locator(targets).all()
    assert len(found) > 10
    for target in found:
        box = target.bounding_box()
        assert box, target.inner_text()
        assert box["height"] >= 44, target.inner_text()


def test_an_emergency_comes_before_everything_else(scripted_page: Page) -> None:
    scripted_page.goto(STATES["emergency"])
    warning = scripted_page.locator(".notice-urgent")
    expect(warning).to_contain_text("911")
    heading = scripted_page.get_by_role("heading", level=1).bounding_box()
    above = warning.bounding_box()
    assert heading
    assert above
    assert above["y"] < heading["y"]


def test_results_with_all_they_load_stay_under_100_kilobytes(scripted_page: Page) -> None:
    sizes: list[int] = []
    scripted_page.on("response", lambda answer: sizes.append(len(answer.body())))
    scripted_page.goto("/search?near=10001&radius=500&per_page=20", wait_until="load")
    expect(scripted_page.get_by_role("article")).to_have_count(20)
    assert len(sizes) >= 4, "page, style and both scripts"
    assert sum(sizes) < 100_000


def test_a_state_line_ends_no_list(scripted_page: Page) -> None:
    scripted_page.goto("/search?near=Kansas+City,+MO&radius=100")
    lines = scripted_page.locator(".card address").all_inner_texts()
    states = {found[1] for line in lines if (found := re.search(r", ([A-Z]{2}) [0-9]{5}", line))}
    assert {"KS", "MO"} <= states
