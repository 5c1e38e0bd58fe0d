"""Files of evidence on the staff's pages: what is taken, and how it is handed out."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from finder.domain.accounts import Role
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.services import verify
from tests.factories import TODAY, npi_of
from tests.sample_files import TEXT, jpeg, pdf, png
from tests.web.conftest import BARE
from tests.web.sending_files import send_file
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient

OTTO = Actor("otto@example.org", "verifier")
REVOKED = {
    "issuer": "ABR",
    "certificate": "IR_DR",
    "duration_type": "continuous",
    "board_status": "revoked_or_surrendered",
    "source_url": "https://board.example/look-up",
    "checked_on": TODAY.isoformat(),
}
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


@pytest.fixture
def vera(app: Flask) -> Person:
    return Person(app, Role.VERIFIER).set_up()


@pytest.fixture
def page(app: Flask) -> str:
    """The evidence of a claim that waits for its second person."""
    ready = app.extensions["finder"]
    with ready.database.writing() as session:
        outcome = verify.record_check(
            session, ready, OTTO, npi_of(BARE), Source.CERTIFICATIONS, REVOKED
        )
    return f"/admin/claims/{outcome.claim_id}/evidence"


def send(person: Person, page: str, content: bytes, name: str = "seen.pdf", note: str = ""):  # type: ignore[no-untyped-def]
    return send_file(person, page, content, name, note=note)


def link_of(person: Person, page: str) -> str:
    return re.findall(r'href="(/admin/evidence/[0-9]+)"', person.client.get(page).text)[-1]


@pytest.mark.parametrize(
    ("content", "kind", "ending"),
    [
        (pdf(), "application/pdf", "pdf"),
        (png(), "image/png", "png"),
        (jpeg(), "image/jpeg", "jpg"),
        (TEXT, "text/plain; charset=utf-8", "txt"),
    ],
)
def test_a_file_is_handed_out_as_what_it_is_and_never_opened_here(
    vera: Person, page: str, content: bytes, kind: str, ending: str
) -> None:
    assert send(vera, page, content, "../../etc/<script>.html").status_code == 303
    link = link_of(vera, page)
    answer = vera.client.get(link)
    assert answer.data == content
    assert answer.headers["Content-Type"] == kind
    number = link.rpartition("/")[2]
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="evidence-{number}.{ending}"'
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("content", "words"),
    [(SVG, "plain text"), (b"", "empty"), (pdf() + b"PK\x05\x06", "no whole PDF")],
)
def test_another_file_is_refused_and_the_note_stays(
    vera: Person, page: str, content: bytes, words: str
) -> None:
    answer = send(vera, page, content, note="The look-up page")
    assert answer.status_code == 400
    assert words in answer.text
    assert 'value="The look-up page"' in answer.text
    assert "/admin/evidence/" not in vera.client.get(page).text


def test_a_form_without_a_file_says_so(vera: Person, page: str) -> None:
    answer = vera.post(page, note="")
    assert answer.status_code == 400
    assert "Choose the file again" in answer.text


def test_too_large_a_file_is_refused_with_a_sentence(vera: Person, page: str) -> None:
    answer = send(vera, page, b"x" * (5 * 1024**2 + 1))
    assert answer.status_code == 400
    assert "larger than 5 MB" in answer.text
    answer = send(vera, page, b"x" * (7 * 1024**2))
    assert answer.status_code == 413
    assert "larger than anything" in answer.text


def test_only_staff_may_send_a_file_and_forms_stay_small(
    client: StrictClient, vera: Person, page: str
) -> None:
    large = {"file": (BytesIO(b"x" * 200_000), "seen.txt")}
    assert client.post(page, data=large).status_code in (303, 413)
    assert client.post("/account/sign-in", data={"email": "x" * 200_000}).status_code == 413
    answer = vera.post(page, note="x" * 7_000_000)
    assert answer.status_code == 413


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_damaged_file_is_told_in_a_sentence(
    vera: Person, page: str, tmp_path: Path, damage: str
) -> None:
    send(vera, page, TEXT)
    (path,) = (tmp_path / "evidence").iterdir()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(b"another")
    answer = vera.client.get(link_of(vera, page))
    assert answer.status_code == 409
    assert f"is {'missing' if damage == 'missing' else 'damaged'}" in answer.text
    assert "another" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/admin/claims/999/evidence",
        "/admin/evidence/999",
        f"/admin/claims/{10**30}/evidence",
        f"/admin/evidence/{10**30}",
    ],
)
def test_what_nobody_sent_is_not_there(vera: Person, path: str) -> None:
    assert vera.client.get(path).status_code == 404


def test_nobody_else_reads_a_file(
    app: Flask, client: StrictClient, vera: Person, page: str
) -> None:
    send(vera, page, TEXT)
    link = link_of(vera, page)
    gp = Person(app, Role.CLINICIAN).set_up()
    for path in (page, link):
        assert client.get(path).status_code == 303
        assert gp.client.get(path).status_code == 403
