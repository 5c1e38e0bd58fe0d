"""What nobody sees is named where it is read, and gone where it would mislead."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.domain.unseen_letters import named, removed


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        (
            "Dr. \u202enaillE\u202c",
            "Dr. [right-to-left override]naillE[pop directional formatting]",
            "Dr. naillE",
        ),
        ("a\u200bb", "a[zero width space]b", "ab"),
        ("\u2066x\u2069", "[left-to-right isolate]x[pop directional isolate]", "x"),
        ("a\x07\x00b", "a[U+0007][U+0000]b", "ab"),
        ("line\u2028end", "line[line separator]end", "lineend"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("Зоя, עדה, Zoë", "Зоя, עדה, Zoë", "Зоя, עדה, Zoë"),
        ("می\u200cخواهم", "می\u200cخواهم", "می\u200cخواهم"),
        ("", "", ""),
    ],
)
def test_each_is_named_or_removed(text: str, told: str, left: str) -> None:
    assert (named(text), removed(text)) == (told, left)


@given(st.text(max_size=40))
@settings(max_examples=100)
def test_nothing_unseen_is_left(text: str) -> None:
    for shown in (named(text), removed(text)):
        kinds = {
            unicodedata.category(letter) for letter in shown if letter not in "\t\r\n\u200c\u200d"
        }
        assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
