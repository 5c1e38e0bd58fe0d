"""The work list leads to what waits, narrows by kind and state, and opens anybody by name."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from finder.domain.accounts import Role
from finder.domain.provenance import Source
from finder.services import list_work
from finder.services.find_record import find_record
from tests.conftest import Statements
from tests.factories import TODAY, certification, load, npi_of, person, write_csv
from tests.web.admin.keepers import NPI, SCREEN, opened, sent, verifier
from tests.web.conftest import BARE, CHECKED, SCRIPTED, STATED
from tests.web.signing_in import Person


@pytest.fixture
def vera(app: Flask) -> Person:
    return verifier(app, "vera")


def page(person: Person, query: str = "") -> str:
    answer = person.client.get(f"/admin{query}")
    assert answer.status_code == 200
    return answer.text


def test_an_npi_or_exact_name_opens_the_screen(vera: Person) -> None:
    for text in (NPI, f" {NPI[:5]} {NPI[5:]} ", "Ada Oakley", "oakley, ADA"):
        answer = vera.client.get("/admin", query_string={"q": text})
        assert (answer.status_code, answer.headers["Location"]) == (303, SCREEN)


NOT_FOUND = {
    npi_of(77): "is not in the directory",
    "2000000011": "its last digit does not fit",
    "Nobodyson": "Check the spelling",
    "???": "Type an NPI",
    "\x00\x1b": "Open a practitioner",
    "x\x00\u202ey": "Check the spelling",
    "<i>x</i>": "Check the spelling",
}


def test_who_is_not_found_gets_a_sentence_and_keeps_the_text(vera: Person) -> None:
    for text, told in NOT_FOUND.items():
        answer = vera.client.get("/admin", query_string={"q": text})
        assert told in answer.text
        assert "<i>" not in answer.text


def test_several_are_listed_to_choose_from(vera: Person) -> None:
    shown = page(vera, "?q=Ada")
    for number in (CHECKED, STATED, BARE):
        assert f'href="/admin/providers/{npi_of(number)}"' in shown


def test_who_is_hidden_from_the_public_is_found_here(app: Flask, vera: Person) -> None:
    vera.post(f"{SCREEN}/hide", SCREEN, reason="The practice says the doctor has left.")
    otto = verifier(app, "otto")
    otto.client.post("/admin/claims/1", data=opened(otto, "approve"))
    assert "hidden: closed" in page(vera, "?q=Oak")
    assert vera.client.get("/admin", query_string={"q": NPI}).status_code == 303


def test_two_of_one_name_are_told_apart_by_hand(app: Flask, vera: Person) -> None:
    site = app.extensions["finder"]
    from tests.factories import nppes_csv

    load(site, Source.NPPES, nppes_csv(site.settings.home, [person(60, last="Oakley")]))
    with site.database.reading() as session:
        assert find_record(session, "Ada Oakley").only == ""
    assert page(vera, "?q=Ada+Oakley").count("Ada Oakley</a>") == 2


def test_the_list_narrows_by_kind_and_state_and_keeps_both(vera: Person) -> None:
    assert f'href="/admin/providers/{npi_of(STATED)}?issuer=ABR' in page(vera, "?kind=statement")
    narrowed = page(vera, "?kind=statement&state=WI")
    assert "Nothing waits here" in narrowed
    assert '<option value="WI" selected>' in narrowed
    assert 'href="/admin?kind=overdue&amp;state=WI"' in narrowed
    assert "Stated only (1)" in page(vera, "?kind=nonsense&state=ZZ&page=-7")


def test_a_routine_check_takes_two_presses_beside_the_look_up(app: Flask, vera: Person) -> None:
    site = app.extensions["finder"]
    due = certification(CHECKED, checked_on=(TODAY - timedelta(days=390)).isoformat())
    with site.database.writing() as session:
        from sqlalchemy import update

        from finder.store.tables import CertificationRow

        session.execute(
            update(CertificationRow)
            .where(CertificationRow.checked_on.is_not(None))
            .values(checked_on=TODAY - timedelta(days=390))
        )
    assert due
    (link,) = re.findall(r'<a href="(/admin/providers/[^"]+)">Check again: ABR', page(vera))
    screen = link.replace("&amp;", "&").partition("#")[0]
    assert sent(vera, opened(vera, screen=screen)).status_code == 303
    assert "Check again: ABR" not in page(vera)


def test_long_lists_have_pages(app: Flask, vera: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_work, "PER_PAGE", 1)
    site = app.extensions["finder"]
    rows = [
        certification(number, source_url="", checked_on="", checked_by="")
        for number in (BARE, SCRIPTED)
    ]
    load(site, Source.CERTIFICATIONS, write_csv(site.settings.home / "more.csv", rows))
    first, last = page(vera, "?kind=statement"), page(vera, "?kind=statement&page=3")
    assert 'rel="next" href="/admin?kind=statement&amp;page=2"' in first
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in last
    assert "Page 3 of 3" in last


def test_the_page_asks_a_bounded_number_of_questions(vera: Person, statements: Statements) -> None:
    with statements() as seen:
        page(vera)
    assert len(seen) <= 10, seen


def test_a_clinician_has_no_work_list(app: Flask) -> None:
    assert Person(app, Role.CLINICIAN).set_up().client.get("/admin?q=Ada").status_code == 403
