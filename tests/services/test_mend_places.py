"""Misspelt places among the words are mended, told, and left as typed where quoted."""

import pytest

from finder.domain.search import parse_search
from finder.services.read_question import Question, read_question
from finder.services.resources import Resources


def question(tables: Resources, words: str, near: str = "") -> Question:
    return read_question(tables, parse_search({"q": words, "near": near}))


@pytest.mark.parametrize(
    ("words", "typed", "meant"),
    [
        ("kyphoplasty pheonix", "pheonix", "Phoenix"),
        ("kyphoplasty chigaco", "chigaco", "Chicago"),
        ("kyphoplasty New Yrok", "New Yrok", "New York"),
        ("kyphoplasty Conneticut", "Conneticut", "Connecticut"),
        ("kyphoplasty Clevland OH", "Clevland OH", "Cleveland, OH"),
        ("kyphoplasty Los Angles ca", "Los Angles ca", "Los Angeles, CA"),
    ],
)
def test_a_mended_place_is_told_as_a_correction(
    tables: Resources, words: str, typed: str, meant: str
) -> None:
    asked = question(tables, words)
    assert [(mended.from_, mended.to) for mended in asked.wishes.corrections] == [(typed, meant)]


@pytest.mark.parametrize("words", ["kyphoplasty Cleveland OH", "kyphoplasty Xyzzyville OH"])
def test_a_place_that_is_spelt_rightly_or_unknown_is_no_correction(
    tables: Resources, words: str
) -> None:
    assert question(tables, words).wishes.corrections == ()


@pytest.mark.parametrize(("near", "meant"), [("Elly NV", "Ely, NV"), ("Pheonix", "Phoenix, AZ")])
def test_a_misspelt_place_of_the_parameter_is_told_too(
    tables: Resources, near: str, meant: str
) -> None:
    asked = question(tables, "kyphoplasty", near)
    assert [(mended.from_, mended.to) for mended in asked.wishes.corrections] == [(near, meant)]


@pytest.mark.parametrize(
    "near", ["60601", "41.88,-87.63", "St Louis MO", "NYC", "Ft Worth TX", "Chicgo IL 60601", "Ely"]
)
def test_a_parameter_that_is_no_misspelling_is_no_correction(tables: Resources, near: str) -> None:
    assert question(tables, "kyphoplasty", near).wishes.corrections == ()


def test_a_misspelt_place_in_quotation_marks_stays_as_typed(tables: Resources) -> None:
    asked = question(tables, 'kyphoplasty "Clevland OH"')
    assert asked.place is None
    assert [notice.code for notice in asked.notices] == ["place-unknown"]


def test_a_surname_near_the_name_of_a_state_stays_a_surname(tables: Resources) -> None:
    assert question(tables, "kyphoplasty Montano").wishes.name_text == "Montano"
