"""Words of people and record systems: languages, insurances, and a no that is no drug."""

import pytest

from finder.domain.errors import InvalidForm
from finder.domain.referral import refuse_days_before_birth, warnings_of
from finder.domain.referral.coverage import filled_for_payers
from finder.domain.referral.spoken import insurance_name, is_negation, language_code
from tests.factories import TODAY
from tests.letters import DIAGNOSES, read


@pytest.mark.parametrize("typed", ["es", "Español", "spa", "es-MX", "Spanish", "spanish (Mexico)"])
def test_spanish_has_many_names(typed: str) -> None:
    assert language_code(typed) == "es"


@pytest.mark.parametrize(("typed", "code"), [("English", "en"), ("en-US", "en"), ("Polish", "")])
def test_other_languages_are_not_spanish(typed: str, code: str) -> None:
    assert language_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["Medicare", "Medicare Part B", "medicare FFS", "Traditional Medicare"]
)
def test_medicare_without_a_plan_is_the_original_one(typed: str) -> None:
    assert insurance_name(typed) == "Original Medicare"


@pytest.mark.parametrize("typed", ["Medicare Advantage", "Medicare HMO", "Medicaid", "Union plan"])
def test_a_plan_keeps_its_name(typed: str) -> None:
    assert insurance_name(typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "No",
        "none",
        "No anticoagulants",
        "denies",
        "N/A",
        "unknown",
        "0",
        "false",
        "Denies any use.",
    ],
)
def test_a_no_asks_nobody_to_hold_a_drug(typed: str) -> None:
    assert is_negation(typed)
    assert "advise" not in read(anticoagulant=typed)["anticoagulant"].printed


@pytest.mark.parametrize(
    "typed", ["apixaban", "No aspirin, but apixaban", "yes", "true", "none 81"]
)
def test_whatever_may_be_a_drug_asks_about_holding_it(typed: str) -> None:
    assert read(anticoagulant=typed)["anticoagulant"].printed.endswith("Please advise on holding.")


@pytest.mark.parametrize("name", ["pregnancy", "infection", "allergies"])
@pytest.mark.parametrize(("typed", "said"), [("true", "yes"), ("1", "yes"), ("0", "no")])
def test_signs_for_yes_and_no_are_printed_as_words(name: str, typed: str, said: str) -> None:
    assert read(**{name: typed})[name].printed == said


@pytest.mark.parametrize("name", ["onset_date", "imaging_date", "dxa_date"])
def test_nothing_is_older_than_the_patient(name: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        refuse_days_before_birth(read(**{name: "1948-03-08"}))
    ((field, sentence),) = refused.value.problems
    assert field == name
    assert "before the patient's birth" in sentence
    refuse_days_before_birth(read(**{name: "1948-03-09"}))


@pytest.mark.parametrize(
    ("typed", "is_advanced"),
    [("MRI", True), ("X-ray and CT", True), ("X-ray", False), ("none", False), ("xray", False)],
)
def test_a_plain_film_is_no_advanced_imaging(typed: str, is_advanced: bool) -> None:
    assert ("imaging_modality" in filled_for_payers(read(imaging_modality=typed))) is is_advanced


def test_a_question_that_nobody_chose_is_not_in_the_letter() -> None:
    assert "question" not in read()
    assert "question" not in read(question=" ")


def test_a_letter_that_nobody_signs_is_looked_at_once_more() -> None:
    told = " ".join(warnings_of(read(), DIAGNOSES, TODAY))
    assert "Your name is missing" in told
    assert "Your phone number is missing" in told
