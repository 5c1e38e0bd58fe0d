"""Rules of reading free words that single queries show best."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.domain.errors import StoredDataDamaged
from finder.domain.procedures import Procedure
from finder.domain.words import Correction, Understood, Wishes
from finder.vocabulary.understand import Vocabulary, load_vocabulary, understand

Read = Callable[[str], Wishes]

HOSTILE = [
    "<script>alert('x')</script>",
    "'; DROP TABLE practitioner; --",
    "kyphoplasty\x00near\x0760601",
    "‮Dr. Exampleton‬",
    "🦴🩻 kyphoplasty 🏥",
    "\ud800 kyphoplasty",
    "9" * 200,
    "1/0 miles 0/1 mile 00000",
    "٦٠٦٠١ kyphoplasty",
    "dr " * 60,
    "a " * 100,
    "-" * 200,
]
PIECES = """
kyphoplasty kyfo dr Dr. de la near in or me 60601 50 mi miles half an hour within Dayton OH Spanish
Fork cement broken back 1234567893 1.5 1/2 cerca 41.9,-87.6 Exampleton jane , - T-12
"""


def test_the_parts_are_told_in_the_persons_own_words_and_order(read: Read) -> None:
    wishes = read("Board-Certified  KYFOPLASTY, habla Español; within 25 miles of Dayton")
    assert wishes.understood == (
        Understood("Board-Certified", "certified", "yes"),
        Understood("KYFOPLASTY", "procedure", "kyphoplasty"),
        Understood("habla Español", "language", "es"),
        Understood("within 25 miles", "radius", "25"),
        Understood("Dayton", "place", "Dayton"),
    )
    assert wishes.corrections == (Correction("KYFOPLASTY", "kyphoplasty"),)


def test_a_correct_word_is_not_corrected(read: Read) -> None:
    assert read("kyphoplasty cifoplastía vertebroplasty Medicare").corrections == ()


def test_a_zip_wins_over_near_me_and_over_a_city(read: Read) -> None:
    wishes = read("doctors near me Chicago IL 60601")
    assert (wishes.place_text, wishes.near_me) == ("60601", False)


def test_a_city_wins_over_near_me(read: Read) -> None:
    wishes = read("kyphoplasty near me in Dayton")
    assert (wishes.place_text, wishes.near_me) == ("Dayton", False)


def test_a_state_stays_with_its_city_even_where_the_table_knows_no_such_pair(read: Read) -> None:
    assert read("kyphoplasty Dayton Colorado").place_text == "Dayton Colorado"


def test_a_word_inside_a_longer_place_is_not_the_place(read: Read) -> None:
    assert read("near Spanish Fork").place_text == "Spanish Fork"
    assert read("near Spanish Fork").language is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("kyphoplasty North Carolina", "North Carolina"),
        ("doctors in West Virginia", "West Virginia"),
        ("Rhode Island", "Rhode Island"),
        ("near New Mexico", "New Mexico"),
        ("kyphoplasty washington state", "washington state"),
        ("kyphoplasty in Washington State near Dayton", "Dayton"),
        ("Dayton North Carolina", "Dayton North Carolina"),
        ("Washington DC", "Washington DC"),
    ],
)
def test_a_part_of_a_states_name_is_not_the_town_of_that_name(
    vocabulary: Vocabulary, text: str, place: str
) -> None:
    towns = {"carolina", "virginia", "island", "mexico", "washington", "washington dc", "dayton"}
    wishes = understand(text, lambda words: words.lower() in towns, vocabulary)
    assert wishes.place_text == place


@pytest.mark.parametrize("word", ["in", "or", "me", "hi", "ok", "OH", "la", "de"])
def test_two_letters_alone_are_no_place(read: Read, word: str) -> None:
    assert read(f"kyphoplasty {word}").place_text is None


@pytest.mark.parametrize(
    "name",
    [
        "Kypros",
        "Vertis",
        "Vertanen",
        "Kyprianou",
        "Clement",
        "Ballou",
        "Sturgeon",
        "Proctor",
        "Plasencia",
    ],
)
def test_a_surname_is_not_mended_into_a_medical_word(read: Read, name: str) -> None:
    assert read(f"Dr. {name}").name_text == name


def test_a_place_is_not_mended_into_a_medical_word(vocabulary: Vocabulary) -> None:
    wishes = understand("near Kyphoplast Springs", lambda text: "kyph" in text.lower(), vocabulary)
    assert wishes.procedure is None


def test_a_failed_spelling_of_a_procedure_is_not_taken_for_a_name(read: Read) -> None:
    assert read("sacroplasty").name_text is None


def test_unknown_words_beside_a_place_are_ignored(read: Read) -> None:
    wishes = read("xyzzy plugh kyphoplasty Dayton")
    assert (wishes.name_text, wishes.place_text) == (None, "Dayton")


def test_kilometres_become_miles(read: Read) -> None:
    assert read("50 km").radius_miles == 31.1


def test_two_travel_times_are_both_told_and_the_first_is_kept(read: Read) -> None:
    wishes = read("20 mins or 1 hour")
    assert wishes.not_a_distance == "20 mins"
    assert [part.as_ for part in wishes.understood] == ["not-a-distance", "not-a-distance"]


def test_the_second_distance_is_dropped(read: Read) -> None:
    assert read("within 10 miles, 20 miles").radius_miles == 10


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_like_any_other(read: Read, text: str) -> None:
    assert isinstance(read(text), Wishes)


@given(
    st.one_of(
        st.text(max_size=200), st.lists(st.sampled_from(PIECES.split()), max_size=30).map(" ".join)
    )
)
def test_no_text_raises_and_every_wish_is_clean_and_bounded(read: Read, text: str) -> None:
    wishes = read(text)
    assert wishes.radius_miles is None or 1 <= wishes.radius_miles <= 500
    assert wishes.procedure is None or wishes.procedure in Procedure
    assert not (wishes.near_me and wishes.place_text)
    for said in (wishes.place_text, wishes.name_text, *(part.text for part in wishes.understood)):
        assert said is None or (said and said.isprintable())


def test_case_and_accents_change_nothing_but_the_echo(read: Read) -> None:
    lower, upper = read("cifoplastia en miami"), read("CIFOPLASTÍA EN MIAMI")
    assert (lower.procedure, lower.place_text) == (Procedure.KYPHOPLASTY, "miami")
    assert (upper.procedure, upper.place_text) == (Procedure.KYPHOPLASTY, "MIAMI")


def test_a_damaged_vocabulary_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.toml"
    path.write_text("[stop]\nwords = 3\n", encoding="utf-8")
    with pytest.raises(StoredDataDamaged, match=r"vocabulary\.toml"):
        load_vocabulary(path)
