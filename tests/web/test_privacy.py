"""What the privacy page promises, held against the program itself."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from finder.web.access import ACCESS, ANYONE
from tests.factories import npi_of
from tests.web.conftest import CHECKED, MakeApp
from tests.web.strict_client import StrictClient

CANARY = "canaryword"
POSITION = "41.8817,-87.6231"
ZIP = "60601"
ADDRESS = "192.0.2.77"
NPI = npi_of(CHECKED)
# Pages with a form that is posted set the one cookie, and say so.
WITH_FORM = {"reports.report", "account.sign_in"}
VALUES = {
    "npi": NPI,
    "topic_id": "faq",
    "number": "K7QM-4XP-29T",
    "filename": "finder.css",
    "token": "none",
    "code": "none",
}
SEARCHES = [
    f"/?near={ZIP}",
    f"/search?q={CANARY}+kyphoplasty&near={ZIP}",
    f"/search?q={CANARY}&near={POSITION}",
    f"/search?near={CANARY}ville",
    f"/search?q={CANARY}&near={ZIP}&radius={CANARY}",
    f"/compare?npi={NPI}&near={ZIP}",
    f"/providers/{NPI}?near={POSITION}",
    f"/api/v1/search?q={CANARY}&near={POSITION}",
    f"/api/v1/place?text={CANARY}",
    f"/guide/{CANARY}?near={ZIP}",
    f"/{CANARY}",
]
LOGGED = {
    "event": "request",
    "level": "info",
    "timestamp": "the time",
    "endpoint": "the kind of page",
    "status": "the answer code",
    "milliseconds": "how long it took",
    "request_id": "a random number for the request",
    "method": "how the page was asked for",
}


def addresses_of(app: Flask) -> Iterator[tuple[str, str]]:
    """Endpoint and path of everything that anybody may ask for."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if ANYONE in ACCESS[rule.endpoint] and "GET" in (rule.methods or ()):
            values = {name: VALUES[name] for name in rule.arguments}
            yield rule.endpoint, adapter.build(rule.endpoint, values)


def test_no_page_for_everybody_sets_a_cookie_but_those_with_a_form(app: Flask) -> None:
    setting = set()
    for endpoint, path in addresses_of(app):
        if "Set-Cookie" in StrictClient(app).get(path).headers:
            setting.add(endpoint)
    assert setting == WITH_FORM


@pytest.mark.parametrize("path", SEARCHES)
def test_no_search_sets_a_cookie(client: StrictClient, path: str) -> None:
    assert "Set-Cookie" not in client.get(path).headers


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_a_search_leaves_no_trace_in_logs_database_or_files(
    make_app: MakeApp, tmp_path: Path, capsys: pytest.CaptureFixture[str], log_format: str
) -> None:
    app = make_app(log_format=log_format)
    client = StrictClient(app)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for path in SEARCHES:
        client.get(path, environ_base={"REMOTE_ADDR": ADDRESS})
    app.extensions["finder"].database.close()
    said = "".join(capsys.readouterr())
    assert said.count("request_id") == len(SEARCHES)
    # Numbers of requests and moments are long enough to hold a ZIP by chance.
    told = re.sub(r"[0-9a-f]{16}|[0-9-]{10}T[0-9:.]+Z", "", said)
    for secret in (CANARY, ZIP, POSITION, *POSITION.split(","), ADDRESS, NPI):
        assert secret not in told
    for path in tmp_path.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert CANARY.encode() not in content
        assert POSITION.encode() not in content
        assert ADDRESS.encode() not in content
        assert content in (before.get(path), b""), f"{path.name} was written"


def test_the_page_names_everything_that_a_line_of_the_log_holds(
    make_app: MakeApp, capsys: pytest.CaptureFixture[str]
) -> None:
    page = StrictClient(make_app(log_format="json")).get("/privacy").text
    (line,) = capsys.readouterr().err.splitlines()
    entry = json.loads(line)
    assert set(entry) == set(LOGGED)
    for field in set(LOGGED) - {"event", "level"}:
        assert LOGGED[field] in page


def test_the_page_says_what_is_collected_why_and_for_how_long(client: StrictClient) -> None:
    page = re.sub(r"\s+", " ", html.unescape(client.get("/privacy").text))
    part = page.partition('id="health-data"')[2]
    assert "Washington" in part
    for what in ("Your network address", "The place you search from", "A report of a problem"):
        assert f'<th scope="row">{what}</th>' in part
    assert "We sell none of this." in part
    assert "at most the first three digits of a ZIP code" in page
    assert "rounds your position to about a kilometer" in page


@pytest.mark.parametrize("path", ["/", "/search?near=60601", "/guide/faq"])
def test_the_part_on_health_data_is_linked_from_every_page(client: StrictClient, path: str) -> None:
    assert '<a href="/privacy#health-data">' in client.get(path).text


def test_a_page_loads_nothing_from_elsewhere(client: StrictClient) -> None:
    policy = client.get("/privacy").headers["Content-Security-Policy"]
    assert "http" not in policy
    assert "*" not in policy
