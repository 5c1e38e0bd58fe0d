"""From a worry to a sheet of paper, in one walk: in English and in Spanish, on phone and desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.pdf_text import letters_of, squeezed

pytestmark = pytest.mark.browser


def sheet_of(page: Page, link: str) -> str:
    """The letters of the sheet behind a link of this page."""
    href = page.get_by_role("link", name=link).first.get_attribute("href")
    sheet = page.request.get(href or "")
    assert sheet.status == 200
    assert sheet.headers["content-type"] == "application/pdf"
    return letters_of(sheet.body())


@pytest.mark.parametrize("width", [360, 1280])
def test_symptom_words_lead_to_a_sheet_about_two_doctors(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    page.get_by_label("What do you need?").fill("cement for a broken back bone near Chicago")
    page.get_by_role("button", name="Find doctors").click()
    names = [text.partition(",")[0] for text in page.locator(".card h2 a").all_inner_texts()[:2]]
    for _ in names:
        page.get_by_role("link", name=re.compile("^Add to compare")).first.click()
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare doctors")
    read = sheet_of(page, "Take-away sheet (PDF)")
    for name in names:
        assert squeezed(name) in read


@pytest.mark.parametrize("width", [360, 1280])
def test_spanish_stays_spanish_from_the_first_page_to_the_sheet(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    page.get_by_role("link", name="Español").click()
    page.get_by_label("¿Qué necesita?").fill("cemento en la columna cerca de Chicago")
    page.get_by_role("button", name="Buscar médicos").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chicago, IL")
    page.locator(".card a[href*='npi=']").first.click()
    page.locator("#chosen a[href*='/compare']").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    href = page.locator("a[href*='take-away.pdf']").first.get_attribute("href") or ""
    sheet = page.request.get(href)
    assert sheet.headers["content-language"] == "es"
    assert squeezed("Preguntas") in letters_of(sheet.body())
