"""The page behind the code of a letter: for an office without an account, in both languages."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask

from finder.domain.accounts import Role
from finder.domain.ledger import Actor
from finder.domain.referral_task import OfficeQuestion, TaskStatus
from finder.services import referrals
from finder.services.accounts import invite
from finder.services.referrals import issue_code
from finder.web.transaction import reading, resources, writing
from tests.factories import npi_of
from tests.web.conftest import MakeApp
from tests.web.form_filling import carried_by
from tests.web.strict_client import StrictClient

LETTER = "K7QM4XP29TK7QM4X"
ACTOR = Actor("gp@example.org", "clinician")


def issued(app: Flask, npi: str) -> str:
    """The address of the page of a new letter."""
    with app.app_context(), writing() as session:
        account = invite(
            session, resources(), ACTOR, ACTOR.name, Role.CLINICIAN, npi_of(70)
        ).account
        return "/r/" + issue_code(session, resources(), ACTOR, account, LETTER, npi, "pdf")


@pytest.fixture
def address(app: Flask, checked_npi: str) -> str:
    return issued(app, checked_npi)


def send(client: StrictClient, address: str, step: str = "answer", **values: str):  # type: ignore[no-untyped-def]
    token = carried_by(client.get(address).text)["csrf_token"]
    return client.post(address, data={"csrf_token": token, "step": step, **values})


def status_of(app: Flask, address: str) -> TaskStatus:
    with app.app_context(), reading() as session:
        page = referrals.open_reply(session, resources(), address.rpartition("/")[2])
        return page.task.current.status


def test_the_page_names_the_letter_and_knows_no_patient(client: StrictClient, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "K7QM-4XP2-9TK7-QM4X" in answer.text
    assert "Ada Oakley" in answer.text
    assert "<textarea" not in answer.text
    assert 'type="text"' not in answer.text


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"answer": "received"}, TaskStatus.RECEIVED),
        ({"answer": "accepted"}, TaskStatus.ACCEPTED),
        ({"answer": "scheduled", "appointment_on": "2026-12-01"}, TaskStatus.IN_PROGRESS),
        ({"answer": "declined", "reason": "no-capacity"}, TaskStatus.REJECTED),
        ({"answer": "done"}, TaskStatus.COMPLETED),
    ],
)
def test_an_office_answers_without_an_account(
    app: Flask, client: StrictClient, address: str, values: dict[str, str], status: TaskStatus
) -> None:
    assert send(client, address, **values).status_code == 303
    assert status_of(app, address) is status
    assert send(client, address, **values).status_code in (303, 400)
    assert status_of(app, address) is status


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Choose one of the answers."),
        ({"answer": "John Smith"}, "Choose one of the answers."),
        ({"answer": "scheduled"}, "Give the day of the appointment"),
        ({"answer": "scheduled", "appointment_on": "soon"}, "Write the day as year"),
        ({"answer": "declined"}, "Choose why you cannot see the patient."),
        ({"answer": "declined", "reason": "John Smith"}, "Choose one of the reasons."),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field_and_changes_nothing(
    app: Flask, client: StrictClient, address: str, values: dict[str, str], sentence: str
) -> None:
    answer = send(client, address, **values)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "John Smith" not in answer.text
    assert status_of(app, address) is TaskStatus.REQUESTED


def test_no_answer_leads_back(app: Flask, client: StrictClient, address: str) -> None:
    send(client, address, answer="accepted")
    assert 'value="received"' not in client.get(address).text
    assert send(client, address, answer="received").status_code == 400
    assert status_of(app, address) is TaskStatus.ACCEPTED


def test_a_mistake_can_be_taken_back_for_a_quarter_of_an_hour(
    app: Flask, client: StrictClient, address: str
) -> None:
    send(client, address, answer="accepted")
    assert "Take it back" in client.get(address).text
    assert send(client, address, "undo").status_code == 303
    assert status_of(app, address) is TaskStatus.REQUESTED
    assert "Take it back" not in client.get(address).text
    send(client, address, answer="accepted")
    with time_machine.travel(resources_now(app) + timedelta(minutes=16)):
        assert "Take it back" not in client.get(address).text
        assert send(client, address, "undo").status_code == 400
    assert status_of(app, address) is TaskStatus.ACCEPTED


def test_one_question_is_asked_from_a_list(client: StrictClient, address: str) -> None:
    assert send(client, address, "ask", question="Send Mr Smith").status_code == 400
    assert send(client, address, "ask", question=OfficeQuestion.IMAGES.value).status_code == 303
    page = client.get(address).text
    assert "Please send the images" in page
    assert "Ask for it" not in page
    assert send(client, address, "ask", question="contact").status_code == 400


def test_a_form_without_its_token_is_shown_again(
    app: Flask, client: StrictClient, address: str
) -> None:
    answer = client.post(address, data={"step": "answer", "answer": "done"})
    assert answer.status_code == 400
    assert "press the button once more" in answer.text
    assert status_of(app, address) is TaskStatus.REQUESTED


def test_an_unknown_code_is_404_and_a_withdrawn_or_old_one_410(
    app: Flask, client: StrictClient, address: str
) -> None:
    assert client.get("/r/" + "0" * 26).status_code == 404
    assert client.get("/r/nothing").status_code == 404
    with time_machine.travel(resources_now(app) + timedelta(days=181)):
        old = client.get(address)
    with app.app_context(), writing() as session:
        page = referrals.open_reply(session, resources(), address.rpartition("/")[2])
        account = accounts_of(session)[0]
        referrals.withdraw(session, resources(), ACTOR, account, page.task.letter_id)
    for answer in (old, client.get(address)):
        assert answer.status_code == 410
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Call the office that sent the letter" in answer.text


def accounts_of(session):  # type: ignore[no-untyped-def]
    from finder.services.accounts import list_accounts

    return [each for each in list_accounts(session) if each.role is Role.CLINICIAN]


def resources_now(app: Flask):  # type: ignore[no-untyped-def]
    return app.extensions["finder"].now()


def test_wrong_codes_are_soon_refused_and_right_ones_are_not_counted(
    make_app: MakeApp, checked_npi: str
) -> None:
    app = make_app(rate_limits="on")
    client, address = StrictClient(app), issued(app, checked_npi)
    statuses = [client.get(address).status_code for _ in range(25)]
    statuses += [client.get(f"/r/{number:026d}").status_code for number in range(20)]
    assert statuses == [200] * 25 + [404] * 20
    refused = client.get("/r/" + "9" * 26)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 600
    assert "Too many wrong codes" in refused.text


def test_the_page_is_spanish_for_readers_of_spanish(client: StrictClient, address: str) -> None:
    token = carried_by(client.get(f"{address}?lang=es").text)["csrf_token"]
    data = {"csrf_token": token, "step": "answer", "answer": "received"}
    answer = client.post(f"{address}?lang=es", data=data)
    assert answer.status_code == 303
    assert answer.location.endswith("?lang=es")


def test_a_day_is_read_as_it_is_written() -> None:
    from finder.web.replies.forms import read_answer

    said = read_answer({"answer": "scheduled", "appointment_on": " 2026-12-01 "})
    assert said.appointment_on == date(2026, 12, 1)


def test_taking_back_twice_is_taking_back_once(
    app: Flask, client: StrictClient, address: str
) -> None:
    send(client, address, answer="received")
    for _ in range(2):
        assert send(client, address, "undo").status_code == 303
    assert status_of(app, address) is TaskStatus.REQUESTED


def test_a_name_on_a_spanish_page_is_read_out_as_english(
    client: StrictClient, address: str
) -> None:
    page = client.get(f"{address}?lang=es").text
    assert re.search('<span lang="en">[^<]*Ada Oakley', page)
