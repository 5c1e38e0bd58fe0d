"""Sentences are English text that can still be said in another language."""

import copy
from datetime import date

import pytest

from finder.domain.errors import InvalidValue
from finder.domain.sentences import ENGLISH, Language, Sentence, counted, day, joined

_WORDS = {
    "%(miles)s away": "a %(miles)s",
    "%(count)s mile": "%(count)s milla",
    "Less than %(miles)s": "Menos de %(miles)s",
    "Checked on %(when)s": "Revisado el %(when)s",
    "%(day)s Oct %(year)s": "%(day)s de octubre de %(year)s",
    "100 % sure": "100 % seguro",
}
SPANISH = Language(
    "es",
    lambda text: _WORDS.get(text, text),
    lambda one, many, count: "%(count)s millas" if count != 1 else _WORDS[one],
)


def miles(count: int) -> Sentence:
    return counted("%(count)s mile", "%(count)s miles", count)


def test_a_sentence_is_its_english_text() -> None:
    sentence = Sentence("%(miles)s away", miles=miles(2))
    assert sentence == "2 miles away"
    assert str(sentence) is sentence
    assert ENGLISH.say(sentence) == "2 miles away"


def test_values_that_are_sentences_or_days_are_said_in_the_same_language() -> None:
    assert SPANISH.say(Sentence("%(miles)s away", miles=miles(1))) == "a 1 milla"
    checked = Sentence("Checked on %(when)s", when=date(2026, 10, 3))
    assert checked == "Checked on 3 Oct 2026"
    assert SPANISH.say(checked) == "Revisado el 3 de octubre de 2026"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 millas"), (1, "1 milla"), (1200, "1,200 millas")]
)
def test_a_number_chooses_its_form(count: int, said: str) -> None:
    assert SPANISH.say(miles(count)) == said


def test_a_template_without_values_may_hold_a_per_cent_sign() -> None:
    assert SPANISH.say(Sentence("100 % sure")) == "100 % seguro"


def test_what_a_person_typed_is_never_translated_nor_filled_in() -> None:
    typed = Sentence("Less than %(miles)s", miles="%(count)s mile")
    assert SPANISH.say(typed) == "Menos de %(count)s mile"


def test_parts_are_joined_each_in_its_language() -> None:
    both = joined(" · ", miles(1), "", miles(3))
    assert both == "1 mile · 3 miles"
    assert SPANISH.say(both) == "1 milla · 3 millas"


def test_a_refusal_keeps_its_sentence() -> None:
    assert SPANISH.say(str(InvalidValue(Sentence("100 % sure")))) == "100 % seguro"


def test_a_day_has_a_form_for_every_month() -> None:
    assert [day(date(2026, month, 9)) for month in (1, 12)] == ["9 Jan 2026", "9 Dec 2026"]


@pytest.mark.parametrize(
    "sentence", [Sentence("%(miles)s away", miles=miles(2)), miles(2), Sentence("100 % sure")]
)
def test_a_sentence_can_be_copied(sentence: Sentence) -> None:
    copied = copy.deepcopy(sentence)
    assert copied == sentence
    assert SPANISH.say(copied) == SPANISH.say(sentence)
