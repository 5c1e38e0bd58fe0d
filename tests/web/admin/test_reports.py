"""Reports on the staff's pages: taken up, put to the practice, decided in words that go out."""

import re

import pytest
from flask import Flask

from finder.domain.accounts import Role
from finder.domain.reports import NewReport, ReportKind
from finder.services.report_problem import receive_report
from finder.store.queries.practitioners import all_practitioner_ids, mark_hidden
from finder.web.transaction import resources, writing
from tests.reporting import NOT_ASKED, REASON, UNCHANGED
from tests.web.form_filling import send_form
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient

WORDS, CONTACT = "Sentinelwords </textarea><script>alert(1)</script>", "name@example.org"


@pytest.fixture
def vera(app: Flask) -> Person:
    return Person(app, Role.VERIFIER).set_up()


@pytest.fixture
def otto(app: Flask) -> Person:
    return Person(app, Role.VERIFIER, "otto@example.org").set_up()


@pytest.fixture
def number(app: Flask, checked_npi: str) -> str:
    new = NewReport(checked_npi, ReportKind.OTHER, WORDS, CONTACT, is_from_practice=True)
    with app.app_context(), writing() as session:
        return receive_report(session, resources(), new, "", "es")


def page(person: Person, number: str) -> str:
    return person.client.get(f"/admin/reports/{number}").text


def version(person: Person, number: str) -> str:
    return re.findall(r'name="version" value="([0-9]+)"', page(person, number))[0]


def step(person: Person, number: str, what: str, **typed: str):  # type: ignore[no-untyped-def]
    form = {"version": version(person, number), **typed}
    return person.post(f"/admin/reports/{number}/{what}", f"/admin/reports/{number}", **form)


def test_the_list_leads_to_each_report_with_what_is_left(vera: Person, number: str) -> None:
    shown = vera.client.get("/admin/reports").text
    assert f"/admin/reports/{number}" in shown
    assert "nobody yet" in shown
    assert "23 Nov 2026: 1 business day left" in shown
    assert "24 Nov 2026: 2 business days left" in shown
    assert "Sentinelwords" not in shown


def test_a_report_shows_words_only_here_and_only_while_it_is_open(
    vera: Person, number: str
) -> None:
    shown = page(vera, number)
    assert "Sentinelwords" in shown
    assert "<script>alert" not in shown
    assert CONTACT in shown
    assert vera.client.get(f"/admin/reports/{number}").headers["Cache-Control"] == "no-store"
    step(vera, number, "take-up", severity="fact")
    assert step(
        vera, number, "decision", outcome="corrected", reason=REASON, **NOT_ASKED, **UNCHANGED
    )
    ended = page(vera, number)
    assert "Sentinelwords" not in ended
    assert CONTACT not in ended
    assert REASON in ended
    assert "report.decide" in ended
    assert 'id="decision"' not in ended


def test_the_listing_says_so_in_neutral_words_while_it_is_checked(
    client: StrictClient, vera: Person, number: str, checked_npi: str
) -> None:
    words = "Somebody reported something on this listing on 22 Nov 2026. We are checking it."
    api = f"/api/v1/providers/{checked_npi}"
    assert words not in client.get(f"/providers/{checked_npi}").text
    assert client.get(api).json["under_review_since"] is None
    before = client.get("/api/v1/search?near=60601").json["results"]
    step(vera, number, "take-up", severity="safety")
    assert words in client.get(f"/providers/{checked_npi}").text
    assert "under-review" in client.get(api).json["flags"]
    assert client.get(api).json["under_review_since"] == "2026-11-22"
    after = client.get("/api/v1/search?near=60601").json["results"]
    assert [(row["npi"], row["score"]) for row in before] == [
        (row["npi"], row["score"]) for row in after
    ]


def test_the_second_of_two_people_sees_what_the_first_did(
    vera: Person, otto: Person, number: str
) -> None:
    step(vera, number, "take-up", severity="fact")
    seen = version(otto, number)
    step(vera, number, "decision", outcome="found_right", reason=REASON, **NOT_ASKED)
    late = {"outcome": "corrected", "reason": "It is wrong, they moved.", "version": seen}
    answer = otto.post(f"/admin/reports/{number}/decision", "/admin/rosters", **late)
    assert answer.status_code == 409
    assert "verifier@example.org decided it" in answer.text
    assert "Found right" in answer.text


