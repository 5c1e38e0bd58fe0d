"""What words and parameters ask for together, and what there is to say about it."""

import pytest

from finder.domain.errors import InvalidSearch
from finder.domain.place import PlaceKind
from finder.domain.red_flags import CALL_911
from finder.domain.search import parse_search
from finder.domain.sentences import Sentence
from finder.services.read_question import Question, read_question
from finder.services.resources import Resources


def question(tables: Resources, words: str, **parameters: str) -> Question:
    return read_question(tables, parse_search({"q": words, **parameters}))


def notices(tables: Resources, words: str, **parameters: str) -> dict[str, str]:
    return {
        notice.code.value: notice.message
        for notice in question(tables, words, **parameters).notices
    }


def test_words_of_danger_are_answered_with_the_one_warning_and_the_search_goes_on(
    tables: Resources,
) -> None:
    asked = question(tables, "numb legs and a broken back, 60601")
    assert [(notice.code, notice.message) for notice in asked.notices] == [("emergency", CALL_911)]
    assert asked.place is not None


@pytest.mark.parametrize(
    ("words", "given", "preset"),
    [
        ("closest kyphoplasty 60601", {}, "nearest"),
        ("best qualified kyphoplasty 60601", {}, "most-checked"),
        ("closest kyphoplasty 60601", {"preset": "balanced"}, "balanced"),
        ("kyphoplasty 60601", {}, "balanced"),
    ],
)
def test_the_words_choose_the_order_where_no_parameter_does(
    tables: Resources, words: str, given: dict[str, str], preset: str
) -> None:
    assert question(tables, words, **given).preset == preset


@pytest.mark.parametrize("parameters", [{"q": "kyphoplasty near Dayton"}, {"near": "Dayton"}])
def test_a_chosen_city_is_told_with_the_others_of_its_name(
    tables: Resources, parameters: dict[str, str]
) -> None:
    asked = read_question(tables, parse_search(parameters))
    assert asked.place is not None
    assert asked.place.label == "Dayton, OH"
    assert asked.place_choices == ()
    (notice,) = asked.notices
    assert notice.code == "place-chosen"
    assert notice.message.startswith("We took Dayton, OH. Other places of that name: Dayton, ")
    assert ", and more. Type the city with its state" in notice.message


def test_an_ambiguous_city_is_asked_about(tables: Resources) -> None:
    told = notices(tables, "kyphoplasty in Springfield")
    assert told == {
        "place-ambiguous": "There is more than one Springfield. "
        "Choose the one you mean, or type a ZIP code."
    }
    assert "Dr. Springfield" not in notices(tables, "", near="Springfield")["place-ambiguous"]
    assert "type “Dr. Salem”" in notices(tables, "Salem")["place-ambiguous"]
    assert "Dr. Wilson" not in notices(tables, "Wilson")["place-ambiguous"]


@pytest.mark.parametrize(
    ("words", "asked_about"),
    [
        ("takes Aetna 60601", "ask about Aetna with"),
        ("Aetna or Medicaid 60601", "ask about Aetna, Medicaid with"),
        ("takes my insurance 60601", "ask about your plan by"),
        ("Cigna PPO 60601", "ask about Cigna with"),
    ],
)
def test_a_plan_is_to_be_asked_about_by_its_name(
    tables: Resources, words: str, asked_about: str
) -> None:
    assert asked_about in notices(tables, words)["insurance-not-known"]


@pytest.mark.parametrize(
    ("words", "treatment"),
    [
        ("hip replacement 60601", "hip replacement"),
        ("Angioplasty near Chicago, IL", "Angioplasty"),
        ("reemplazo de cadera cerca de Miami", "reemplazo de cadera"),
    ],
)
def test_another_treatment_is_told_to_be_none_of_this_directory(
    tables: Resources, words: str, treatment: str
) -> None:
    assert f"“{treatment}”" in notices(tables, words)["other-treatment"]


