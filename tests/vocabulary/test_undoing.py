"""Each part of what was understood can be taken out of the words again, and nothing else goes."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.domain.words import Understood, Wishes, as_typed, without

Read = Callable[[str], Wishes]

# What people write for one wish each; every query holds at most one of a kind.
WAYS_TO_ASK = {
    "procedure": [
        "kyphoplasty",
        "vertebroplasty",
        "kyfo plasty",
        "cement for a broken back bone",
        "cifoplastia",
    ],
    "place": [
        "near Dayton, OH",
        "60601",
        "in the greater Chicago area",
        "close to Salt Lake City",
        "cerca de Miami",
    ],
    "radius": ["within 50 miles", "25 mi", "up to a hundred miles", "a menos de 30 millas"],
    "certified": ["who is board certified", "board-certified", "certificado por la junta"],
    "member": ["SIR member", "and a member of the SIR"],
    "language": ["who speaks Spanish", "habla vietnamita", "Korean speaking"],
    "medicare": ["that takes Medicare", "acepta Medicare"],
    "new_patients": ["accepting new patients"],
    "telehealth": ["with video visits"],
    "denied-words": ["no telehealth", "who does not take Medicaid", "without CIGNA or Humana"],
    "not-a-distance": ["more than 60 miles away", "within 10 blocks"],
    "insurance": ["Aetna", "takes my insurance"],
    "other-treatment": ["hip replacement", "dentist"],
    "specialty": ["interventional radiologist", "any doctor"],
    "preset": ["closest", "most qualified", "el más cercano"],
    "emergency": ["numb legs", "and a fever"],
    "name": ["Dr. Jane Exampleton", "Dra. de la Muestra"],
    "npi": ["NPI 1234567893"],
}


@st.composite
def queries(draw: st.DrawFn) -> str:
    """Some wishes in any order, loosely joined."""
    kinds = draw(
        st.lists(st.sampled_from(sorted(WAYS_TO_ASK)), min_size=1, max_size=5, unique=True)
    )
    pieces = [draw(st.sampled_from(WAYS_TO_ASK[kind])) for kind in kinds]
    return draw(st.sampled_from([" ", ", ", "; ", " and ", " ... "])).join(pieces)


def wanted(wishes: Wishes) -> set[tuple[str, str]]:
    return {(part.as_, part.value) for part in wishes.understood}


@settings(deadline=None)
@given(text=queries())
def test_a_part_taken_out_never_comes_back_and_the_others_stay(
    read_with_places: Read, text: str
) -> None:
    before = read_with_places(text)
    for part in before.understood:
        after = read_with_places(without(text, part))
        assert wanted(after) == wanted(before) - {(part.as_, part.value)}, without(text, part)


@settings(deadline=None)
@given(text=queries())
def test_taking_out_every_part_leaves_nothing_to_understand(
    read_with_places: Read, text: str
) -> None:
    while parts := read_with_places(text).understood:
        shorter = without(text, parts[0])
        assert len(shorter) < len(text)
        text = shorter


@pytest.mark.parametrize(
    ("text", "as_", "rest"),
    [
        ("kyphoplasty near Dayton, OH", "place", "kyphoplasty"),
        ("kyphoplasty near Dayton, OH", "procedure", "near Dayton, OH"),
        ("kyphoplasty within 50 miles of Dayton", "radius", "kyphoplasty of Dayton"),
        ("kyphoplasty within 50 miles of Dayton", "place", "kyphoplasty within 50 miles"),
        ("in the greater Dayton area, kyphoplasty", "place", "kyphoplasty"),
        ("board certified and speaks Spanish, 60601", "certified", "speaks Spanish, 60601"),
        ("board certified and speaks Spanish, 60601", "language", "board certified, 60601"),
        ("Dr. Jane Exampleton MD, Chicago", "name", "Chicago"),
        ("doctor who takes Medicare 60601", "medicare", "doctor 60601"),
        ("kyphoplasty (Aetna) 60601", "insurance", "kyphoplasty 60601"),
        ("¿quién hace cifoplastia cerca de Miami?", "place", "¿quién hace cifoplastia?"),
        ("kyphoplasty 10 miles, 20 miles, 60601", "radius", "kyphoplasty, 60601"),
        ("cement for a broken back bone 60601", "procedure", "60601"),
        ("60601 Chicago IL kyphoplasty", "place", "kyphoplasty"),
        ("closest kyphoplasty", "preset", "kyphoplasty"),
        ("kyphoplasty nearest to Dayton", "place", "kyphoplasty nearest"),
    ],
)
def test_the_rest_reads_as_if_it_had_been_typed_so(
    read_with_places: Read, text: str, as_: str, rest: str
) -> None:
    part = next(part for part in read_with_places(text).understood if part.as_ == as_)
    assert without(text, part) == rest


def test_a_part_shows_the_words_without_what_connects_them(read_with_places: Read) -> None:
    (place,) = read_with_places("near the greater Dayton area").understood
    assert (place.text, place.value) == ("Dayton", "Dayton")
    assert place == Understood("Dayton", "place", "Dayton")


def test_a_mended_word_can_be_asked_for_as_it_was_typed(read_with_places: Read) -> None:
    text = "kyfoplasty near Dayton, OH"
    (correction,) = read_with_places(text).corrections
    exact = as_typed(text, correction)
    assert exact == '"kyfoplasty" near Dayton, OH'
    wishes = read_with_places(exact)
    assert wishes.corrections == ()
    assert wishes.procedure is None
    assert (wishes.name_text, wishes.name_is_guessed) == ("kyfoplasty", False)


def test_a_misspelt_city_can_be_asked_for_as_it_was_typed(read_with_places: Read) -> None:
    text = "kyphoplasty pheonix"
    wishes = read_with_places(text)
    (correction,) = wishes.corrections
    assert (wishes.place_text, correction.from_, correction.to) == ("Phoenix", "pheonix", "Phoenix")
    assert read_with_places(as_typed(text, correction)).place_text is None
