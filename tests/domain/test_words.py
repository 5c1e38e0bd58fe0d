"""Taking a part out of typed words, and marking a word as meant exactly so."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.domain.words import Correction, Understood, as_typed, without


def part(text: str, *pieces: str) -> Understood:
    """A part that stands where these pieces first do."""
    spans = tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)
    return Understood(pieces[0], "place", pieces[0], spans)


@pytest.mark.parametrize(
    ("text", "pieces", "rest"),
    [
        ("kyphoplasty near Dayton", ["near Dayton"], "kyphoplasty"),
        ("near Dayton, kyphoplasty", ["near Dayton"], "kyphoplasty"),
        ("kyphoplasty, near Dayton, 50 miles", ["near Dayton"], "kyphoplasty, 50 miles"),
        ("kyphoplasty (Dayton)", ["Dayton"], "kyphoplasty"),
        ("kyphoplasty “Dayton” 50 miles", ["Dayton"], "kyphoplasty 50 miles"),
        ("kyphoplasty in Dayton?", ["in Dayton"], "kyphoplasty?"),
        ("¿en Dayton?", ["en Dayton"], ""),
        ("a  b   c", ["b"], "a c"),
        ("60601 x 60602", ["60601", "60602"], "x"),
        ("Dayton", ["Dayton"], ""),
    ],
)
def test_what_is_left_is_tidy(text: str, pieces: list[str], rest: str) -> None:
    assert without(text, part(text, *pieces)) == rest


def test_accents_typed_in_two_pieces_are_counted_as_one() -> None:
    typed = unicodedata.normalize("NFD", "cifoplastía en Dayton")
    assert without(typed, part("cifoplastía en Dayton", "en Dayton")) == "cifoplastía"


def test_a_part_without_a_place_in_the_text_takes_nothing_out() -> None:
    assert without("kyphoplasty Dayton", Understood("x", "place", "x")) == "kyphoplasty Dayton"


@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda s: (s[0], sum(s)))),
)
def test_nothing_is_added_whatever_is_taken_out(text, spans):
    composed = unicodedata.normalize("NFC", text)
    rest = without(text, Understood("", "place", "", tuple(spans)))
    assert len(rest) <= len(composed)
    assert set(rest) <= {*composed, " "}


def test_a_word_meant_exactly_so_stands_in_quotation_marks() -> None:
    correction = Correction("kyfo plasty", "kyphoplasty", ((5, 16),))
    assert as_typed("near kyfo plasty 60601", correction) == 'near "kyfo plasty" 60601'


def test_where_a_part_stands_is_no_part_of_its_equality() -> None:
    assert Understood("a", "place", "a", ((0, 1),)) == Understood("a", "place", "a")
    assert Correction("a", "b", ((0, 1),)) == Correction("a", "b")
