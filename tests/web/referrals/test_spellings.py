"""However a value is spelled, the form that is shown again sends the same letter once more."""

import re
from typing import Any

import pytest
from html5lib import HTMLParser, getTreeBuilder
from werkzeug.datastructures import MultiDict

from finder.domain.referral import ELEMENTS, Kind, read_values
from finder.web.errors import PROBLEM
from finder.web.referrals.forms import LetterForm
from finder.web.referrals.sent import NO_RED_FLAG, typed_values
from tests.letters import NEEDED, reader
from tests.web.referrals.conftest import FORM, LETTER, PREVIEW, Writer
from tests.web.signing_in import Person

BUNDLE, COPY, TEXT = (
    "/referrals/bundle.json",
    "/referrals/patient-copy.pdf",
    "/referrals/letter.txt",
)
LEAST = {**NEEDED, "npi": LETTER["npi"], "urgency": "routine"}
YES = ["Yes", "Y", "true", "1", "on", "present"]
NO = ["No", "N", "false", "0", "off", "absent"]
SPELLINGS = {
    **{name: [*YES, *NO] for name, each in ELEMENTS.items() if each.kind is Kind.YES_NO},
    "urgency": ["Soon", "SOON", "Urgent: within 48 hours"],
    "patient_sex": ["F", "m", "Female"],
    "oedema": [*YES, "N", "Not done"],
    "bone_scan": [*NO, "not done"],
    "pain_trend": ["unchanged", "worse", "Better", "improved"],
    "osteoporosis_manager": ["The specialist", "REFERRER"],
    "icd10": ["m8008xa", "M80.08XA,z79.01", "G834", "g83.4"],
    "levels": ["T12, L1", "T11-L1", "T12 and L1", "l5/S1"],
    "pain_now": ["7/10", "7 of 10", "+7"],
    "kyphosis_angle": ["15°", "15 degrees"],
    "height_loss": ["30 %", "30%"],
    "t_score": ["\u22122.8"],
    "patient_language": ["spanish"],
    "patient_dob": ["1948-03-09"],
}


def as_a_browser_sends(page: str, form_id: str = "letter") -> MultiDict[str, str]:
    """What a form sends as it stands."""
    parser = HTMLParser(getTreeBuilder("etree"), namespaceHTMLElements=False)
    (form,) = [each for each in parser.parse(page).iter("form") if each.get("id") == form_id]
    sent: MultiDict[str, str] = MultiDict()
    for field in form.iter():
        name, kind = field.get("name", ""), field.get("type")
        if field.tag == "textarea":
            sent.add(name, (field.text or "").removeprefix("\n"))
        elif field.tag == "select":
            chosen = [each for each in field.iter("option") if each.get("selected") is not None]
            sent.add(name, chosen[0].get("value", "") if chosen else "")
        elif field.tag == "input" and (
            kind not in ("radio", "checkbox") or field.get("checked") is not None
        ):
            sent.add(name, field.get("value", ""))
    return sent


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_spelling_is_shown_as_the_value_that_it_means(name: str) -> None:
    for spelling in SPELLINGS[name]:
        values = {**LEAST, name: spelling}
        meant = read_values(values, reader())
        form = LetterForm(values, reader())
        again = {field.name: field.data or "" for field in form}
        assert read_values(again, reader()) == meant, spelling
        if ELEMENTS[name].kind in (Kind.CHOICE, Kind.YES_NO):
            assert form[name].data in form[name].choices, spelling


@pytest.mark.parametrize("turn", range(2))
def test_the_page_of_an_error_sends_the_same_letter_again(writer: Writer, turn: int) -> None:
    """Every field in one of its spellings, with one mistake that is mended on the page."""
    spelled = {
        name: spellings[turn % len(spellings)]
        for name, spellings in SPELLINGS.items()
        if not ELEMENTS[name].is_red_flag and name != "icd10"
    }
    values = {**LEAST, **spelled, "icd10": "m8008xa", "redflag_saddle": "N", "rdq": "12"}
    direct = writer.send(PREVIEW, values)
    assert direct.status_code == 200
    page = writer.send(PREVIEW, {**values, "rdq": "99"})
    assert page.status_code == 400
    sent = as_a_browser_sends(page.text)
    sent["rdq"] = "12"
    again = writer.client.post(PREVIEW, data=sent)
    assert again.status_code == 200
    assert _letter(again.text) == _letter(direct.text)


def _letter(page: str) -> str:
    printed = page[page.index('<h2 id="letter-title"') : page.index("SHA-256")]
    return printed.partition("Letter ")[0]


