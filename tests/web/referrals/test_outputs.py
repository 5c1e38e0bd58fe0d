"""The preview and the files: one record, one number, one code."""

import re
from io import BytesIO

import pytest
from docx import Document
from flask import Flask

from finder.store.tables import AccountRow
from tests.factories import npi_of
from tests.pdf_text import letters_of, squeezed
from tests.web.conftest import STATED
from tests.web.referrals.conftest import FILES, FORM, LETTER, PREVIEW, Writer, carried

CODE = re.compile(r"/r/([0-9A-Z-]{20,})")


def read(path: str, body: bytes) -> str:
    if path.endswith(".pdf"):
        return letters_of(body)
    if path.endswith(".docx"):
        document = Document(BytesIO(body))
        parts = [*document.paragraphs, *document.sections[0].footer.paragraphs]
        return squeezed("".join(part.text for part in parts))
    return squeezed(body.decode())


def test_every_output_of_the_preview_carries_the_same_record(writer: Writer) -> None:
    page = writer.send(PREVIEW, LETTER)
    assert page.status_code == 200
    number = carried(page.text, FILES[0])["letter_id"]
    (fingerprint,) = set(re.findall(r"[0-9a-f]{64}", page.text))
    found = {}
    for path in FILES:
        answer = writer.client.post(path, data=carried(page.text, path))
        assert answer.status_code == 200
        name = f"referral-{number}.{path.rpartition('.')[2]}"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        found[path] = read(path, answer.data)
    codes = {CODE.search(text)[1] for text in found.values()}  # type: ignore[index]
    assert len({code[:26] for code in codes}) == 1
    for path, text in found.items():
        assert number in text, path
        assert fingerprint in text, path
        for value in ("PetraInvented", "1948-03-09(78yearsold)", "BracesinceOctober"):
            assert value in text, path


def test_an_output_needs_no_preview(writer: Writer) -> None:
    for path in FILES:
        answer = writer.send(path, LETTER)
        assert answer.status_code == 200
        assert "PetraInvented" in read(path, answer.data)


def test_the_preview_shows_each_value_once_and_as_text(writer: Writer) -> None:
    hostile = '<script>alert("x")</script>'
    page = writer.send(PREVIEW, {**LETTER, "patient_name": hostile}).text
    assert "<script>" not in page
    shown = re.sub(r"<input[^>]*>", "", page)
    assert shown.count("&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;") == 1
    assert shown.count("Walks with an aid") == 1
    assert shown.count("Brace since October.") == 1


def test_the_letter_says_that_nobody_has_verified_the_npi_until_somebody_has(
    app: Flask, writer: Writer
) -> None:
    sentence = "NPI not yet verified by finder."
    assert sentence in writer.send(PREVIEW, LETTER).text
    assert sentence in writer.send(FILES[2], LETTER).text
    with writer.resources.database.writing() as session:
        session.query(AccountRow).update({"is_npi_confirmed": True})
    assert sentence not in writer.send(PREVIEW, LETTER).text
    assert sentence not in writer.send(FILES[2], LETTER).text


def test_the_panel_counts_and_decides_nothing(writer: Writer) -> None:
    some = {name: text for name, text in LETTER.items() if name not in ("pain_now", "oedema")}
    page = writer.send(PREVIEW, {**some, "bone_scan": ""}).text
    panel = page[page.index('class="panel"') : page.index('class="letter"')]
    assert "Elements present: 9 of 11; missing: marrow edema" in panel
    assert "covered" not in panel
    assert "approved" not in panel


def test_what_the_pdf_cannot_print_is_said_before(writer: Writer) -> None:
    page = writer.send(PREVIEW, {**LETTER, "patient_name": "Li 李 😀"}).text
    assert "The PDF cannot print these characters" in page
    assert "The PDF cannot print" not in writer.send(PREVIEW, LETTER).text


def test_a_mistake_in_an_output_is_told_on_the_form(writer: Writer) -> None:
    for path in FILES:
        answer = writer.send(path, {**LETTER, "rdq": "30"})
        assert answer.status_code == 400
        assert answer.mimetype == "text/html"
        assert 'value="30"' in answer.text


def test_a_red_flag_stops_every_output(writer: Writer) -> None:
    for path in (PREVIEW, *FILES):
        answer = writer.send(path, {**LETTER, "redflag_saddle": "yes", "urgency": "urgent"})
        assert answer.status_code == 400
        assert "needs a same-day assessment" in answer.text
    let = {"urgency": "emergency", "emergency_acknowledgement": "Called 911 at noon"}
    letter = writer.send(FILES[2], {**LETTER, "redflag_saddle": "yes", **let})
    assert letter.status_code == 200
    assert "Emergency: same day" in letter.text
    assert "Called 911 at noon" in letter.text


@pytest.mark.parametrize("number", ["Petra Invented", "x" * 5000, "K7QM-4XP2"])
def test_a_number_that_was_changed_is_refused_and_the_rest_is_kept(
    writer: Writer, number: str
) -> None:
    answer = writer.send(FILES[0], LETTER, letter_id=number)
    assert answer.status_code == 400
    assert "Begin the letter anew" in answer.text
    assert "Petra Invented" in answer.text


def test_a_number_of_another_letter_gives_way_to_a_new_one(writer: Writer) -> None:
    page = writer.send(PREVIEW, LETTER).text
    number = carried(page, FILES[0])["letter_id"]
    assert writer.send(FILES[0], LETTER, letter_id=number).status_code == 200
    other = {**LETTER, "npi": npi_of(STATED)}
    answer = writer.send(FILES[0], other, letter_id=number)
    assert answer.status_code == 400
    assert "letter_id" not in carried(answer.text, FORM)
    assert writer.send(FILES[0], carried(answer.text, FORM) | other).status_code == 200


def test_a_change_after_the_preview_keeps_the_number(writer: Writer) -> None:
    page = writer.send(PREVIEW, LETTER).text
    number = carried(page, FORM)["letter_id"]
    form = writer.client.post(FORM, data={**carried(page, FORM), "go": "request"})
    assert carried(form.text, FORM)["letter_id"] == number
    assert carried(form.text, FORM)["patient_name"] == "Petra Invented"


def test_a_long_letter_in_another_script_is_no_larger_than_allowed(writer: Writer) -> None:
    texts = {"treatments": "ا" * 800, "problems": "李" * 800, "medications": "😀" * 1000}
    assert writer.send(PREVIEW, {**LETTER, **texts}).status_code == 200
