"""``finder search`` and ``finder place``: tables, documents and what they refuse."""

import pytest

from finder.services.resources import Resources
from tests.cli.conftest import Finder
from tests.factories import npi_of


def test_search_prints_a_table_with_the_reasons(finder: Finder, stocked: Resources) -> None:
    ended = finder("search", "kyphoplasty", "--near", "60601")
    assert ended.code == 0
    assert ended.out.startswith("12 found within 25 miles of 60601 Chicago, IL")
    for shown in ("Ada Sample1", "NPI 2", "Why here", "miles away"):
        assert shown in ended.out


def test_search_prints_the_document_of_the_api(finder: Finder, stocked: Resources) -> None:
    ended = finder("search", "kyphoplasty near 60601", "--limit", "5", "--json")
    assert ended.code == 0
    assert ended.err == ""
    assert ended.document["total"] == 12
    assert ended.document["per_page"] == 5
    assert [row["rank"] for row in ended.document["results"]] == [1, 2, 3, 4, 5]
    assert ended.document["query"]["procedure"] == "kyphoplasty"
    assert ended.document["query"]["place"]["label"] == "60601 Chicago, IL"


def test_filters_reach_the_search(finder: Finder, stocked: Resources) -> None:
    found = finder("search", "--near", "60601", "--certified", "--member", "--json").document
    assert [row["npi"] for row in found["results"]] == [npi_of(1)]
    assert found["query"]["filters"]["certified"] is True
    assert found["query"]["filters"]["member"] is True


def test_a_search_without_a_place_asks_for_one(finder: Finder, stocked: Resources) -> None:
    spoken = finder("search", "kyphoplasty doctors near me")
    assert (spoken.code, spoken.out) == (0, "")
    assert "ZIP" in spoken.err
    told = finder("search", "kyphoplasty doctors near me", "--json")
    assert told.code == 0
    assert [notice["code"] for notice in told.document["notices"]] == ["place-needed"]


def test_coordinates_off_the_globe_are_wrong_usage(finder: Finder, stocked: Resources) -> None:
    told = finder("search", "--near", "99,999", "--json")
    assert (told.code, told.out) == (2, "")
    assert "between -90 and 90" in told.err


def test_an_ambiguous_city_lists_its_choices(finder: Finder, stocked: Resources) -> None:
    spoken = finder("search", "--near", "Springfield")
    assert spoken.code == 0
    assert "Springfield, IL" in spoken.err
    told = finder("search", "--near", "Springfield", "--json").document
    assert told["query"]["place"] is None
    assert len(told["query"]["place_choices"]) > 2


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--procedure", "surgery"),
        ("--radius", "0"),
        ("--radius", "501"),
        ("--radius", "nan"),
        ("--radius", "1e3"),
        ("--radius", "٢٥"),
        ("--preset", "best"),
        ("--limit", "0"),
        ("--limit", "51"),
        ("--limit", "-1"),
        ("--limit", "9" * 5000),
        ("--page", "0"),
        ("--page", "first"),
        ("--language", "english!"),
        ("--language", "zz"),
        ("--specialty", "magic"),
        ("--near", "60601\x1b"),
    ],
)
def test_a_bad_value_is_one_sentence(finder: Finder, option: str, value: str) -> None:
    ended = finder("search", "kyphoplasty", "--near", "60601", option, value, "--json")
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("words", ["k" * 201, "kyphoplasty \udcff", "a\x07b"])
def test_words_that_cannot_be_read_are_refused(finder: Finder, words: str) -> None:
    ended = finder("search", words, "--near", "60601")
    assert ended.code == 2
    assert ended.err.count("\n") == 1


def test_every_bad_value_is_told_at_once(finder: Finder) -> None:
    ended = finder("search", "--radius", "far", "--preset", "best")
    assert ended.code == 2
    assert [line.split(":")[0] for line in ended.err.splitlines()] == ["radius", "preset"]


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("60601", "60601 Chicago, IL", "standard"),
        ("60601-1234", "60601 Chicago, IL", "standard"),
        ("chicago il", "Chicago, IL", "city"),
        ("Saint Louis, MO", "St. Louis, MO", "city"),
        ("41.88,-87.63", "41.88, -87.63", "point"),
    ],
)
def test_a_place_is_told_with_label_and_kind(
    finder: Finder, text: str, label: str, kind: str
) -> None:
    told = finder("place", text, "--json")
    assert told.code == 0
    assert list(told.document) == ["label", "kind", "lat", "lon", "approximate", "setting"]
    assert (told.document["label"], told.document["kind"]) == (label, kind)
    assert finder("place", text).out.startswith(label)


def test_an_ambiguous_place_answers_with_choices(finder: Finder) -> None:
    told = finder("place", "Springfield", "--json")
    assert (told.code, list(told.document)) == (0, ["choices"])
    assert set(told.document["choices"][0]) == {"label", "lat", "lon"}
    assert "Springfield, MO" in finder("place", "Springfield").out


def test_a_place_chosen_among_namesakes_lists_the_others(finder: Finder) -> None:
    told = finder("place", "Dayton").out.splitlines()
    assert told[0].startswith("Dayton, OH")
    assert any(line.startswith("  not Dayton, TX") for line in told[1:])
    assert "choices" not in finder("place", "Dayton", "--json").document


def test_what_was_understood_is_told_beside_the_table(finder: Finder, stocked: Resources) -> None:
    ended = finder("search", "kyfoplasty within 30 miles of 60601")
    assert (
        "Understood: procedure “kyfoplasty”, radius “within 30 miles”, place “60601”." in ended.err
    )
    assert "Read “kyfoplasty” as “kyphoplasty”." in ended.err


@pytest.mark.parametrize("text", ["09012", "00000", "Nowhereville, ZZ", "xyzzy"])
def test_a_place_nobody_knows_is_refused_with_a_sentence(finder: Finder, text: str) -> None:
    ended = finder("place", text, "--json")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("text", ["", "   ", "\udcff", "k" * 5000, "91,0", "nan,nan"])
def test_a_text_that_is_no_place_never_ends_in_a_traceback(finder: Finder, text: str) -> None:
    ended = finder("place", text)
    assert ended.code in (2, 3)
    assert ended.err.count("\n") == 1
