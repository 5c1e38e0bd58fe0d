"""Search parameters are read strictly, and everything wrong with them is told at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.domain.errors import InvalidSearch
from finder.domain.procedures import Procedure
from finder.domain.search import PARAMETERS, Filters, SearchRequest, clean, parse_search

SWITCHES = ("certified", "member", "new_patients", "telehealth", "medicare")
# Texts that no parameter with a fixed form may take, whatever they might be cast to.
NONSENSE = [
    "NaN",
    "nan",
    "inf",
    "-inf",
    "1e999",
    "1e2",
    "0x10",
    "1_0",
    "٢٥",
    "２５",
    "²",
    "-1",
    "+5",
    "--",
    "1,000",
    "1 0",
    "true",
    "' OR 1=1 --",
    "<script>",
    "9" * 5000,
]


def problems_of(**parameters: str) -> dict[str, str]:
    with pytest.raises(InvalidSearch) as refused:
        parse_search(parameters)
    return dict(refused.value.problems)


def test_no_parameters_ask_for_the_first_twenty() -> None:
    assert parse_search({}) == SearchRequest(page=1, per_page=20)


def test_every_parameter_is_read() -> None:
    given_parameters = {
        "q": "kyphoplasty doctors near me",
        "near": "Springfield, IL",
        "procedure": "kyphoplasty",
        "radius": "25",
        "preset": "most-checked",
        "certified": "1",
        "member": "1",
        "specialty": "any",
        "language": "es",
        "new_patients": "1",
        "telehealth": "1",
        "medicare": "1",
        "page": "2",
        "per_page": "50",
    }
    assert set(given_parameters) == set(PARAMETERS)
    assert parse_search(given_parameters) == SearchRequest(
        text="kyphoplasty doctors near me",
        near="Springfield, IL",
        procedure=Procedure.KYPHOPLASTY,
        radius_miles=25.0,
        preset="most-checked",
        certified=True,
        member=True,
        specialty="any",
        language="es",
        new_patients=True,
        telehealth=True,
        medicare=True,
        page=2,
        per_page=50,
    )


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize("empty", ["", " ", "\t\r\n"])
def test_an_empty_parameter_is_as_good_as_none(name: str, empty: str) -> None:
    assert parse_search({name: empty}) == SearchRequest()


def test_unknown_parameters_are_left_to_the_caller() -> None:
    assert parse_search({"utm_source": "\x00"}) == SearchRequest()


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("procedure", "vertebroplasty", "procedure", Procedure.VERTEBROPLASTY),
        ("procedure", " any ", "procedure", Procedure.ANY),
        ("radius", "1", "radius_miles", 1.0),
        ("radius", "500", "radius_miles", 500.0),
        ("radius", "12.5", "radius_miles", 12.5),
        ("radius", "0025", "radius_miles", 25.0),
        ("preset", "nearest", "preset", "nearest"),
        ("preset", "balanced", "preset", "balanced"),
        ("specialty", "interventional-radiology", "specialty", "interventional-radiology"),
        ("language", "en", "language", "en"),
        ("language", "vi", "language", "vi"),
        ("language", "yo", "language", "yo"),
        ("certified", "0", "certified", False),
        ("page", "10000", "page", 10000),
        ("per_page", "1", "per_page", 1),
        ("per_page", "50", "per_page", 50),
        ("q", "x" * 200, "text", "x" * 200),
        ("q", "  two\n words\t", "text", "two words"),
        ("q", "Jose\u0301", "text", "José"),
        ("near", "41.9,-87.6", "near", "41.9,-87.6"),
    ],
)
def test_a_good_value_is_taken(name: str, text: str, field: str, value: object) -> None:
    assert getattr(parse_search({name: text}), field) == value


@pytest.mark.parametrize("name", [name for name in PARAMETERS if name not in ("q", "near")])
@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_refused_with_a_sentence(name: str, text: str) -> None:
    problems = problems_of(**{name: text})
    assert list(problems) == [name]
    assert problems[name].endswith(".")
    assert len(problems[name]) < 200


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("procedure", "Kyphoplasty", "kyphoplasty, vertebroplasty, any"),
        ("radius", "0", "from 1 to 500"),
        ("radius", "0.999999", "from 1 to 500"),
        ("radius", "500.000001", "from 1 to 500"),
        ("radius", "25 miles", "from 1 to 500"),
        ("radius", ".5", "from 1 to 500"),
        ("radius", "5.", "from 1 to 500"),
        ("preset", "best", "nearest, balanced, most-checked"),
        ("certified", "yes", "Use 1"),
        ("member", "2", "Use 1"),
        ("specialty", "radiology", "interventional-radiology, any"),
        ("language", "EN", "two small letters"),
        ("language", "spa", "two small letters"),
        ("language", "éa", "two small letters"),
        ("language", "zz", "No language has the code zz"),
        ("language", "xx", "No language has the code xx"),
        ("page", "0", "from 1 to 10000"),
        ("page", "10001", "from 1 to 10000"),
        ("page", "1.0", "from 1 to 10000"),
        ("per_page", "0", "from 1 to 50"),
        ("per_page", "51", "from 1 to 50"),
    ],
)
def test_a_value_outside_its_form_is_refused_and_told_the_form(
    name: str, text: str, sentence: str
) -> None:
    assert sentence in problems_of(**{name: text})[name]


@pytest.mark.parametrize("name", ["q", "near"])
@pytest.mark.parametrize("length", [201, 5000, 100_000])
def test_a_text_longer_than_200_characters_is_refused(name: str, length: int) -> None:
    assert f"{length} characters" in problems_of(**{name: "x" * length})[name]


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\udfff"])
def test_control_characters_and_lone_surrogates_are_refused_everywhere(
    name: str, character: str
) -> None:
    assert problems_of(**{name: f"a{character}b"}) == {
        name: "Leave out control characters: type plain letters and digits."
    }


def test_everything_wrong_is_told_at_once_in_the_order_of_the_parameters() -> None:
    wrong = dict.fromkeys(reversed(PARAMETERS), "\x00")
    assert list(problems_of(**wrong)) == list(PARAMETERS)


def test_the_message_of_the_error_is_all_its_sentences() -> None:
    with pytest.raises(InvalidSearch) as refused:
        parse_search({"radius": "-1", "page": "x"})
    assert str(refused.value) == " ".join(sentence for _, sentence in refused.value.problems)


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(st.characters(), max_size=30)))
def test_any_text_gives_a_request_or_sentences_and_nothing_else(parameters):
    refused: set[str] = set()
    try:
        parse_search(parameters)
    except InvalidSearch as error:
        refused = {name for name, _ in error.problems}
    assert refused <= set(parameters)
    rest = {name: text for name, text in parameters.items() if name not in refused}
    request = parse_search(rest)
    assert request.page >= 1
    assert 1 <= request.per_page <= 50
    assert request.radius_miles is None or 1 <= request.radius_miles <= 500


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


def test_the_filters_ask_for_interventional_radiologists_and_nothing_else_by_default() -> None:
    filters = Filters()
    assert filters.specialty == "interventional-radiology"
    assert not any(getattr(filters, name) for name in (*SWITCHES, "language"))
