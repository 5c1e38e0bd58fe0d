"""Rosters on the staff's pages: tried first, shown in full, loaded as tried."""

import re
from pathlib import Path

import pytest
from flask import Flask

from finder.domain.accounts import Role
from finder.services.audit_ledger import exported_entries
from tests.factories import certification, membership, npi_of, write_csv
from tests.web.conftest import BARE, CHECKED, STATED
from tests.web.sending_files import send_file
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def vera(app: Flask) -> Person:
    return Person(app, Role.VERIFIER).set_up()


@pytest.fixture
def otto(app: Flask) -> Person:
    return Person(app, Role.ADMIN, "otto@example.org").set_up()


def send(person: Person, content: bytes, roster: str = "certifications", name: str = "x.csv"):  # type: ignore[no-untyped-def]
    return send_file(person, "/admin/rosters", content, name, roster=roster)


def tried(person: Person, tmp_path: Path, *rows: dict[str, str], roster: str = "") -> str:
    """The address of the trial."""
    content = write_csv(tmp_path / "typed.csv", rows).read_bytes()
    answer = send(person, content, roster or "certifications")
    assert answer.status_code == 303, answer.text
    address: str = answer.headers["Location"]
    return address


def test_a_trial_shows_what_would_change_and_loads_it(
    client: StrictClient, vera: Person, tmp_path: Path
) -> None:
    wrong = certification(STATED, issuer=HOSTILE)
    unknown = certification(77)
    page = tried(vera, tmp_path, certification(BARE), wrong, unknown)
    shown = vera.client.get(page).text
    assert "nothing has changed" in shown
    assert "board_status" in shown
    assert npi_of(BARE) in shown
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown
    assert npi_of(77) in shown
    assert re.search(r"<tr><td>3</td><td>issuer</td>", shown)
    assert "Not checked" in client.get(f"/providers/{npi_of(BARE)}").text
    assert vera.post(f"{page}/apply", page).status_code == 303
    assert "Loaded by verifier@example.org" in vera.client.get(page).text
    assert "Checked with ABR on 3 Oct 2026" in client.get(f"/providers/{npi_of(BARE)}").text
    assert f"{page}" in vera.client.get("/admin/rosters").text


def test_what_takes_away_is_loaded_by_another_person(
    client: StrictClient, vera: Person, otto: Person, tmp_path: Path
) -> None:
    expired = certification(CHECKED, board_status="expired", checked_on="2026-11-01")
    page = tried(vera, tmp_path, expired)
    assert "you uploaded it" in vera.client.get(page).text
    assert f'action="{page}/apply"' not in vera.client.get(page).text
    refused = vera.post(f"{page}/apply", page)
    assert refused.status_code == 409
    assert "second person" in refused.text
    assert otto.post(f"{page}/apply", page).status_code == 303
    assert "Expired" in client.get(f"/providers/{npi_of(CHECKED)}").text


def test_the_second_of_two_trials_of_one_file_asks_for_a_new_one(
    vera: Person, tmp_path: Path
) -> None:
    first = tried(vera, tmp_path, certification(BARE))
    second = tried(vera, tmp_path, certification(BARE))
    assert vera.post(f"{first}/apply", first).status_code == 303
    refused = vera.post(f"{second}/apply", second)
    assert refused.status_code == 409
    assert "has changed since this trial" in refused.text


def test_a_trial_that_changes_nothing_offers_no_load(vera: Person, tmp_path: Path) -> None:
    page = tried(vera, tmp_path, membership(CHECKED), roster="memberships")
    shown = vera.client.get(page).text
    assert "nothing to load" in shown
    assert "No difference." in shown
    assert vera.post(f"{page}/discard", page).status_code == 303
    assert vera.client.get(page).status_code == 404


def test_each_step_is_one_row_of_the_ledger(vera: Person, tmp_path: Path) -> None:
    page = tried(vera, tmp_path, certification(BARE))
    vera.post(f"{page}/apply", page)
    with vera.resources.database.reading() as session:
        rows = [row for row in exported_entries(session) if row["actor"] == vera.email]
    assert [row["action"] for row in rows][-2:] == ["roster.try", "import.certifications"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04 and so on", "Unpack the file first"),
        (b"npi,society\n1,SIR\n", "cannot be read as certifications"),
        (bytes(2000), "is not"),
        (b"\xff\xfe,\x00", "UTF-16"),
        (b"x" * (5 * 1024**2 + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_roster_is_told_at_its_field(vera: Person, content: bytes, words: str) -> None:
    answer = send(vera, content, name="../../<b>.csv")
    assert answer.status_code == 400
    assert words in answer.text
    assert "<b>" not in answer.text


def test_a_flood_is_refused_before_it_is_read(vera: Person) -> None:
    assert send(vera, b"x" * (7 * 1024**2)).status_code == 413


@pytest.mark.parametrize("roster", ["certifications", "memberships", "practices"])
def test_a_sample_header_is_read_as_that_roster(vera: Person, roster: str) -> None:
    answer = vera.client.get(f"/admin/rosters/{roster}/header.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{roster}.csv"'
    assert send(vera, answer.data, roster).status_code == 303


@pytest.mark.parametrize("path", ["nppes/header.csv", "x/header.csv", "%00", "none", "0" * 32])
def test_what_is_not_there_is_not_there(vera: Person, path: str) -> None:
    assert vera.client.get(f"/admin/rosters/{path}").status_code == 404
