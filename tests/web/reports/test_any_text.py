"""Whatever is sent as a report is kept, or refused with a sentence; it is never a fault."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from finder.domain.reports import Report
from finder.services.report_problem import open_reports
from finder.settings import Settings
from finder.store.schema import migrate
from finder.web.app import create_app
from finder.web.transaction import reading, resources
from tests.factories import load_directory, npi_of, person
from tests.web.form_filling import carried_by
from tests.web.strict_client import StrictClient

PATH = f"/providers/{npi_of(1)}/report"
HOSTILE = [
    "<script>alert(1)</script>",
    "{{ config }}",
    "'; DROP TABLE report; --",
    "\x00",
    "\ud800",
    "\u202e\u2066 turned",
    "=HYPERLINK(1)",
    "\r\n\r\n",
    "e\u0301" * 1000,
    "🩻" * 1000,
    "x" * 1001,
]
ANY_TEXT = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=()), max_size=1200)
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def app(request: pytest.FixtureRequest, tmp_path: Path, today: None) -> Iterator[Flask]:
    """An application that knows one practitioner, once on each kind of database."""
    is_file = request.param == "sqlite"
    url = "" if is_file else request.getfixturevalue("postgresql_url")
    app = create_app(Settings(home=tmp_path, database_url=url, rate_limits="off"))
    app.testing = True
    with app.app_context():
        migrate(resources().database)
        load_directory(resources(), tmp_path, [person(1)])
    yield app
    app.extensions["finder"].close()


def send(client: StrictClient, form: dict[str, str]) -> TestResponse:
    carried = carried_by(client.get(PATH).text)
    # As a program may send it, half a pair of surrogates and all.
    body = urlencode({**carried, **form}, errors="surrogatepass").encode("ascii")
    return client.post(PATH, data=body, content_type=FORM)


def stored(app: Flask) -> list[Report]:
    with app.app_context(), reading() as session:
        return open_reports(session)


def as_kept(typed: str) -> str:
    """What a form makes of it: bytes that are no text stay quoted, and line ends are one sign."""
    sent = "".join(
        quote(letter, errors="surrogatepass") if unicodedata.category(letter) == "Cs" else letter
        for letter in typed
    )
    lines = unicodedata.normalize("NFC", sent).replace("\r\n", "\n").replace("\r", "\n")
    return lines.strip()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=ANY_TEXT, contact=st.just("") | ANY_TEXT, kind=st.sampled_from(["moved", "other", "x"]))
def test_any_text_is_kept_as_it_was_meant_or_refused(
    app: Flask, text: str, contact: str, kind: str
) -> None:
    before = {report.reference for report in stored(app)}
    client = StrictClient(app)
    answer = send(client, {"kind": kind, "text": text, "contact": contact})
    fresh = [report for report in stored(app) if report.reference not in before]
    assert answer.status_code in (303, 400)
    assert len(fresh) == (answer.status_code == 303)
    for report in fresh:
        assert report.text == as_kept(text)
        assert client.get(answer.headers["Location"]).status_code == 200
    assert "<script>" not in answer.text


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.binary(max_size=400),
    kind=st.sampled_from([FORM, "multipart/form-data", "", "text/plain"]),
)
def test_any_bytes_are_refused(app: Flask, body: bytes, kind: str) -> None:
    answer = StrictClient(app).post(PATH, data=body, content_type=kind)
    assert answer.status_code in (400, 415)
    assert not stored(app)


def test_a_flood_is_refused_before_it_is_read(app: Flask) -> None:
    answer = send(StrictClient(app), {"kind": "other", "text": "x" * 10_000_000})
    assert answer.status_code == 413
    assert "Go back and make it shorter" in answer.text
    assert not stored(app)


def test_more_fields_than_any_form_has_are_refused(app: Flask) -> None:
    client = StrictClient(app)
    many = {f"field{number}": "" for number in range(1500)}
    assert client.post(PATH, data=many).status_code in (400, 413)
    assert client.post(PATH, data=many, content_type="multipart/form-data").status_code == 413
