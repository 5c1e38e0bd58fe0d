"""Static files come packed from memory, under addresses that change with their contents."""

import gzip
from pathlib import Path

import pytest
from flask import Flask

from tests.web.strict_client import StrictClient

PACKED = {"Accept-Encoding": "br, gzip"}
NAMES = ["finder.css", "icon.svg", "near-me.js"]


@pytest.fixture
def folder(app: Flask) -> Path:
    return Path(app.static_folder or "")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_what_lies_in_the_folder(client: StrictClient, folder: Path, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.data == (folder / name).read_bytes()
    assert "Content-Encoding" not in answer.headers
    again = client.get(f"/static/{name}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_browser_that_can_unpack_gets_the_small_one(app: Flask, folder: Path) -> None:
    client = app.test_client()
    plain, small = (
        client.get("/static/finder.css"),
        client.get("/static/finder.css", headers=PACKED),
    )
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) * 2 < len(plain.data)
    assert gzip.decompress(small.data) == plain.data
    assert small.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in small.vary
    assert "Accept-Encoding" in plain.vary


@pytest.mark.parametrize(
    "path", ["none.css", "../app.py", "%2e%2e/app.py", "..%2fapp.py", "/etc/passwd", "finder.css/"]
)
def test_nothing_else_can_be_asked_for(client: StrictClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code in (308, 404)


def test_small_answers_and_those_of_one_person_are_not_packed(app: Flask) -> None:
    client = app.test_client()
    for path in ("/healthz", "/account/sign-in", "/search?radius=x"):
        assert "Content-Encoding" not in client.get(path, headers=PACKED).headers
    assert client.get("/api/v1/questions", headers=PACKED).headers["Content-Encoding"] == "gzip"


def test_only_the_address_of_these_very_bytes_may_be_kept(app: Flask) -> None:
    client = app.test_client()
    with app.test_request_context():
        address = app.jinja_env.globals["asset"]("finder.css")
    kept = "public, max-age=31536000, immutable"
    assert client.get(address).headers["Cache-Control"] == kept
    for other in (
        "/static/finder.css?v=123456789abc",
        "/static/finder.css?v=",
        "/static/finder.css",
    ):
        assert client.get(other).headers["Cache-Control"] == "no-cache"
