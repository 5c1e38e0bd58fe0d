"""How names of registers are shown, and which spellings are the same name."""

import pytest

from finder.domain.names import PersonName, fold, folded_words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (PersonName("QUILLFEATHER", "ADA"), "Ada Quillfeather"),
        (PersonName("QUILLFEATHER", "ADA", "M"), "Ada M. Quillfeather"),
        (PersonName("QUILLFEATHER", "ADA", "MAY", "JR."), "Ada May Quillfeather Jr."),
        (PersonName("QUILLFEATHER", "ADA", "", "III"), "Ada Quillfeather III"),
        (PersonName("O'MARROW", "BELA"), "Bela O'Marrow"),
        (PersonName("O’MARROW", "BELA"), "Bela O’Marrow"),
        (PersonName("MCTHISTLE", "BELA"), "Bela McThistle"),
        (PersonName("MCI", "BELA"), "Bela Mci"),
        (PersonName("WREN-HOLLOW", "BELA"), "Bela Wren-Hollow"),
        (PersonName("DE LA FONTANA", "ÉLISE"), "Élise De La Fontana"),
        (PersonName("van der Wren", "Ada"), "Ada van der Wren"),
        (PersonName("MacWren", "ADA"), "Ada MacWren"),
        (PersonName("Quillfeather"), "Quillfeather"),
    ],
)
def test_a_name_is_shown_with_capitals_only_where_they_belong(name: PersonName, shown: str) -> None:
    assert name.display == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José", "JOSE"),
        ("Müller", "MULLER"),
        ("O'Marrow", "OMARROW"),
        ("O’Marrow", "O'MARROW"),
        ("Wren-Hollow", "wren hollow"),
        ("Jose\u0301", "José"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same_words(one: str, other: str) -> None:
    assert folded_words(one) == folded_words(other)


def test_different_names_stay_different() -> None:
    assert folded_words("Wren") != folded_words("Wrenn")


def test_the_words_of_a_name_leave_out_its_suffix() -> None:
    assert PersonName("Wren-Hollow", "Béla", "J", "Jr.").tokens == ("bela", "j", "wren", "hollow")


@pytest.mark.parametrize("text", ["", "  ", "'", "-", "\u0301"])
def test_a_text_without_letters_has_no_words(text: str) -> None:
    assert folded_words(text) == ()


def test_folding_twice_changes_nothing_more() -> None:
    assert fold(fold("ÉLISE Straße")) == fold("ÉLISE Straße")
