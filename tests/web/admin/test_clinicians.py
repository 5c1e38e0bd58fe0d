"""The NPI of a clinician's account: confirmed by staff, with how they know."""

import pytest
from flask import Flask

from finder.domain.accounts import Role
from finder.services.audit_ledger import exported_entries
from tests.factories import npi_of
from tests.web.signing_in import Person


@pytest.fixture
def vera(app: Flask) -> Person:
    return Person(app, Role.VERIFIER).set_up()


@pytest.fixture
def gp(app: Flask, vera: Person) -> Person:
    return Person(app, Role.CLINICIAN).set_up()


def decide(person: Person, decision: str, reason: str, account_id: int = 2):  # type: ignore[no-untyped-def]
    return person.post(
        f"/admin/clinicians/{account_id}", "/admin/clinicians", decision=decision, reason=reason
    )


def test_a_clinician_waits_for_somebody_to_confirm_the_npi(vera: Person, gp: Person) -> None:
    shown = vera.client.get("/admin/clinicians").text
    assert npi_of(70) in shown
    assert "not yet confirmed" in shown
    assert "not yet confirmed" in gp.client.get("/account").text


def test_a_confirmation_needs_a_reason_and_leaves_one_row(vera: Person, gp: Person) -> None:
    assert decide(vera, "confirm", " short ").status_code == 400
    assert decide(vera, "confirm", "Called the practice, Dr. Gray answered.").status_code == 303
    assert "(confirmed)" in gp.client.get("/account").text
    again = decide(vera, "confirm", "Called the practice, Dr. Gray answered.")
    assert again.status_code == 400
    assert "Somebody has done this already." in again.text
    with vera.resources.database.reading() as session:
        rows = [row for row in exported_entries(session) if row["action"] == "account.confirm-npi"]
    assert [row["reason"] for row in rows] == ["Called the practice, Dr. Gray answered."]


def test_a_confirmation_can_be_taken_back(vera: Person, gp: Person) -> None:
    decide(vera, "confirm", "Called the practice, Dr. Gray answered.")
    assert decide(vera, "take-back", "The practice called: she left.").status_code == 303
    assert "not yet confirmed" in gp.client.get("/account").text


def test_only_clinicians_have_an_npi_to_confirm(vera: Person, gp: Person) -> None:
    assert decide(vera, "confirm", "This is my own account.", 1).status_code == 400
    assert decide(vera, "confirm", "There is no such one.", 99).status_code == 404
