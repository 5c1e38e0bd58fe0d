"""One screen a practitioner: a check in one form, a second person where it takes one."""

import re

import pytest
from flask import Flask

from finder.domain.accounts import Role
from finder.services.audit_ledger import exported_entries
from tests.factories import TODAY, npi_of
from tests.web.conftest import BARE, CHECKED
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient

NPI = npi_of(BARE)
SCREEN = f"/admin/providers/{NPI}"
SEEN = {
    "kind": "certification",
    "issuer": "ABR",
    "certificate": "IR_DR",
    "board_status": "certified",
    "duration_type": "continuous",
    "maintenance_status": "unknown",
    "issued_on": "",
    "expires_on": "",
    "source_url": "https://board.example/look-up",
    "checked_on": TODAY.isoformat(),
    "reason": "",
}


@pytest.fixture
def vera(app: Flask) -> Person:
    return Person(app, Role.VERIFIER).set_up()


@pytest.fixture
def otto(app: Flask) -> Person:
    return Person(app, Role.VERIFIER, "otto@example.org").set_up()


def check(person: Person, **seen: str):  # type: ignore[no-untyped-def]
    return person.post(f"{SCREEN}/checks", SCREEN, **{**SEEN, **seen})


def decide(person: Person, decision: str):  # type: ignore[no-untyped-def]
    page = person.client.get(SCREEN).text
    path = re.findall(r'action="(/admin/claims/[0-9]+)"', page)[0]
    version = re.findall(r'name="version" value="([0-9]+)"', page)[0]
    return person.post(
        path, SCREEN, decision=decision, version=version, npi=NPI, reason="Seen it too."
    )


def test_a_check_shows_on_the_public_page_at_once(client: StrictClient, vera: Person) -> None:
    assert "Not checked" in client.get(f"/providers/{NPI}").text
    assert check(vera).status_code == 303
    assert "Checked with ABR on 22 Nov 2026" in client.get(f"/providers/{NPI}").text
    assert "vera" not in client.get(f"/providers/{NPI}").text
    assert "check.record" in vera.client.get(SCREEN).text


def test_the_form_begins_with_the_look_up_and_today(vera: Person) -> None:
    page = vera.client.get(SCREEN).text
    assert f'value="{TODAY.isoformat()}"' in page
    assert 'id="record-check"' in page
    assert 'id="hide"' in page
    assert 'target="_blank"' in page


def test_what_cannot_be_recorded_is_told_at_its_field_and_kept(vera: Person) -> None:
    answer = check(vera, duration_type="time_limited", source_url="https://kept.example/x")
    assert answer.status_code == 400
    assert "needs its last day" in answer.text
    assert "https://kept.example/x" in answer.text


def test_a_revocation_shows_after_the_second_person(
    client: StrictClient, vera: Person, otto: Person
) -> None:
    check(vera)
    check(vera, board_status="revoked_or_surrendered")
    assert "Checked with ABR" in client.get(f"/providers/{NPI}").text
    assert 'id="approve"' not in vera.client.get(SCREEN).text
    assert 'id="approve"' in otto.client.get(SCREEN).text
    refused = decide(vera, "approve")
    assert refused.status_code == 400
    assert "second person" in refused.text
    with vera.resources.database.reading() as session:
        newest = list(exported_entries(session))[-1]
    assert (newest["action"], newest["actor"]) == ("claim.refused", vera.email)
    assert decide(otto, "approve").status_code == 303
    assert "Not certified" in client.get(f"/providers/{NPI}").text


def test_hiding_takes_two_and_reaches_every_public_surface(
    client: StrictClient, vera: Person, otto: Person
) -> None:
    vera.post(f"{SCREEN}/hide", SCREEN, reason="The practice says the doctor has left.")
    assert client.get(f"/providers/{NPI}").status_code == 200
    decide(otto, "approve")
    assert client.get(f"/providers/{NPI}").status_code == 404
    assert client.get(f"/api/v1/providers/{NPI}").status_code == 404
    assert NPI not in client.get("/search?near=53202&specialty=any&per_page=50").text
    assert NPI not in client.get("/sitemap.xml").text
    otto.post(f"{SCREEN}/unhide", SCREEN, reason="It was another doctor of that name.")
    decide(vera, "approve")
    assert client.get(f"/providers/{NPI}").status_code == 200


def test_the_work_list_leads_to_what_waits(vera: Person, otto: Person) -> None:
    check(vera, board_status="revoked_or_surrendered")
    page = otto.client.get("/admin?kind=decision").text
    assert SCREEN in page
    assert "board-certification" in page


def test_nobody_else_may_see_the_screen(app: Flask, client: StrictClient) -> None:
    assert client.get(SCREEN).status_code == 303
    gp = Person(app, Role.CLINICIAN).set_up()
    assert gp.client.get(SCREEN).status_code == 403
    assert npi_of(CHECKED) in client.get(f"/providers/{npi_of(CHECKED)}").text
