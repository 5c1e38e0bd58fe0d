"""No word about a patient stays anywhere: not after a letter, a mistake, a timeout or a fault."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from finder.domain.accounts import Role
from finder.domain.referral import ELEMENTS, Kind
from finder.web.referrals import outputs
from tests.web.conftest import MakeApp
from tests.web.referrals.conftest import FILES, FORM, LETTER, PREVIEW, Writer, carried

# A word in every field that takes words, and days and numbers that are in nothing else.
CANARIES = {
    element.name: f"zebrafinch{number}x"
    for number, element in enumerate(ELEMENTS.values())
    if element.kind in (Kind.LINE, Kind.TEXT, Kind.OPEN) and element.name != "npi"
}
CANARIES["patient_dob"] = "1931-07-19"
TYPED = {**LETTER, **CANARIES}
MORE = ["/referrals/bundle.json", "/referrals/patient-copy.pdf"]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder for temporary files while the test runs."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def counting(make_app: MakeApp, scratch: Path) -> Writer:
    """Somebody who writes where requests are counted, as on a site that is open."""
    made = Writer(make_app(rate_limits="on", log_format="json"), Role.CLINICIAN)
    made.set_up()
    return made


def everything(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestResponse]:
    """All that can happen to a letter."""
    routes = {rule.rule for rule in writer.client.application.url_map.iter_rules()}
    paths = [PREVIEW, *FILES, *(path for path in MORE if path in routes)]
    yield writer.send(FORM, TYPED, step="patient", go="next")
    for path in paths:
        made = writer.send(path, TYPED)
        assert made.status_code == 200, path
        yield made
        yield writer.send(path, TYPED, rdq="99")
        yield writer.client.post(path, data={**TYPED, "csrf_token": "zebrafinch"})
        yield writer.send(path, TYPED, letter_id="zebrafinch")
        yield writer.client.get(path)
    with monkeypatch.context() as broken:
        broken.setattr(outputs, "letter_as_pdf", lambda *_: {}["zebrafinch"])
        yield writer.send(FILES[0], TYPED)
    with time_machine.travel(writer.resources.now() + timedelta(minutes=31)):
        for path in paths:
            yield writer.client.post(path, data=TYPED)


def test_no_word_about_a_patient_is_found_afterwards(
    counting: Writer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    app = counting.client.application
    held: list[str] = []
    statuses = set()
    for answer in everything(counting, monkeypatch):
        assert answer.headers["Cache-Control"] == "no-store", answer.request.path
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert not answer.request.query_string
        statuses.add(answer.status_code)
        held += [f"{name}: {value}" for name, value in answer.headers.items()]
        held += [str(cookie.value) for cookie in counting.client._cookies.values()]
    assert statuses >= {200, 400, 401, 500}
    held += [text for stream in capfd.readouterr() for text in stream.splitlines()]
    assert any('"endpoint": "referrals.pdf"' in line for line in held)
    held += [repr(vars(storage)) for storage in storages(app)]
    held += sessions(app, counting)
    assert_clean(held)
    assert_clean_folder(tmp_path)


def storages(app: Flask) -> list[object]:
    """Where requests are counted."""
    return [app.extensions["finder-limits"]._storage]


def sessions(app: Flask, writer: Writer) -> list[str]:
    """What the signed cookie says to whoever can read it."""
    with writer.client.session_transaction() as held:
        return [repr(dict(held))]


def assert_clean(texts: list[str]) -> None:
    for text in texts:
        for word in ("zebrafinch", CANARIES["patient_dob"]):
            assert word not in text.lower(), text


def assert_clean_folder(folder: Path) -> None:
    """Every file under it byte by byte: the database, what belongs to it, and temporary files."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "finder.db" for path in files)
    for path in files:
        content = path.read_bytes()
        for word in (b"zebrafinch", b"1931-07-19"):
            assert word not in content.lower(), path


def test_the_search_would_find_a_word(tmp_path: Path) -> None:
    (tmp_path / "finder.db").write_text("a ZebraFinch")
    with pytest.raises(AssertionError):
        assert_clean_folder(tmp_path)


def test_a_file_is_made_in_memory(counting: Writer, scratch: Path) -> None:
    for path in FILES:
        assert counting.send(path, TYPED).status_code == 200
    assert list(scratch.rglob("*")) == []


def test_leaving_asks_the_browser_to_forget(counting: Writer) -> None:
    page = counting.client.get("/account").text
    token = carried(page, "/account/sign-out")["csrf_token"]
    left = counting.client.post("/account/sign-out", data={"csrf_token": token})
    assert left.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
