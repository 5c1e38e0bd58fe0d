"""Rules of reading free words that single queries show best."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
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


def test_unknown_words_beside_a_place_may_be_a_name_and_the_place_stays(read: Read) -> None:
    wishes = read("xyzzy plugh kyphoplasty Dayton")
    assert (wishes.name_text, wishes.place_text) == ("xyzzy plugh", "Dayton")
    assert wishes.name_is_guessed


@pytest.mark.parametrize("text", ["Dr. Exampleton Dayton", "jane exampleton Dayton"])
def test_a_title_or_a_given_name_makes_a_name_certain(read: Read, text: str) -> None:
    wishes = read(text)
    assert wishes.name_text is not None
    assert not wishes.name_is_guessed


@pytest.mark.parametrize(
    "text",
    [
        "please explain the recovery after kyphoplasty Dayton",
        "kyphoplasty for my neighbor's sister in Dayton",
        "busco alguien que ponga cemento en la columna, Dayton",
        "kyphoplasty Dayton Sample Clinic",
    ],
)
def test_words_of_a_language_are_not_guessed_to_be_a_name(read: Read, text: str) -> None:
    assert read(text).name_text is None


def test_a_sentence_of_strange_words_names_nobody(read: Read) -> None:
    assert read("xyzzy for plugh with frotz and blorb kyphoplasty Dayton").name_text is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dr. Best", "Best"),
        ("is Dr. Young good", "Young"),
        ("Dr. Price in Dayton", "Price"),
        ("Dr. Exampleton-Best", "Exampleton-Best"),
    ],
)
def test_a_surname_may_be_an_ordinary_word_behind_a_title(read: Read, text: str, name: str) -> None:
    assert read(text).name_text == name


def test_an_ordinary_word_behind_a_lower_case_title_is_no_name(read: Read) -> None:
    assert read("dr best rated kyphoplasty Dayton").name_text is None


def test_quotation_marks_keep_a_word_as_it_is(read: Read) -> None:
    wishes = read('"kyfoplasty" Dayton')
    assert wishes.corrections == ()
    assert (wishes.name_text, wishes.name_is_guessed) == ("kyfoplasty", False)
    assert read("“kyfoplasty” Dayton").procedure is Procedure.KYPHOPLASTY


@pytest.mark.parametrize(
    "text",
    [
        "kyphoplasty bay area",
        "kyphoplasty in the Bay Area",
        "doctors in Cook County",
        "Dallas Fort Worth kyphoplasty",
    ],
)
def test_a_region_or_a_county_is_not_the_town_of_its_first_word(
    vocabulary: Vocabulary, text: str
) -> None:
    towns = {"bay", "cook", "worth", "fort"}
    wishes = understand(text, lambda words: words.lower() in towns, vocabulary)
    assert wishes.place_text is not None
    assert len(wishes.place_text.split()) > 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I hope for kyphoplasty", None),
        ("kyphoplasty near Hope", "Hope"),
        ("kyphoplasty in Hope", "Hope"),
        ("we come in hope", None),
        ("Hope AR", "Hope AR"),
        ("Hope", "Hope"),
    ],
)
def test_a_little_town_with_an_ordinary_name_needs_a_word_that_says_so(
    vocabulary: Vocabulary, text: str, place: str | None
) -> None:
    towns = {"hope": 8_900, "hope ar": 8_900}
    wishes = understand(text, lambda words: towns.get(words.lower(), 0), vocabulary)
    assert wishes.place_text == place


def test_a_big_city_with_an_ordinary_name_needs_none(vocabulary: Vocabulary) -> None:
    wishes = understand("kyphoplasty orange", lambda text: 141_000 * (text == "orange"), vocabulary)
    assert wishes.place_text == "orange"


def test_of_two_cities_the_one_with_more_people_is_the_place(vocabulary: Vocabulary) -> None:
    people = {"zebulon": 6_900, "dayton": 136_000}
    wishes = understand(
        "Zebulon Quartermain Dayton", lambda text: people.get(text.lower(), 0), vocabulary
    )
    assert (wishes.place_text, wishes.name_text) == ("Dayton", "Zebulon Quartermain")


@pytest.mark.parametrize(
    ("text", "preset", "near_me"),
    [
        ("closest doctor", "nearest", False),
        ("closest to me", "nearest", True),
        ("close to me", None, True),
        ("el médico más cercano", "nearest", False),
        ("médico cercano", None, True),
        ("best qualified doctor", "most-checked", False),
        ("el mejor calificado", "most-checked", False),
        ("best doctor", None, False),
    ],
)
def test_superlatives_choose_the_order_of_the_list(
    read: Read, text: str, preset: str | None, near_me: bool
) -> None:
    wishes = read(text)
    assert (wishes.preset, wishes.near_me) == (preset, near_me)


def test_the_nearest_to_a_place_is_an_order_and_a_place(read: Read) -> None:
    wishes = read("nearest to Dayton")
    assert (wishes.preset, wishes.place_text) == ("nearest", "Dayton")


@pytest.mark.parametrize(
    ("text", "is_emergency"),
    [
        ("I can't pee", True),
        ("her legs are numb", True),
        ("numbness between her legs", True),
        ("lost control of my bladder", True),
        ("leg weakness", True),
        ("back pain with fever", True),
        ("no siento las piernas", True),
        ("no puede orinar", True),
        ("fiebre", True),
        ("no fever", False),
        ("sin fiebre", False),
        ("no leg weakness", False),
        ("weak bones", False),
        ("leg pain", False),
        ("kyphoplasty near me", False),
    ],
)
def test_words_of_danger_are_noticed(read: Read, text: str, is_emergency: bool) -> None:
    assert read(text).is_emergency is is_emergency


def test_a_street_is_neither_a_place_nor_a_name(read: Read) -> None:
    wishes = read("kyphoplasty 123 Samplewood St Dayton OH")
    assert (wishes.place_text, wishes.name_text) == ("Dayton OH", None)


def test_a_specialty_that_is_denied_is_not_asked_for(read: Read) -> None:
    assert read("not a surgeon, interventional radiologist").specialty == "interventional-radiology"


@pytest.mark.parametrize("text", ["a veinte millas", "twenty miles", "a twenty mile radius"])
def test_an_article_before_a_number_adds_nothing(read: Read, text: str) -> None:
    assert read(text).radius_miles == 20


def test_the_spanish_word_mi_is_no_mile(read: Read) -> None:
    assert read("le duele a mi mamá").radius_miles is None


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


@settings(deadline=None)
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
