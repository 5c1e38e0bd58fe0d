"""The exports hold what the public may see, and no cell that a spreadsheet would compute."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from finder.domain.accounts import Role
from finder.services.audit_ledger import exported_entries
from finder.store.tables import CertificationRow, PracticeLocationRow, PractitionerRow
from tests.factories import TODAY, npi_of
from tests.web.admin.keepers import NPI, opened, sent, verifier
from tests.web.conftest import BARE, CHECKED, STATED
from tests.web.signing_in import Person

EXPORTS = ("directory", "due")
HOSTILE = ("=cmd|' /C calc'!A0", "+13125550100", "-1", "@x", "\t=1", "\r=1", " =1")


@pytest.fixture
def vera(app: Flask) -> Person:
    return verifier(app, "vera")


def rows(person: Person, name: str) -> list[dict[str, str]]:
    answer = person.client.get(f"/admin/export/{name}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline="")))


def test_an_export_is_a_file_that_nobody_keeps(vera: Person) -> None:
    for name in EXPORTS:
        sent_file = vera.client.get(f"/admin/export/{name}.csv").headers
        assert sent_file["Content-Type"] == "text/csv; charset=utf-8"
        assert sent_file["Content-Disposition"] == f'attachment; filename="{name}-2026-11-22.csv"'
        assert sent_file["Cache-Control"] == "no-store"


def test_the_directory_has_a_row_for_each_place_with_days_as_iso(vera: Person) -> None:
    found = {row["npi"]: row for row in rows(vera, "directory")}
    assert len(found) == 5
    row = found[NPI]
    assert (row["last_name"], row["confirmed_on"]) == ("Oakley", "2026-10-20")
    assert (row["certification_state"], row["certificate"]) == ("verified", "IR_DR")
    assert row["certification_next_due_on"] == "2027-10-03"
    assert found[npi_of(STATED)]["certification_state"] == "stated"
    assert found[npi_of(BARE)]["certification_state"] == "unknown"


def test_nobody_s_private_data_is_in_it(app: Flask, vera: Person) -> None:
    sent(vera, opened(vera), reason="A note for colleagues")
    for name in EXPORTS:
        text = vera.client.get(f"/admin/export/{name}.csv").get_data(as_text=True)
        for private in ("example.org", "R. Register", "colleagues", "mailing"):
            assert private not in text


def test_who_is_hidden_is_not_in_it(app: Flask, vera: Person) -> None:
    with app.extensions["finder"].database.writing() as session:
        session.execute(
            update(PractitionerRow)
            .where(PractitionerRow.npi == NPI)
            .values(hidden_because="closed")
        )
    assert NPI not in {row["npi"] for row in rows(vera, "directory")}


def test_what_is_due_comes_by_its_day(app: Flask, vera: Person) -> None:
    with app.extensions["finder"].database.writing() as session:
        session.execute(
            update(CertificationRow)
            .where(CertificationRow.checked_on.is_not(None))
            .values(checked_on=TODAY - timedelta(days=370))
        )
        session.execute(
            update(PracticeLocationRow)
            .where(PracticeLocationRow.confirmed_on.is_not(None))
            .values(confirmed_on=TODAY - timedelta(days=100))
        )
    found = rows(vera, "due")
    assert [(row["state"], row["kind"], row["due_on"]) for row in found] == [
        ("overdue", "board-certification", "2026-11-17"),
        ("overdue", "listing", "2026-11-12"),
    ]
    assert {row["npi"] for row in found} == {npi_of(CHECKED)}


def test_no_cell_can_become_a_formula(app: Flask, vera: Person) -> None:
    for hostile in HOSTILE:
        write_everywhere(app, hostile)
        for name in EXPORTS:
            cells = [cell for row in rows(vera, name) for cell in row.values()]
            assert f"'{hostile}" in cells
            assert not [cell for cell in cells if cell.lstrip(" ")[:1] in tuple("=+-@\t\r")]


def write_everywhere(app: Flask, hostile: str) -> None:
    with app.extensions["finder"].database.writing() as session:
        session.execute(update(PractitionerRow).values(last_name=hostile, first_name=hostile))
        session.execute(
            update(PracticeLocationRow).values(
                name=hostile, line1=hostile, phone=hostile, fax=hostile, website=hostile
            )
        )
        session.execute(
            update(CertificationRow)
            .where(CertificationRow.checked_on.is_not(None))
            .values(source_url=hostile, checked_on=TODAY - timedelta(days=370))
        )


def test_reading_an_export_writes_nothing(app: Flask, vera: Person) -> None:
    site = app.extensions["finder"]

    def steps() -> int:
        with site.database.reading() as session:
            return len(list(exported_entries(session)))

    before = steps()
    for name in EXPORTS:
        rows(vera, name)
    assert steps() == before


def test_only_staff_may_have_them(app: Flask) -> None:
    clinician = Person(app, Role.CLINICIAN).set_up()
    for name in EXPORTS:
        assert clinician.client.get(f"/admin/export/{name}.csv").status_code == 403
        assert app.test_client().get(f"/admin/export/{name}.csv").status_code == 303
