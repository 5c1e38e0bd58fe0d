"""A red flag stops an ordinary letter; what looks mistaken is said and stops nothing."""

import pytest

from finder.domain.errors import InvalidForm
from finder.domain.referral import ELEMENTS, red_flag_stop, refuse_ordinary_letter, warnings_of
from tests.factories import TODAY
from tests.letters import DIAGNOSES, FULL, read

RED_FLAGS = [element.name for element in ELEMENTS.values() if element.is_red_flag]
RED_CODES = ["G83.4", "G95.20", "G95.29", "M46.20", "M46.24"]


def problems_of(**typed: str) -> list[str]:
    values = read(**typed)
    try:
        refuse_ordinary_letter(values, red_flag_stop(values, DIAGNOSES))
    except InvalidForm as refused:
        return [name for name, _ in refused.problems]
    return []


@pytest.mark.parametrize(
    "typed", [*({name: "yes"} for name in RED_FLAGS), *({"icd10": code} for code in RED_CODES)]
)
def test_each_red_flag_stops_the_letter(typed: dict[str, str]) -> None:
    assert problems_of(**typed) == ["urgency", "emergency_acknowledgement"]
    assert problems_of(**typed, urgency="emergency") == ["emergency_acknowledgement"]
    assert problems_of(**typed, urgency="emergency", emergency_acknowledgement="called 91") == [
        "emergency_acknowledgement"
    ]
    assert problems_of(**typed, urgency="urgent", emergency_acknowledgement="called 911 now") == [
        "urgency"
    ]
    assert not problems_of(**typed, urgency="emergency", emergency_acknowledgement="called 911")


def test_without_a_red_flag_nothing_is_acknowledged() -> None:
    assert not problems_of(**FULL)
    assert not problems_of(**dict.fromkeys(RED_FLAGS, "no"))


def test_a_screen_that_was_not_answered_is_said() -> None:
    told, *_ = warnings_of(read(), DIAGNOSES, TODAY)
    assert "not answered: New leg weakness" in told
    assert not warnings_of(read(**FULL), DIAGNOSES, TODAY)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"icd10": "M84.58XA"}, "M84.58XA needs the code of the tumor"),
        ({"icd10": "M84.58XA C90.00"}, ""),
        ({"icd10": "S32.010A", "mechanism": "Minor fall or lifting"}, "An S code is not for"),
        ({"icd10": "S32.010A", "mechanism": "Fall from a height", "t_score": "-2.6"}, "An S code"),
        ({"icd10": "S32.010A", "mechanism": "Fall from a height", "t_score": "-1"}, ""),
        ({"icd10": "M48.54XA", "levels": "L4"}, "M48.54XA is a code of T1 to T12, none of which"),
        ({"icd10": "M48.58XA", "levels": "L4"}, "M48.58XA is a code of the sacrum, none of which"),
        ({"icd10": "M48.55XA", "levels": "L4 L2"}, ""),
        ({"pain_worst": "3"}, "The worst pain is rated lower"),
        ({"reply_by": "2026-11-21"}, "The day by which you want a reply has passed"),
        ({"imaging_date": "2026-10-01"}, "The imaging is older than the symptoms"),
    ],
)
def test_what_looks_mistaken_is_said(typed: dict[str, str], told: str) -> None:
    found = warnings_of(read(**{**FULL, **typed}), DIAGNOSES, TODAY)
    assert [sentence for sentence in found if told and told in sentence] == [*found]
    assert bool(found) == bool(told)


def test_a_drug_gets_a_question_and_no_advice() -> None:
    assert read(anticoagulant="apixaban.")["anticoagulant"].printed == (
        "apixaban. Please advise on holding."
    )
    assert read(anticoagulant="None")["anticoagulant"].printed == "None"
