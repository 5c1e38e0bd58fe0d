"""What may be typed into each kind of field, and the sentence for what may not."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.domain.errors import InvalidForm, InvalidValue
from finder.domain.referral import ELEMENTS, LEVELS
from finder.domain.referral.levels import read_levels
from finder.domain.referral.values import cleaned
from tests.letters import FULL, read, reader


def refused(**typed: str) -> str:
    with pytest.raises(InvalidForm) as problem:
        read(**typed)
    ((name, sentence),) = problem.value.problems
    assert name == next(iter(typed))
    return sentence


@pytest.mark.parametrize(
    ("name", "typed", "text", "printed"),
    [
        ("height_loss", "30 %", "30", "30%"),
        ("height_loss", "12.5", "12.5", "12.5%"),
        ("t_score", "\u22122.8", "-2.8", "-2.8"),
        ("platelets", "230", "230", "230 10^9/L"),
        ("kyphosis_angle", "12 degrees", "12", "12 degrees"),
        ("pain_now", "7.5", "7.5", "7.5 of 10"),
        ("hospitalised", "TRUE", "yes", "yes"),
        ("hospitalised", "0", "no", "no"),
        ("oedema", "not done", "not-done", "not done"),
        ("oedema", "1", "yes", "yes"),
        ("patient_sex", "F", "female", "female"),
        ("pain_trend", "Worse", "worsening", "worsening"),
        ("retropulsion", "none", "no", "no"),
        ("pain_trend", "Worsening", "worsening", "worsening"),
        ("insurance", "original medicare", "Original Medicare", "Original Medicare"),
        ("insurance", "Union plan", "Union plan", "Union plan"),
        ("levels", "l1, t12; S1", "T12 L1 sacrum", "T12, L1, sacrum"),
        ("levels", "T11 - L1", "T11 T12 L1", "T11, T12, L1"),
        ("levels", "Th5", "T5", "T5"),
        ("icd10", "m8008xa M80.08XA", "M80.08XA", None),
        ("urgency", "Emergency: same day", "emergency", "Emergency: same day"),
        ("patient_name", "  José\u00a0\u200b  Nuñ\u0303ez ", "José Nuñ\u0303ez", None),
    ],
)
def test_what_is_typed_in_passing_is_understood(
    name: str, typed: str, text: str, printed: str | None
) -> None:
    value = read(**{name: typed})[name]
    assert value.text == text
    assert printed is None or value.printed == printed


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("pain_now", "11"),
        ("pain_now", "-1"),
        ("pain_now", "eight"),
        ("pain_now", "٨"),
        ("rdq", "25"),
        ("rdq", "3.5"),
        ("odi", "100.5"),
        ("inr", "1e3"),
        ("platelets", "230000"),
        ("height_loss", "NaN"),
        ("kyphosis_angle", "9" * 5000),
        ("t_score", "--2"),
        ("hospitalised", "maybe"),
        ("oedema", "somewhat"),
        ("urgency", "whenever"),
        ("levels", "L6"),
        ("levels", "C3"),
        ("levels", "T1-L9"),
        ("icd10", "M99.99"),
        ("onset_date", "2026-11-23"),
        ("onset_date", "18/10/2026"),
        ("onset_date", "2026-02-30"),
        ("onset_date", "２０２６-10-18"),
        ("patient_dob", "1790-01-01"),
        ("patient_name", "Petra\x00"),
        ("patient_name", "Petra \ufffe"),
        ("patient_name", "P" * 121),
        ("npi", "1234567890"),
    ],
)
def test_what_cannot_be_used_gets_a_sentence(name: str, typed: str) -> None:
    assert refused(**{name: typed}).endswith(".")


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "Not recorded"])
@pytest.mark.parametrize("name", ["allergies", "pain_now", "hospitalised", "icd10", "onset_date"])
def test_nothing_typed_is_nothing_recorded(name: str, typed: str) -> None:
    assert name not in read(**{name: typed})


@pytest.mark.parametrize("name", ["npi", "urgency", "patient_name", "patient_dob", "levels"])
def test_what_is_needed_is_asked_for(name: str) -> None:
    assert refused(**{name: " "}).endswith(".")


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(InvalidForm) as problem:
        read(pain_now="x", rdq="x", patient_name="")
    assert [name for name, _ in problem.value.problems] == ["patient_name", "pain_now", "rdq"]


def test_reading_what_forms_carry_on_changes_nothing() -> None:
    first = read(**FULL)
    again = read(**{name: value.text for name, value in first.items()})
    assert first == again
    assert {*FULL} - {*first} == set()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(ELEMENTS.values())), st.text(max_size=60))
def test_any_text_is_a_value_nothing_or_a_sentence(element, text) -> None:  # type: ignore[no-untyped-def]
    held: tuple[str, object] | None = None
    with suppress(InvalidValue):
        held = reader().read(element, text)
    assert held is None or reader().read(element, held[0]) == held


@given(st.sets(st.sampled_from(LEVELS), min_size=1))
def test_levels_come_once_and_from_head_to_foot(chosen: set[str]) -> None:
    assert read_levels(",".join(chosen)) == tuple(level for level in LEVELS if level in chosen)


def test_lines_stay_lines_and_unseen_letters_go() -> None:
    assert cleaned(" a  b \r\n\u202ec\u2028d\ufeff ", 20, has_lines=True) == "a b\nc\nd"
    assert (
        cleaned("\U0001f469\u200d\U0001f52c", 20, has_lines=False) == "\U0001f469\u200d\U0001f52c"
    )
