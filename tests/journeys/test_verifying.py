"""From the one-time link to a badge that patients see, and to its end by the clock."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from finder.domain.accounts import Role
from finder.domain.ledger import Actor
from finder.services import accounts
from finder.services.resources import Resources
from finder.settings import Settings
from finder.web.app import create_app
from tests.factories import certification, load_directory, npi_of, person, sharing_tables
from tests.journeys.conftest import serving

pytestmark = pytest.mark.browser

PASSWORD = "four words make one"
DOCTOR, OTHER = 1, 2
BEGINNING = datetime(2026, 11, 23, 15, tzinfo=UTC)
BADGE = re.compile(r"Checked with ABR on 23 Nov 2026")


@dataclass
class Office:
    """A running directory with two doctors near Chicago, and the browser of the test."""

    address: str
    resources: Resources
    browser: Browser
    scripts: bool
    clock: time_machine.Traveller
    opened: ExitStack = field(default_factory=ExitStack)

    def window(self) -> Page:
        """Somebody's own browser window."""
        context = self.browser.new_context(
            base_url=self.address,
            java_script_enabled=self.scripts,
            viewport={"width": 1280, "height": 900},
        )
        self.opened.enter_context(closing(context))
        return context.new_page()

    def travel(self, moment: datetime) -> None:
        self.clock.move_to(moment)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def office(
    request: pytest.FixtureRequest,
    browser: Browser,
    tmp_path: Path,
    empty_file: Path,
    tables: Resources,
) -> Iterator[Office]:
    shutil.copy(empty_file, tmp_path / "finder.db")
    app = create_app(Settings(home=tmp_path, rate_limits="off"))
    with (
        time_machine.travel(BEGINNING, tick=True) as clock,
        sharing_tables(app.extensions["finder"], tables) as resources,
    ):
        load_directory(
            resources,
            tmp_path,
            [person(DOCTOR, last="Oakley", first="Ada"), person(OTHER, last="Birchfield")],
            certifications=[
                certification(DOCTOR, source_url="", checked_on="", checked_by=""),
            ],
        )
        with serving(app) as address:
            office = Office(address, resources, browser, request.param, clock)
            with office.opened:
                yield office


@dataclass
class Colleague:
    """Somebody with an account, at a browser, with an authenticator app."""

    office: Office
    page: Page
    email: str
    secret: str = ""
    clicks: list[str] = field(default_factory=list)

    def click(self, target: Locator, what: str) -> None:
        self.clicks.append(what)
        target.click()

    def sign_in(self) -> None:
        page = self.page
        page.goto("/account/sign-in")
        page.get_by_label("E-mail address").fill(self.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        page.get_by_label("Code").first.fill(self.code())
        page.get_by_role("button", name="Sign in").click()

    def code(self) -> str:
        return pyotp.TOTP(self.secret).at(self.office.resources.now())


def join(office: Office, role: Role, email: str) -> Colleague:
    """Opens the one-time link, chooses a password, and takes the second factor."""
    with office.resources.database.writing() as session:
        made = accounts.invite(
            session, office.resources, Actor("terminal", "operator"), email, role
        )
    colleague = Colleague(office, office.window(), email)
    page = colleague.page
    page.goto(f"/account/set-up/{made.token}")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button").last.click()
    colleague.secret = page.locator(".secret").first.inner_text()
    page.get_by_label("Code").first.fill(colleague.code())
    page.get_by_role("button").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("recovery codes", re.I))
    return colleague


def card_of(patient: Page, name: str) -> Locator:
    patient.goto("/search?q=kyphoplasty&near=60601")
    return patient.locator(".card", has_text=name)


def send(page: Page, form_id: str) -> None:
    page.locator(f"#{form_id} button[type=submit]").first.click()