def test_what_was_typed_stays_when_somebody_was_quicker(
    vera: Person, otto: Person, number: str
) -> None:
    step(vera, number, "take-up", severity="fact")
    seen = version(otto, number)
    step(vera, number, "take-up", severity="minor")
    late = {"outcome": "corrected", "reason": "Sentinelreason of Otto", "version": seen}
    answer = otto.post(f"/admin/reports/{number}/decision", "/admin/rosters", **late)
    assert answer.status_code == 409
    assert "Sentinelreason of Otto" in answer.text
    again = re.findall(r'name="version" value="([0-9]+)"', answer.text)
    assert set(again) == {version(vera, number)}


def test_removed_is_refused_while_the_listing_is_shown(
    app: Flask, vera: Person, number: str, checked_npi: str
) -> None:
    step(vera, number, "take-up", severity="departed")
    typed = {"outcome": "removed", "reason": REASON, **NOT_ASKED}
    refused = step(vera, number, "decision", **typed)
    assert refused.status_code == 400
    assert "The listing is still shown" in refused.text
    assert f"/admin/providers/{checked_npi}#listing" in refused.text
    assert REASON in refused.text
    with app.app_context(), writing() as session:
        mark_hidden(session, [(each, "closed") for each in all_practitioner_ids(session)])
    assert step(vera, number, "decision", **typed).status_code == 303


def test_the_practice_answers_by_its_link_and_staff_read_it_beside_the_report(
    client: StrictClient, vera: Person, number: str
) -> None:
    step(vera, number, "take-up", severity="fact")
    made = step(vera, number, "link")
    assert made.status_code == 200
    (path,) = re.findall(r'class="secret">http://localhost(/reply/[A-Za-z0-9_-]+)<', made.text)
    assert path not in page(vera, number)
    asked = client.get(path)
    assert asked.headers["Cache-Control"] == "no-store"
    assert "Something else" in asked.text
    assert "Sentinelwords" not in asked.text
    assert CONTACT not in asked.text
    typed = {"text": "We moved.<b>", "name": "A. Clerk, manager", "contact": "312-555-0100"}
    assert send_form(client, path, **typed).status_code == 303
    assert "We have your answer" in client.get(path).text
    shown = page(vera, number)
    assert "We moved.&lt;b&gt;" in shown
    assert "A. Clerk, manager" in shown
    assert (
        step(vera, number, "decision", outcome="corrected", reason=REASON, **UNCHANGED).status_code
        == 303
    )
    assert "We moved." not in page(vera, number)
    assert client.get(path).status_code == 200


def test_a_withdrawn_link_is_over(client: StrictClient, vera: Person, number: str) -> None:
    step(vera, number, "take-up", severity="fact")
    made = step(vera, number, "link")
    (path,) = re.findall(r"http://localhost(/reply/[A-Za-z0-9_-]+)<", made.text)
    assert step(vera, number, "link").status_code == 400
    assert step(vera, number, "link/withdraw").status_code == 303
    assert client.get(path).status_code == 410
    assert "withdrawn on 22 Nov 2026" in page(vera, number)
    assert step(vera, number, "link/withdraw").status_code == 400


@pytest.mark.parametrize("typed", ["", "x", "0", "9" * 400, "-1", "１"])
def test_a_version_that_is_none_changes_nothing(vera: Person, number: str, typed: str) -> None:
    answer = step(vera, number, "take-up", severity="fact", version=typed)
    assert answer.status_code == 409
    assert "nobody yet" in page(vera, number)


def test_a_severity_that_is_none_is_told(vera: Person, number: str) -> None:
    answer = step(vera, number, "take-up", severity="terrible")
    assert answer.status_code == 400
    assert "Choose what this report means" in answer.text


@pytest.mark.parametrize("wrong", ["2222-222-222", "x", "%00"])
def test_an_unknown_number_is_told(vera: Person, wrong: str) -> None:
    assert vera.client.get(f"/admin/reports/{wrong}").status_code == 404


def test_letters_that_nobody_sees_are_named(app: Flask, vera: Person, checked_npi: str) -> None:
    words = "Call \u202e0010-555\u202c now\u200b."
    new = NewReport(checked_npi, ReportKind.OTHER, words, "", is_from_practice=False)
    with app.app_context(), writing() as session:
        number = receive_report(session, resources(), new, "1", "en")
    shown = page(vera, number)
    assert "Call [right-to-left override]0010-555[pop directional formatting] now" in shown
    for letter in ("\u202e", "\u202c", "\u200b"):
        assert letter not in shown
    # What is decided in such letters stays on the record, and is shown the same way.
    reason = "They moved \u202enepo\u202c, we asked."
    step(vera, number, "take-up", severity="fact")
    step(vera, number, "decision", outcome="found_right", reason=reason, **NOT_ASKED)
    assert "moved [right-to-left override]nepo" in page(vera, number)
    assert "\u202e" not in page(vera, number)
