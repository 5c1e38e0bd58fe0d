"""The form in steps: nothing typed is lost on the way, and nothing of it is on the server."""

import re

import pytest
from flask import Flask

from finder.domain.accounts import Role
from finder.domain.referral import ELEMENTS
from finder.store.tables import AccountRow
from finder.web.referrals.sent import NO_RED_FLAG
from finder.web.referrals.steps import STEPS
from tests.factories import npi_of
from tests.web.conftest import CHECKED
from tests.web.referrals.conftest import FORM, LETTER, PREVIEW, Writer, carried
from tests.web.signing_in import Person
from tests.web.strict_client import StrictClient

NAMED = re.compile(r'name="([a-z0-9_]+)"')


def visible(page: str) -> set[str]:
    """The fields of a page that a person can fill."""
    tags = re.findall(r"<(?:input|select|textarea)[^>]*>", page)
    return {found[1] for tag in tags if 'type="hidden"' not in tag and (found := NAMED.search(tag))}


def test_a_profile_fills_in_the_recipient(writer: Writer) -> None:
    page = writer.client.get(f"{FORM}?npi={npi_of(CHECKED)}").text
    assert "Ada Oakley" in page
    assert f'value="{npi_of(CHECKED)}"' in page


@pytest.mark.parametrize("npi", [npi_of(99), "123", "<script>"])
def test_an_npi_that_nobody_listed_has_is_said(writer: Writer, npi: str) -> None:
    answer = writer.client.get(FORM, query_string={"npi": npi})
    assert answer.status_code == 404
    assert "Nobody with this NPI is listed here" in answer.text


def test_each_page_carries_every_field_seen_or_unseen(writer: Writer) -> None:
    for path in (FORM, f"{FORM}?page=all"):
        assert {*NAMED.findall(writer.client.get(path).text)} >= {*ELEMENTS}
    assert visible(writer.client.get(f"{FORM}?page=all").text) == {*ELEMENTS, NO_RED_FLAG}


def test_patient_fields_are_not_offered_again_by_the_browser(writer: Writer) -> None:
    page = writer.client.get(f"{FORM}?page=all").text
    inputs = re.findall(r'<(?:input type="(?:text|date)"|textarea)[^>]*>', page)
    assert len(inputs) > 40
    assert all('autocomplete="off"' in tag for tag in inputs)


def test_the_steps_lead_through_all_fields_and_keep_what_was_typed(writer: Writer) -> None:
    page = writer.client.get(f"{FORM}?npi={LETTER['npi']}").text
    seen: set[str] = set()
    typed: dict[str, str] = {}
    for step in STEPS:
        shown = visible(page) - {NO_RED_FLAG}
        assert len(shown) <= 13, step.id
        seen |= shown
        typed = {**carried(page, FORM), **{name: LETTER.get(name, "") for name in shown}}
        last = step is STEPS[-1]
        answer = writer.client.post(PREVIEW if last else FORM, data={**typed, "go": "next"})
        assert answer.status_code == 200, answer.text
        page = answer.text
    assert seen == {*ELEMENTS} - {"emergency_acknowledgement"}
    direct = writer.send(PREVIEW, LETTER)
    assert _sections(page) == _sections(direct.text)


def _sections(page: str) -> str:
    return page[page.index('<h2 id="letter-title"') : page.index("SHA-256")].partition("Letter ")[0]


def test_going_on_asks_for_what_is_wrong_and_going_back_does_not(writer: Writer) -> None:
    wrong = {**LETTER, "step": "pain", "pain_now": "11"}
    answer = writer.send(FORM, wrong, go="next")
    assert answer.status_code == 400
    assert "Pain now: Type a number from 0 to 10" in answer.text
    assert 'value="11"' in answer.text
    assert "part 5 of 9" in answer.text
    back = writer.send(FORM, wrong, go="back")
    assert back.status_code == 200
    assert carried(back.text, FORM)["pain_now"] == "11"
    assert "part 4 of 9" in back.text


@pytest.mark.parametrize("go", ["", "sideways", "all", "sender"])
def test_any_part_can_be_asked_for(writer: Writer, go: str) -> None:
    assert writer.send(FORM, LETTER, step="patient", go=go).status_code == 200
    assert writer.send(FORM, LETTER, step="nowhere", go=go).status_code == 200


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("patient_dob", "3/9/48"),
        ("levels", "L9"),
        ("icd10", "X99"),
        ("oedema", "perhaps"),
        ("hospitalised", "perhaps"),
        ("treatments", "first\nsecond <b>\x07"),
        ("inr", "about 1"),
        ("medications", "x" * 1001),
    ],
)
def test_a_preview_that_is_refused_shows_all_that_was_typed(
    writer: Writer, name: str, typed: str
) -> None:
    answer = writer.send(PREVIEW, {**LETTER, name: typed})
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    shown = typed.replace("<b>\x07", "&lt;b&gt;")
    assert shown in answer.text
    assert "Petra Invented" in answer.text


def test_several_boxes_of_one_name_are_one_value(writer: Writer) -> None:
    answer = writer.send(PREVIEW, {**LETTER, "levels": ["L1", "T12"], "icd10": ["M80.08XA"]})
    assert answer.status_code == 200
    assert "T12, L1" in answer.text


def test_a_red_flag_stops_the_form_at_its_step(writer: Writer) -> None:
    stopped = writer.send(FORM, {**LETTER, "redflag_fever": "yes"}, step="request", go="next")
    assert stopped.status_code == 400
    assert "needs a same-day assessment" in stopped.text
    assert "part 1 of 9" in stopped.text
    assert "emergency_acknowledgement" in visible(stopped.text)
    let = {"urgency": "emergency", "emergency_acknowledgement": "Called 911 at noon"}
    going = writer.send(FORM, {**LETTER, "redflag_fever": "yes", **let}, step="request", go="next")
    assert going.status_code == 200
    assert "needs a same-day assessment" in going.text


def test_the_sender_is_taken_from_the_directory_where_it_lists_them(app: Flask) -> None:
    listed = Writer(app, Role.CLINICIAN)
    listed.set_up()
    with listed.resources.database.writing() as session:
        session.query(AccountRow).filter_by(email=listed.email).update({"npi": npi_of(CHECKED)})
    page = listed.client.get(f"{FORM}?page=all").text
    assert 'name="sender_name" value="Ada Oakley"' in page
    bare = {name: text for name, text in LETTER.items() if not name.startswith("sender_")}
    assert "Sample Spine Centre" in listed.send(PREVIEW, bare).text


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.ADMIN])
def test_who_keeps_the_directory_writes_no_letters(app: Flask, role: Role) -> None:
    keeper = Person(app, role).set_up()
    assert keeper.client.get(FORM).status_code == 403


def test_nobody_else_comes_in(client: StrictClient) -> None:
    assert client.get(FORM).status_code == 303
    assert client.post(PREVIEW).status_code == 303
