"""What is typed into forms is kept as it was meant, or refused with a sentence."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.domain.errors import InvalidForm, InvalidValue
from finder.domain.typed import Reading, e_mail_or_telephone, one_line, paragraphs

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("  two  blanks \n\n kept ", "two  blanks \n\n kept"),
        ("Ze\u0301ro", "Zéro"),
        ("<b>bold</b> & \u202eturned", "<b>bold</b> & \u202eturned"),
        ("\r\n \t", ""),
    ],
)
def test_lines_and_signs_are_kept_as_typed(typed: str, kept: str) -> None:
    assert paragraphs(typed, 100) == kept


@pytest.mark.parametrize("typed", ["\x00", "a\x07b", "\x85", "\x9b31m", "\ud800", "a\udfff"])
@pytest.mark.parametrize("read", [one_line, paragraphs, e_mail_or_telephone])
def test_what_no_keyboard_types_is_refused(read: object, typed: str) -> None:
    with pytest.raises(InvalidValue, match="control characters"):
        read(typed, 100)  # type: ignore[operator]  # each reads a text up to a length


def test_a_text_may_be_as_long_as_allowed_and_no_longer() -> None:
    assert paragraphs("é" * 1000, 1000) == "é" * 1000
    with pytest.raises(InvalidValue, match=r"That is 1,001 characters long\. Use at most 1,000\."):
        paragraphs("é" * 1001, 1000)


def test_lengths_count_what_is_kept_and_not_how_it_was_typed() -> None:
    assert len(paragraphs(" " + "e\u0301\r\n" * 50, 100)) == 99


@given(ANY_TEXT)
def test_any_text_is_kept_whole_or_refused(typed: str) -> None:
    try:
        kept = paragraphs(typed, 100)
    except InvalidValue:
        assert any(unicodedata.category(letter) in ("Cc", "Cs") for letter in typed)
    else:
        lines = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").replace("\r", "\n")
        assert kept == lines.strip()


@given(ANY_TEXT)
def test_one_line_has_no_other(typed: str) -> None:
    try:
        assert len(one_line(typed, 100).splitlines()) <= 1
    except InvalidValue:
        assert any(unicodedata.category(letter) in ("Cc", "Cs") for letter in typed)


@pytest.mark.parametrize(
    "contact",
    [
        "",
        "name@example.org",
        "first.last+box@mail.example.co.uk",
        "josé@ejemplo.es",
        "312-555-0100",
        "(312) 555 0100",
        "+1 312.555.0100 ext. 12",
        "3125550100x4",
    ],
)
def test_people_may_be_reached_by_e_mail_or_telephone(contact: str) -> None:
    assert e_mail_or_telephone(contact, 100) == contact


@pytest.mark.parametrize(
    "contact",
    [
        "me",
        "name@",
        "@example.org",
        "a b@example.org",
        "name@example",
        "555-0100",
        "call me",
        "1" * 30,
    ],
)
def test_what_reaches_nobody_is_asked_for_again(contact: str) -> None:
    with pytest.raises(InvalidValue, match=r"name@example\.org"):
        e_mail_or_telephone(contact, 100)


@given(st.text(max_size=60))
def test_no_contact_is_changed_by_being_read(typed: str) -> None:
    with suppress(InvalidValue):
        assert e_mail_or_telephone(typed, 100) == one_line(typed, 100)


def test_every_problem_of_a_form_is_told_at_once() -> None:
    reading = Reading({"one": "x" * 11, "three": "\x00"})
    assert reading.value("one", lambda text: one_line(text, 10), "") == ""
    assert reading.value("two", lambda text: one_line(text, 10), "none") == ""
    reading.value("three", lambda text: one_line(text, 10), "")
    with pytest.raises(InvalidForm) as refused:
        reading.finish()
    assert [name for name, _ in refused.value.problems] == ["one", "three"]
    assert all(sentence in str(refused.value) for _, sentence in refused.value.problems)