def test_a_check_becomes_a_badge_and_the_clock_takes_it_away(office: Office) -> None:
    patient = office.window()
    expect(card_of(patient, "Oakley")).not_to_contain_text("Checked with ABR")
    vera = join(office, Role.VERIFIER, "vera@example.org")
    ruth = join(office, Role.ADMIN, "ruth@example.org")

    vera.page.goto(f"/admin/providers/{npi_of(DOCTOR)}")
    form = vera.page.locator("#record-check")
    form.locator("[name=duration_type]").select_option("time_limited")
    form.locator("[name=expires_on]").fill("2026-12-31")
    form.locator("[name=source_url]").fill("https://www.theabr.org/")
    form.locator("[name=looked]").check()
    send(vera.page, "record-check")
    expect(card_of(patient, "Oakley")).to_contain_text(BADGE)

    vera.page.locator("#hide [name=reason]").fill("The practice says that she retired.")
    send(vera.page, "hide")
    expect(card_of(patient, "Oakley")).to_have_count(1)
    ruth.page.goto(f"/admin/providers/{npi_of(DOCTOR)}")
    send(ruth.page, "approve")
    expect(card_of(patient, "Oakley")).to_have_count(0)
    ruth.page.locator("#unhide [name=reason]").fill("She came back to work today.")
    send(ruth.page, "unhide")
    vera.page.reload()
    send(vera.page, "approve")
    expect(card_of(patient, "Oakley")).to_contain_text(BADGE)

    office.travel(datetime(2026, 12, 31, 23, 59, 0, tzinfo=UTC))
    expect(card_of(patient, "Oakley")).to_contain_text(BADGE)
    office.travel(datetime(2027, 1, 1, 0, 0, 1, tzinfo=UTC))
    expect(card_of(patient, "Oakley")).not_to_contain_text(BADGE)

    vera.sign_in()
    vera.page.goto(f"/admin/providers/{npi_of(DOCTOR)}")
    timeline = vera.page.locator("section", has=vera.page.locator("#timeline"))
    for action in ("check.record", "listing.propose-hide", "listing.propose-unhide"):
        expect(timeline.get_by_text(action).first).to_be_visible()
    expect(timeline.get_by_text("claim.approve")).to_have_count(2)
    expect(timeline.get_by_text("vera@example.org").first).to_be_visible()
    expect(timeline.get_by_text("ruth@example.org").first).to_be_visible()


def test_a_routine_check_takes_at_most_three_clicks_beside_the_look_up(office: Office) -> None:
    """Recorded: open from the work list, look it up, record it."""
    vera = join(office, Role.VERIFIER, "vera@example.org")
    vera.page.goto("/admin")
    vera.click(vera.page.get_by_role("link", name=re.compile("Oakley")).first, "the work list")
    look_up = vera.page.get_by_role("link", name=re.compile("American Board of Radiology")).first
    assert (look_up.get_attribute("href") or "").startswith("https://")
    vera.click(vera.page.locator("#record-check [name=looked]"), "I have looked")
    vera.click(vera.page.locator("#record-check button[type=submit]").first, "record the check")
    expect(card_of(office.window(), "Oakley")).to_contain_text(BADGE)
    assert vera.clicks == ["the work list", "I have looked", "record the check"]


@pytest.mark.parametrize("office", [True], indirect=True, ids=["with scripts"])
@pytest.mark.parametrize("width", [320, 1280])
def test_staff_pages_pass_axe_and_fit_the_screen(office: Office, width: int) -> None:
    ruth = join(office, Role.ADMIN, "ruth@example.org")
    ruth.page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for path in (*STAFF_PAGES, f"/admin/providers/{npi_of(DOCTOR)}"):
        answer = ruth.page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        results = Axe().run(ruth.page)
        found[path] = [item["id"] for item in results.response["violations"]]
        wider = ruth.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found[path] += [f"{wider} pixels too wide"] if wider > 0 else []
    assert not {path: problems for path, problems in found.items() if problems}


STAFF_PAGES = (
    *("/admin", "/admin/dashboard", "/admin/clinicians", "/admin/accounts", "/account"),
    *("/admin/reviews", "/admin/conflicts", "/admin/reports", "/admin/rosters", "/admin/releases"),
)
