"""From a search to a letter, to the answer of the office, to the clinician's list."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from finder.domain.accounts import Role
from finder.domain.ledger import Actor
from finder.services import accounts
from finder.services.resources import Resources
from finder.settings import Settings
from finder.web.app import create_app
from tests.factories import load_directory, npi_of, person, sharing_tables
from tests.journeys.conftest import serving
from tests.pdf_text import letters_of

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "gp@example.org", "four words make one"
CODE = re.compile(r"/r/([0-9A-Z]{26})")


class Town:
    """A running directory, a clinician's one-time link, and windows for whoever needs one."""

    def __init__(self, address: str, resources: Resources, browser: Browser, scripts: bool) -> None:
        self.resources = resources
        self.opened = ExitStack()
        self.runs_scripts = scripts
        self._browser, self._address = browser, address
        with resources.database.writing() as session:
            terminal = Actor("finder user create", "operator")
            made = accounts.invite(session, resources, terminal, EMAIL, Role.CLINICIAN, npi_of(70))
        self.link = f"/account/set-up/{made.token}"

    def window(self) -> Page:
        context = self._browser.new_context(
            base_url=self._address,
            java_script_enabled=self.runs_scripts,
            viewport={"width": 1280, "height": 900},
        )
        self.opened.enter_context(closing(context))
        return context.new_page()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def town(
    request: pytest.FixtureRequest,
    browser: Browser,
    tmp_path: Path,
    empty_file: Path,
    tables: Resources,
    today: None,
) -> Iterator[Town]:
    shutil.copy(empty_file, tmp_path / "finder.db")
    app = create_app(Settings(home=tmp_path, rate_limits="off"))
    with sharing_tables(app.extensions["finder"], tables) as resources:
        load_directory(resources, tmp_path, [person(1, last="Oakley", first="Ada")])
        with serving(app) as address:
            town = Town(address, resources, browser, request.param)
            with town.opened:
                yield town


def set_up(town: Town, page: Page) -> str:
    """Opens the account, signs out again, and answers a recovery code."""
    page.goto(town.link)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Code").fill(pyotp.TOTP(secret).at(town.resources.now()))
    page.get_by_role("button", name="Go on").click()
    recovery_code = page.locator(".recovery-codes code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("button", name="Sign out").first.click()
    return recovery_code


def test_a_letter_is_written_answered_and_followed(town: Town) -> None:
    clinician = town.window()
    recovery_code = set_up(town, clinician)
    open_the_form(clinician, recovery_code)
    pdf = write(clinician)
    found = CODE.search(letters_of(pdf))
    assert found, "the letter names no address to answer at"

    office = town.window()
    office.goto(found[0])
    expect(office.get_by_role("heading", level=1)).to_have_text("Answer a referral letter")
    if town.runs_scripts:
        assert not Axe().run(office).response["violations"]
    office.get_by_label("The patient has an appointment").check()
    day = town.resources.today() + timedelta(days=9)
    office.get_by_label("Day of the appointment").fill(day.isoformat())
    office.get_by_role("button", name="Send the answer").click()
    expect(office.get_by_text("Scheduled")).to_be_visible()
    office.get_by_label("What do you need?").select_option(label="Please send the images")
    office.get_by_role("button", name="Ask for it").click()

    clinician.goto("/referrals")
    row = clinician.get_by_role("row").filter(has_text="Ada Oakley")
    expect(row).to_contain_text("Scheduled, 1 Dec 2026")
    expect(row).to_contain_text("Please send the images")
    row.get_by_role("button", name="Answered").click()
    expect(clinician.get_by_text("Please send the images")).to_have_count(1)
    clinician.get_by_role("button", name="Withdraw").click()
    office.reload()
    expect(office.get_by_text("Call the office that sent the letter")).to_be_visible()


def open_the_form(page: Page, recovery_code: str) -> None:
    """From the results to the profile, through the sign-in, and on to the form."""
    page.goto("/search?near=60601")
    page.get_by_role("link", name="Ada Oakley").first.click()
    page.get_by_role("link", name="For clinicians: write a referral letter").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Code").first.fill(recovery_code)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/referrals/new\?npi=" + npi_of(1)))
    expect(page.get_by_text("Ada Oakley")).to_be_visible()


def write(page: Page) -> bytes:
    """The least that a letter needs, on one page; answers the PDF."""
    page.get_by_role("button", name="Everything on one page").click()
    page.get_by_label("Urgency").select_option("soon")
    patient = page.get_by_role("group", name="Patient", exact=True)
    patient.get_by_label("Name", exact=True).fill("Petra Invented")
    patient.get_by_label("Date of birth").fill("1948-03-09")
    page.get_by_label("T12", exact=True).check()
    page.get_by_role("button", name="Preview the letter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Preview of your letter")
    expect(page.get_by_text("Petra Invented")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("button", name=re.compile("PDF")).first.click()
    assert "Petra" not in downloading.value.suggested_filename
    return Path(downloading.value.path()).read_bytes()
