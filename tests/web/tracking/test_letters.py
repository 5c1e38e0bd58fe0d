"""The clinician's list: own letters only, overdue first, with a reminder and an end."""

from datetime import timedelta

import time_machine
from flask import Flask

from tests.factories import npi_of
from tests.web.conftest import CHECKED, STATED
from tests.web.form_filling import carried_by
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient
from tests.web.tracking.conftest import LETTER, Issue


def answer(app: Flask, address: str, step: str = "answer", **values: str) -> None:
    office = StrictClient(app)
    token = carried_by(office.get(address).text)["csrf_token"]
    sent = office.post(address, data={"csrf_token": token, "step": step, **values})
    assert sent.status_code == 303


def test_a_letter_and_what_the_office_says_of_it_are_listed(
    app: Flask, gp: Person, issue: Issue
) -> None:
    assert "You have sent no letter yet" in gp.client.get("/referrals").text
    address = issue(gp)
    page = gp.client.get("/referrals")
    assert page.headers["Cache-Control"] == "no-store"
    assert "K7QM-4XP2-9TK7-QM4X" in page.text
    assert "Ada Oakley" in page.text
    assert "Sent, no answer yet" in page.text
    answer(app, address, answer="scheduled", appointment_on="2026-12-01")
    assert "Scheduled, 1 Dec 2026" in gp.client.get("/referrals").text


def test_an_overdue_letter_stands_first_with_a_reminder_to_copy(gp: Person, issue: Issue) -> None:
    with time_machine.travel(gp.resources.now() - timedelta(days=6)):
        address = issue(gp)
    issue(gp, "X" * 16, npi_of(STATED))
    page = gp.client.get("/referrals").text
    assert page.index("K7QM") < page.index("XXXX")
    assert page.count("<strong>Overdue.</strong>") == 1
    assert "6 days" in page
    reminder = gp.client.get(f"/referrals/{LETTER}").text.partition("<textarea")[2]
    assert f"http://localhost{address}" in reminder
    assert "Sent, no answer yet" in reminder


def test_a_question_is_settled_by_one_button(app: Flask, gp: Person, issue: Issue) -> None:
    answer(app, issue(gp), "ask", question="medications")
    assert "Please send the list of medicines" in gp.client.get("/referrals").text
    path = f"/referrals/{LETTER}"
    assert gp.post(f"{path}/settle", path).status_code == 303
    assert "Please send the list" not in gp.client.get("/referrals").text


def test_a_withdrawn_letter_lets_nobody_answer(app: Flask, gp: Person, issue: Issue) -> None:
    address = issue(gp)
    path = f"/referrals/{LETTER}"
    assert gp.post(f"{path}/withdraw", path).status_code == 303
    page = gp.client.get(path).text
    assert "Withdrawn by the sender" in page
    assert address not in page
    assert StrictClient(app).get(address).status_code == 410


def test_the_letter_of_somebody_else_is_not_there(
    gp: Person, colleague: Person, issue: Issue
) -> None:
    issue(gp)
    path = f"/referrals/{LETTER}"
    assert LETTER not in colleague.client.get("/referrals").text
    assert colleague.client.get(path).status_code == 404
    for change in ("settle", "withdraw"):
        assert colleague.post(f"{path}/{change}", "/referrals").status_code == 404
    assert gp.client.get("/referrals/nothing").status_code == 404


def test_the_patients_zip_is_searched_and_stands_in_no_address(gp: Person) -> None:
    found = gp.post("/referrals/search", "/referrals", near="60601", procedure="any")
    assert found.status_code == 200
    assert found.headers["Cache-Control"] == "no-store"
    assert "Ada Oakley" in found.text
    assert f"/referrals/new?npi={npi_of(1)}" in found.text
    assert "near=60601" not in found.text


def test_a_place_that_is_not_understood_is_told_beside_its_field(gp: Person) -> None:
    for near, sentence in (
        ("", "Type the patient"),
        ("00000", "00000"),
        ("Springfield", "Springfield"),
    ):
        told = gp.post("/referrals/search", "/referrals", near=near, procedure="any")
        assert told.status_code == 400
        assert sentence in told.text
    wrong = gp.post("/referrals/search", "/referrals", near="60601", radius="far")
    assert wrong.status_code == 400
    assert 'value="60601"' in wrong.text


def letter_number(number: int) -> str:
    """Sixteen of the letters that such numbers have."""
    return "X" * 14 + f"{22 + number // 8 * 10 + number % 8}"


def test_many_letters_stand_in_pages_behind_the_search(gp: Person, issue: Issue) -> None:
    for number in range(27):
        issue(gp, letter_number(number), npi_of(STATED if number == 26 else CHECKED))
    page = gp.client.get("/referrals").text
    assert page.index("Find doctors") < page.index("Letters you have sent")
    assert page.count("Sent, no answer yet") == 25
    assert "Page 1 of 2" in page
    second = gp.client.get("/referrals?page=2").text
    assert second.count("Sent, no answer yet") == 2
    assert gp.client.get("/referrals?page=99").text.count("Sent, no answer yet") == 2
    assert gp.client.get("/referrals?page=x&stage=nothing").status_code == 200


def test_a_letter_is_found_by_the_side_of_the_practice(gp: Person, issue: Issue) -> None:
    issue(gp)
    issue(gp, "X" * 16, npi_of(STATED))

    def found(words: str) -> str:
        return gp.post("/referrals/find", "/referrals", words=words).text

    for words in ("birch", "Birchfield Chicago", npi_of(STATED), "xxxx-xxxx"):
        page = found(words)
        assert "1 letter fits" in page, words
        assert "XXXX-XXXX" in page
        assert "K7QM" not in page
    assert "2 letters fit" in found("chicago")
    nothing = found("A. Patient")
    assert "0 letters fit" in nothing
    assert "A patient's name finds nothing here." in nothing.replace("&#39;", "'")
    empty = gp.post("/referrals/find", "/referrals", words=" ")
    assert empty.status_code == 400
    assert "Type a doctor" in empty.text
    # Words are posted: they stand in no address, also not in those of the page.
    assert "words=" not in found("birch")


def test_letters_are_chosen_by_where_they_stand(app: Flask, gp: Person, issue: Issue) -> None:
    with time_machine.travel(gp.resources.now() - timedelta(days=6)):
        issue(gp)
    answer(app, issue(gp, "X" * 16), "ask", question="medications")
    page = gp.client.get("/referrals?stage=overdue").text
    assert "Overdue (1)" in page
    assert "The office asks (1)" in page
    assert "K7QM" in page
    assert "XXXX" not in page
    assert "XXXX" in gp.client.get("/referrals?stage=asked").text


def test_nobody_finds_the_letters_of_somebody_else(
    gp: Person, colleague: Person, issue: Issue
) -> None:
    issue(gp)
    issue(colleague, "X" * 16)
    page = colleague.post("/referrals/find", "/referrals", words="oakley").text
    assert "1 letter fits" in page
    assert "K7QM" not in page
