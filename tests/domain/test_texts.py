"""A text of both languages is whole, and each reader gets one of them."""

import pytest

from finder.domain.sentences import ENGLISH, Language
from finder.domain.texts import Text

BREAD = Text("bread", "pan")
SPANISH = Language("es", lambda text: text, lambda one, many, count: one if count == 1 else many)


def test_each_language_gets_its_own_text() -> None:
    assert BREAD.in_language("en") == "bread"
    assert BREAD.in_language("es") == "pan"


def test_a_language_that_it_does_not_have_gets_english() -> None:
    assert BREAD.in_language("fr") == "bread"


def test_a_language_says_a_text_as_it_says_a_sentence() -> None:
    assert (ENGLISH.say(BREAD), SPANISH.say(BREAD)) == ("bread", "pan")


@pytest.mark.parametrize(("english", "spanish"), [("bread", ""), ("", "pan"), ("bread", "  ")])
def test_a_text_with_one_language_only_cannot_exist(english: str, spanish: str) -> None:
    with pytest.raises(ValueError, match="needs both languages"):
        Text(english, spanish)
