"""The demonstration directory behind a real server, and a real browser in front of it."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from finder.services.demonstrate import load_demonstration
from finder.services.resources import Resources
from finder.settings import Settings
from finder.store.schema import migrate
from finder.web.app import create_app
from tests.factories import sharing_tables

# Real processes on a busy machine may trip over each other once; what fails three times is broken.
_ATTEMPTS_MORE = 2
CHROMIUM = "/usr/bin/chromium"
_QUIET = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.flaky(reruns=_ATTEMPTS_MORE))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's browser."""
    path = shutil.which("chromium") or CHROMIUM
    if not Path(path).exists():
        sentence = "Chromium is not installed: apt-get install chromium"
        if os.environ.get("REQUIRE_ALL_TESTS") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return path


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of a real server of an application, in a thread of its own."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def site(
    chromium: str, tmp_path_factory: pytest.TempPathFactory, tables: Resources
) -> Iterator[str]:
    """The address of a server of the demonstration."""
    app = create_app(Settings(home=tmp_path_factory.mktemp("site"), rate_limits="off"))
    with sharing_tables(app.extensions["finder"], tables) as resources:
        migrate(resources.database)
        with resources.database.writing() as session:
            load_demonstration(session, resources)
        with serving(app) as address:
            yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=_QUIET)
        yield running
        running.close()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A new window on the site, 1280 pixels wide."""
    context = browser.new_context(
        base_url=site,
        java_script_enabled=request.param,
        viewport={"width": 1280, "height": 900},
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def scripted_page(browser: Browser, site: str) -> Iterator[Page]:
    """A window in which the tests themselves may run scripts."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
