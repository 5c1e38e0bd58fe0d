"""The bundle for record systems and the patient's copy, from the same post as every output."""

import base64
import json
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from finder.domain.accounts import Role
from finder.domain.referral import ELEMENTS, Kind
from tests.documents.fhir_r4 import problems_of
from tests.pdf_text import letters_of, squeezed
from tests.web.conftest import MakeApp
from tests.web.form_filling import carried_by
from tests.web.referrals.conftest import FILES, LETTER, PREVIEW, Writer, carried
from tests.web.strict_client import StrictClient

BUNDLE, COPY = "/referrals/bundle.json", "/referrals/patient-copy.pdf"
CANARY = "canaryword"


def test_the_bundle_carries_the_letter_its_number_and_its_code(writer: Writer) -> None:
    page = writer.send(PREVIEW, LETTER).text
    sent = writer.client.post(BUNDLE, data=carried(page, BUNDLE))
    assert sent.status_code == 200
    assert sent.mimetype == "application/fhir+json"
    assert sent.headers["Cache-Control"] == "no-store"
    number = carried(page, BUNDLE)["letter_id"]
    assert f'filename="referral-{number}.json"' in sent.headers["Content-Disposition"]
    bundle = json.loads(sent.data, parse_float=Decimal)
    assert list(problems_of(bundle)) == []
    assert sent.text.count('"Petra Invented"') == 1
    text = writer.client.post(FILES[2], data=carried(page, FILES[2])).text
    address = next(part for part in text.split() if "/r/" in part)
    assert address in sent.text
    (document,) = [entry["resource"] for entry in bundle["entry"] if "content" in entry["resource"]]
    data = document["content"][0]["attachment"]["data"]
    assert base64.b64decode(data).decode() == text


def test_a_later_bundle_says_what_the_office_has_said(app: Flask, writer: Writer) -> None:
    page = writer.send(PREVIEW, LETTER).text
    first = writer.client.post(BUNDLE, data=carried(page, BUNDLE))
    assert '"status": "requested"' in first.text
    address = "/r/" + first.text.partition("/r/")[2][:26]
    office = StrictClient(app)
    token = carried_by(office.get(address).text)["csrf_token"]
    office.post(address, data={"csrf_token": token, "step": "answer", "answer": "accepted"})
    second = writer.client.post(BUNDLE, data=carried(page, BUNDLE))
    assert '"status": "accepted"' in second.text
    assert "accepted" not in first.text
    assert "Accepted" in writer.client.get("/referrals").text


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({"copy_language": "en"}, "Your visit with a specialist"),
        ({"copy_language": "es"}, "Su cita con un especialista"),
        ({"copy_language": "x"}, "Your visit with a specialist"),
        ({}, "Su cita con un especialista"),
    ],
)
def test_the_patients_copy_speaks_the_language_asked_for_else_that_of_the_patient(
    writer: Writer, asked: dict[str, str], title: str
) -> None:
    sent = writer.send(COPY, LETTER, **asked)
    assert sent.status_code == 200
    assert sent.mimetype == "application/pdf"
    letters = letters_of(sent.data)
    assert squeezed(title) in letters
    assert squeezed("Petra Invented") in letters
    assert squeezed("Ada Oakley, MD") in letters


@pytest.mark.parametrize("path", [BUNDLE, COPY])
def test_what_is_wrong_is_told_on_the_form_and_sends_nothing(writer: Writer, path: str) -> None:
    answer = writer.send(path, {**LETTER, "rdq": "30"})
    assert answer.status_code == 400
    assert 'value="30"' in answer.text
    assert "You have sent no letter yet" in writer.client.get("/referrals").text


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_no_word_of_a_patient_is_left_anywhere(
    make_app: MakeApp,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    log_format: str,
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    app = make_app(log_format=log_format)
    writer = Writer(app, Role.CLINICIAN)
    writer.set_up()
    typed = {
        name: CANARY
        for name, element in ELEMENTS.items()
        if element.kind in (Kind.LINE, Kind.TEXT, Kind.OPEN) and name != "npi"
    }
    filled = {**LETTER, **typed}
    for path, values, status in (
        (BUNDLE, filled, 200),
        (COPY, filled, 200),
        (BUNDLE, {**filled, "pain_now": CANARY}, 400),
        (COPY, {**filled, "letter_id": CANARY}, 400),
        ("/referrals/search", {"near": f"{CANARY} 60601"}, 400),
        ("/referrals/search", {"near": "60601"}, 200),
        ("/referrals/find", {"words": CANARY}, 200),
        ("/referrals/trusted", {"npi": CANARY, "note": CANARY}, 404),
    ):
        assert writer.send(path, values).status_code == status, path
    without_token = writer.client.post(BUNDLE, data=filled)
    assert without_token.status_code == 400
    assert all(CANARY not in str(cookie) for cookie in writer.client._cookies.values())
    app.extensions["finder"].database.close()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path.name
    assert CANARY not in "".join(capsys.readouterr())
    assert list(scratch.iterdir()) == []