@pytest.mark.parametrize(
    "flag",
    [
        *({"redflag_saddle": text} for text in ("Yes", "Y", "true", "1")),
        *({"icd10": text} for text in ("G834", "g83.4", "G83.4 X99")),
        {"redflag_cord": ["0", "1"]},
        {"redflag_cord": ["1", "0"]},
        {"redflag_cord": ["", "yes"]},
    ],
)
def test_a_red_flag_stops_again_when_the_form_comes_back_unchanged(
    writer: Writer, flag: dict[str, Any]
) -> None:
    stopped = writer.send(PREVIEW, {**LEAST, **flag})
    for _ in range(2):
        assert stopped.status_code == 400
        assert "needs a same-day assessment" in stopped.text
        stopped = writer.client.post(PREVIEW, data=as_a_browser_sends(stopped.text))
    step = writer.send(FORM, {**LEAST, **flag}, step="request", go="patient")
    assert "needs a same-day assessment" in step.text
    carried = as_a_browser_sends(step.text)
    assert writer.client.post(PREVIEW, data=carried).status_code == 400


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("urgency", ["soon", "routine"]),
        ("pain_now", ["7", "10"]),
        ("patient_name", ["Minn Imal", "Max Imal"]),
        ("patient_dob", ["1950-01-01", "1951-01-01"]),
        ("redflag_cord", ["0", "1"]),
    ],
)
def test_two_answers_to_one_question_are_told_and_stay_in_sight(
    writer: Writer, name: str, sent: list[str]
) -> None:
    for path in (PREVIEW, TEXT, FORM):
        answer = writer.send(path, {**LEAST, name: sent}, go="next")
        assert answer.status_code == 400, path
        assert "more than one answer" in answer.text
        assert " | ".join(sent) in answer.text


def test_the_same_answer_twice_is_one_however_it_is_spelled(writer: Writer) -> None:
    twice = {"interpreter": ["", "yes", "Yes"], "urgency": ["soon", "Soon"]}
    assert writer.send(PREVIEW, {**LEAST, **twice}).status_code == 200


def test_one_box_answers_every_open_flag_with_no(writer: Writer) -> None:
    values = typed_values(MultiDict({NO_RED_FLAG: "1", "redflag_cord": "yes"}), reader())
    assert values.pop("redflag_cord") == "yes"
    assert set(values.values()) == {"no"}
    page = writer.send(PREVIEW, {**LEAST, NO_RED_FLAG: "1"})
    assert page.status_code == 200
    assert "The screen for red flags" not in page.text


def test_a_suggested_question_can_be_cleared_and_is_nobodys_choice(writer: Writer) -> None:
    page = writer.client.get(f"{FORM}?page=all").text
    assert 'value="Please see this patient and treat if suitable"' in page
    for given in ({}, {"question": ""}):
        text = writer.send(TEXT, {**LEAST, **given}).text
        assert "Please see this patient" not in text
        assert re.search("Not recorded: .*Clinical question", text)


def test_previewing_from_a_step_leads_to_the_step_of_the_first_gap(writer: Writer) -> None:
    gaps = {**LEAST, "patient_name": "", "rdq": "99"}
    answer = writer.send(PREVIEW, gaps, step="request")
    assert answer.status_code == 400
    assert "part 2 of 9" in answer.text
    assert "Type the patient&#39;s name" in answer.text
    assert as_a_browser_sends(answer.text)["rdq"] == "99"


def test_a_day_before_birth_is_told(writer: Writer) -> None:
    answer = writer.send(PREVIEW, {**LEAST, "imaging_date": "1940-01-01"})
    assert answer.status_code == 400
    assert "before the patient&#39;s birth" in answer.text


@pytest.mark.parametrize("path", [BUNDLE, COPY, TEXT])
def test_a_program_is_told_what_is_wrong_as_a_problem(writer: Writer, path: str) -> None:
    token = as_a_browser_sends(writer.client.get(FORM).text)["csrf_token"]
    answer = writer.client.post(
        path,
        data={**LEAST, "csrf_token": token, "rdq": "99"},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 400
    assert answer.mimetype == PROBLEM
    assert answer.json is not None
    assert [each["field"] for each in answer.json["errors"]] == ["rdq"]
    assert answer.json["request_id"]


def test_the_patients_copy_alone_opens_no_letter(writer: Person) -> None:
    assert writer.send(COPY, LEAST).status_code == 200  # type: ignore[attr-defined]
    assert "You have sent no letter yet" in writer.client.get("/referrals").text
