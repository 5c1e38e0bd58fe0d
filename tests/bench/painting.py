"""When the largest thing of a page is painted, in a headless browser on this very machine."""

import shutil
import statistics
import tempfile
import threading
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from finder.services.demonstrate import load_demonstration
from finder.settings import Settings
from finder.store.schema import migrate
from finder.web.app import create_app

_PAGES = {
    "empty page": "/healthz",
    "home": "/",
    "results": "/search?q=kyphoplasty&near=60601",
    "guide": "/guide/risks",
}
_REPEATS = 7
# The browser tells of the paintings so far, and the last is the largest.
_LARGEST = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
    .observe({type: "largest-contentful-paint", buffered: true});
})"""


def measure_painting() -> None:
    """Prints the median of several first visits to each page; nothing where no browser is."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Largest Contentful Paint: not measured, chromium is missing.")
        return
    # The server's own lines would stand between the figures.
    with tempfile.TemporaryDirectory() as folder, redirect_stderr(StringIO()):
        app = create_app(Settings(home=Path(folder), rate_limits="off"))
        resources = app.extensions["finder"]
        migrate(resources.database)
        with resources.database.writing() as session:
            load_demonstration(session, resources)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            _print_each(browser, f"http://127.0.0.1:{server.server_port}")
            browser.close()
        server.shutdown()
        thread.join()
        resources.close()


def _print_each(browser: Browser, site: str) -> None:
    print(f"\n{'page':<12} {'largest paint ms':>17} {'to empty page':>14}")
    empty = 0.0
    for name, path in _PAGES.items():
        times = [_largest_paint(browser, site + path) for _ in range(_REPEATS)]
        middle = statistics.median(times)
        empty = empty or middle
        print(f"{name:<12} {middle:>17.0f} {middle / empty:>14.2f}")


def _largest_paint(browser: Browser, address: str) -> float:
    """Milliseconds from the visit on, in a window that has cached nothing."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address)
    painted: float = page.evaluate(_LARGEST)
    context.close()
    return painted
