"""What a page costs beside an application that only says hello, in one process."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr
from io import StringIO

from flask import Flask
from sqlalchemy import Engine, event

from finder.services.resources import Resources
from finder.web.access import ACCESS, ANYONE
from finder.web.app import create_app
from finder.web.page_cache import PageCache
from tests.bench.figures import Figure, Timing, interleaved, ratio

ZIPS = ("10001", "90001", "60601", "77002", "85001", "19102", "78205", "92101", "75201", "59337")
_REPEATS = 15
_BROWSER = {"Accept-Encoding": "gzip"}
_FULL = f"/search?q=kyphoplasty+doctors+near+me&near={ZIPS[0]}"
_EMPTY = "/search?q=kyphoplasty&near=59337&radius=1"


def measure_pages(resources: Resources) -> list[Figure]:
    """The directory is the one that searches were measured in."""
    making, keeping = create_app(resources.settings), create_app(resources.settings)
    bare = Flask("bare")
    bare.add_url_rule("/hello", "hello", lambda: "hello")
    making.extensions["finder-pages"] = PageCache(most_pages=0)
    _add_hello(keeping)
    paths = [f"/search?q=kyphoplasty+doctors+near+me&near={zip_code}" for zip_code in ZIPS]
    made, kept, plain = making.test_client(), keeping.test_client(), bare.test_client()
    # A line of the log for each request would stand between the figures.
    with redirect_stderr(StringIO()):
        found = interleaved(
            {
                "bare": lambda: [plain.get("/hello") for _ in paths],
                "hello": lambda: [kept.get("/hello") for _ in paths],
                "made": lambda: [made.get(path) for path in paths],
                "packed": lambda: [made.get(path, headers=_BROWSER) for path in paths],
                "kept": lambda: [kept.get(path) for path in paths],
            },
            _REPEATS,
        )
        most = max(_statements(making, path) for path in (_FULL, _EMPTY))
    for app in (making, keeping):
        app.extensions["finder"].close()
    _print_beside(found)
    return [
        ratio("G9", "result page with map and counts / hello", 15.0, found["made"], found["hello"]),
        ratio("G10", "the same page, kept / hello", 1.5, found["kept"], found["hello"]),
        Figure("G11", "SQL statements of a result page, 0 to 20 results", 3.0, float(most)),
    ]


def _print_beside(found: Mapping[str, Timing]) -> None:
    """What has no goal: our hooks beside none, and the page as a browser asks for it."""
    hello = found["hello"].median
    print(f"hello through our hooks / hello of a bare Flask: {hello / found['bare'].median:.2f}")
    print(f"result page packed for a browser / hello: {found['packed'].median / hello:.1f}")


def _add_hello(app: Flask) -> None:
    """Through the same hooks as a page: headers, limits, access and the log."""
    app.add_url_rule("/hello", "hello", lambda: "hello")
    ACCESS["hello"] = (ANYONE,)


def _statements(app: Flask, path: str) -> int:
    with _counted() as seen:
        app.test_client().get(path)
    return len(seen)


@contextmanager
def _counted() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)