def test_another_treatment_beside_ours_is_no_news(tables: Resources) -> None:
    assert "other-treatment" not in notices(tables, "kyphoplasty after a hip replacement 60601")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("no telehealth 60601", "denied-words", "we left out “no telehealth”."),
        ("more than 50 miles from 60601", "distance-changed", "we left out “more than 50 miles”."),
        ("20 to 30 miles 60601", "distance-changed", "up to the larger distance: 30 miles."),
        ("within 1000 miles 60601", "distance-changed", "for “within 1000 miles” we took 500."),
        ("within 10 blocks of 60601", "not-a-distance", "We cannot measure “within 10 blocks”."),
        ("60601 or 53202", "place-left-out", "we took 60601 and left out “53202”."),
        ("Chicago 53202", "place-left-out", "53202 Milwaukee, WI is not near “Chicago”."),
        ("outside of Boston", "place-around", "We took “outside of Boston” as near it"),
        ("polish or ukrainian 60601", "language-left-out", "we left out “ukrainian”."),
        (
            "kyphoplasty LA",
            "place-chosen",
            "We took Los Angeles, CA. For the state of Louisiana,",
        ),
        ("chest pain 60601", "emergency", CALL_911),
    ],
)
def test_what_was_not_followed_as_it_stands_is_told(
    tables: Resources, words: str, code: str, message: str
) -> None:
    assert message in notices(tables, words)[code]


@pytest.mark.parametrize(
    ("words", "parameters"),
    [
        ("kyphoplasty 60601 or 53202", {"near": "Boston"}),
        ("kyphoplasty Chicago 53202", {"near": "Boston"}),
        ("20 to 30 miles from 60601", {"radius": "25"}),
        ("polish or ukrainian 60601", {"language": "fr"}),
        ("Addison 75001", {}),
        ("Washington DC 20001", {}),
    ],
)
def test_nothing_is_told_of_words_that_a_parameter_overrules_or_that_agree(
    tables: Resources, words: str, parameters: dict[str, str]
) -> None:
    assert notices(tables, words, **parameters) == {}


def test_minutes_are_told_to_be_no_distance(tables: Resources) -> None:
    told = notices(tables, "kyphoplasty a 20 minutos de Dayton, OH")
    assert told["not-a-distance"].startswith("“a 20 minutos” is a time, not a distance.")


def test_a_misspelt_city_is_mended_where_no_place_is_named(tables: Resources) -> None:
    asked = question(tables, "kyphoplasty pheonix")
    assert asked.place is not None
    assert asked.place.label == "Phoenix, AZ"
    assert [(mended.from_, mended.to) for mended in asked.wishes.corrections] == [
        ("pheonix", "Phoenix")
    ]
    with_place = question(tables, "kyphoplasty pheonix", near="60601")
    assert with_place.wishes.name_text == "pheonix"


def test_a_position_is_spoken_of_by_the_city_around_it(tables: Resources) -> None:
    place = question(tables, "", near="41.88,-87.63").place
    assert place is not None
    assert (place.kind, place.label) == (PlaceKind.POINT, "41.88, -87.63")
    assert place.spoken == "your position (Chicago, IL)"


def test_coordinates_off_the_globe_are_refused_as_a_parameter_and_unknown_as_a_word(
    tables: Resources,
) -> None:
    with pytest.raises(InvalidSearch):
        question(tables, "", near="91.5,0.5")
    assert "place-unknown" in notices(tables, "kyphoplasty 91.5,0.5")


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "kyphoplasty"},
        {"q": "kyphoplasty near me"},
        {"near": "Springfield"},
        {"near": "Dayton"},
        {"near": "00000"},
        {"near": "09180"},
        {"near": "6060"},
        {"near": "Ohio"},
        {"near": "Cook County"},
        {"near": "Xyzzyville"},
        {"q": "Aetna 20 minutes fever 60601"},
        {"q": "takes insurance 60601"},
        {"q": "no telehealth, more than 50 miles, 20 to 30 miles, 10 blocks, 60601 or 53202"},
        {"q": "Chicago 53202, polish or ukrainian"},
        {"q": "outside of Boston"},
        {"q": "LA"},
        {"near": "Toronto"},
    ],
)
def test_every_notice_can_be_said_in_another_language(
    tables: Resources, parameters: dict[str, str]
) -> None:
    told = read_question(tables, parse_search(parameters)).notices
    assert told
    assert all(isinstance(notice.message, Sentence) for notice in told)
