"""The record is one thing with one sum, and its words say what is missing."""

from dataclasses import replace
from datetime import date

import pytest

from finder.domain.errors import InvalidValue
from finder.domain.referral import ELEMENTS, Block, Kind, printed_letter, read_letter_id
from finder.domain.referral.ages import age_words
from finder.domain.referral.elements import Since
from tests.letters import FULL, LETTER_ID, NEEDED, letter

# The fields that record systems fill; the names are promises.
PROMISED = """
npi urgency question patient_name patient_dob patient_sex patient_phone patient_language interpreter
insurance levels icd10 mechanism onset_date hospitalised imaging_modality imaging_date oedema
height_loss kyphosis_angle retropulsion pain_now pain_worst pain_trend rdq odi treatments
treatment_weeks anticoagulant inr platelets allergies pregnancy infection redflag_leg_weakness
redflag_saddle redflag_bladder_bowel redflag_fever redflag_cord emergency_acknowledgement
cancer_history steroids dxa_date t_score osteoporosis_treatment education_given problems medications
patient_goals reply_wanted reply_by
"""


def said(section: str, values: dict[str, str] = FULL) -> dict[str, str]:
    printed = printed_letter(letter(values))
    (found,) = [part for part in printed.sections if part.heading == section]
    return {row.label: " / ".join(row.lines) for row in found.rows}


def missing(section: str, values: dict[str, str]) -> tuple[str, ...]:
    printed = printed_letter(letter(values))
    return next(part for part in printed.sections if part.heading == section).not_recorded


def test_every_promised_field_is_there() -> None:
    assert {*PROMISED.split()} <= {*ELEMENTS}
    assert all(element.name == name for name, element in ELEMENTS.items())


def test_the_full_letter_of_the_tests_fills_every_field_but_the_acknowledgement() -> None:
    assert {*ELEMENTS} - {*FULL} == {"emergency_acknowledgement"}


def test_what_is_missing_is_not_recorded_and_never_none() -> None:
    safety = said(Block.SAFETY.value, NEEDED)
    assert safety["Allergies"] == "not recorded"
    assert safety["Anticoagulant or antiplatelet"] == "not recorded"
    assert said(Block.RED_FLAGS.value, NEEDED)["Saddle numbness"] == "not recorded"
    assert "INR" in missing(Block.SAFETY.value, NEEDED)
    assert missing(Block.SAFETY.value, FULL) == ()


def test_dates_become_ages() -> None:
    assert said("Patient")["Date of birth"] == "1948-03-09 (78 years old)"
    assert said("Fracture")["Start of symptoms"] == "2026-10-18 (5 weeks since onset)"
    assert said("Bone health")["DXA of"] == "2026-01-10 (10 months ago)"
    assert said("Reply")["Reply by"] == "2026-12-20"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-22", "today"),
        ("2026-11-21", "1 day ago"),
        ("2026-11-09", "13 days ago"),
        ("2026-11-08", "2 weeks ago"),
        ("2026-05-24", "5 months ago"),
        ("2025-11-23", "11 months ago"),
        ("2024-11-22", "2 years ago"),
    ],
)
def test_time_that_has_passed_is_said_in_the_unit_that_fits(day: str, words: str) -> None:
    assert age_words(Since.EVENT, date.fromisoformat(day), date(2026, 11, 22)) == words


def test_the_recipient_and_the_sender_are_named_and_the_unverified_is_said() -> None:
    assert "Ada Oakley, MD" in said("To")[""]
    assert said("To")["Fax"] == "not recorded"
    assert said("From")["Account"] == "gp@example.org"
    unconfirmed = printed_letter(letter(is_npi_confirmed=False)).sections[1]
    assert ("NPI not yet verified by finder.",) in [row.lines for row in unconfirmed.rows]


def test_the_sum_is_that_of_the_record_and_not_of_the_code() -> None:
    one = letter()
    assert len(one.fingerprint) == 64
    assert one.fingerprint == one.with_code("other", "elsewhere").fingerprint
    assert one.fingerprint != letter({**FULL, "pain_now": "7"}).fingerprint
    assert one.fingerprint != replace(one, letter_id="2" * 16).fingerprint


def test_a_number_is_read_as_people_copy_it_and_carries_no_words() -> None:
    assert read_letter_id(" k7qm-4xp2-9tk7-qm4x ") == LETTER_ID
    assert read_letter_id(letter().shown_id) == LETTER_ID
    for text in ("PETRA INVENTED", "K7QM", "K7QM4XP29TK7QM4XX", "O" * 16, "x" * 100_000):
        with pytest.raises(InvalidValue):
            read_letter_id(text)


def test_choices_can_be_printed_and_numbers_have_bounds() -> None:
    for element in ELEMENTS.values():
        assert bool(element.options) == (element.kind in (Kind.CHOICE, Kind.OPEN)), element.name
        assert (element.low < element.high) == (element.kind is Kind.NUMBER), element.name
