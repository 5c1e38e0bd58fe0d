"""The sheet says what is known of the chosen, what to ask and what to bring, in one language."""

from collections.abc import Callable
from pathlib import Path

import pytest

from finder.documents.take_away_sheet import TakeAwaySheet
from finder.domain import red_flags
from finder.domain.chosen import parse_choice
from finder.domain.errors import StoredDataDamaged
from finder.services.make_take_away_sheet import (
    load_sheet_texts,
    make_take_away_sheet,
    print_take_away_sheet,
)
from finder.services.resources import Resources
from finder.services.show_questions import load_questions
from finder.settings import ROOT
from tests.factories import (
    certification,
    load_directory,
    medicare,
    membership,
    npi_of,
    person,
    practice,
)
from tests.pdf_text import letters_of, squeezed

Make = Callable[..., TakeAwaySheet]
QUESTIONS = load_questions(ROOT / "data" / "questions.toml").questions


@pytest.fixture
def make(resources: Resources, tmp_path: Path) -> Make:
    load_directory(
        resources,
        tmp_path,
        [person(1, last="Oakley"), person(2, last="Birchfield", first='#read("x")')],
        certifications=[certification(1)],
        memberships=[membership(1)],
        practices=[practice(1)],
        volumes=[medicare(1, "40"), medicare(1, "15", "22510")],
    )

    def run(*numbers: int, near: str = "", language: str = "en") -> TakeAwaySheet:
        choice = parse_choice([npi_of(number) for number in numbers], near, "")
        with resources.database.reading() as session:
            return make_take_away_sheet(session, resources, choice, resources.languages[language])

    return run


def asked(sheet: TakeAwaySheet) -> list[tuple[str, str]]:
    return [
        (question.plain, question.verbatim)
        for group in sheet.groups
        for part in group.parts
        for question in part.questions
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_is_asked_of_its_audience_and_quoted_word_for_word(
    make: Make, language: str
) -> None:
    expected = [(item.plain.in_language(language), item.verbatim or "") for item in QUESTIONS]
    sheet = make(language=language)
    assert sorted(asked(sheet)) == sorted(expected)
    assert [len(group.parts) for group in sheet.groups] == [3, 1, 1]


def test_each_fact_of_a_practitioner_is_a_sentence_with_its_day(make: Make) -> None:
    (known,) = make(1, near="60601").practitioners
    assert known.name == "Ada Oakley, MD"
    assert known.address == ("Sample Spine Centre", "1 Example Avenue", "Chicago, IL 60601")
    assert known.phone == "(312) 555-0100"
    assert known.map_url.startswith("https://www.openstreetmap.org/search?query=1+Example")
    assert known.facts == (
        "Less than 0.1 miles away (straight line)",
        "Board certification in interventional radiology checked with ABR on 3 Oct 2026",
        "At least 40 kyphoplasties paid by Medicare in 2024",
        "At least 15 vertebroplasties paid by Medicare in 2024",
        "Practice details confirmed on 20 Oct 2026",
        "Member of the Society of Interventional Radiology (SIR), checked on 3 Oct 2026",
    )


def test_what_is_not_known_is_said_to_be_unknown(make: Make) -> None:
    (bare,) = make(2).practitioners
    assert bare.facts[0] == "Board certification: not checked, counts as unknown"
    assert "we do not treat this as zero" in bare.facts[1]
    assert bare.facts[2] == "Practice details not confirmed yet: call before you go"


def test_the_article_and_the_federal_list_are_credited_once_with_cautions(make: Make) -> None:
    article, own, federal = make().groups[0].parts
    assert article.credit[0] == (
        "Quoted from an article by Liv Hospital, last updated November 26, 2025."
    )
    assert any("sells these procedures" in line for line in article.credit)
    assert own.credit == ()
    assert "AHRQ" in federal.credit[0]


def test_the_red_flags_are_those_of_every_other_page(make: Make) -> None:
    assert make().red_flags.signs == red_flags.SIGNS


def test_what_the_research_says_is_that_of_the_guide_with_its_sources(
    make: Make, resources: Resources
) -> None:
    said = resources.guide.finding("in-short").statements
    research = make(language="es").research
    assert [finding.text for finding in research] == [item.text.es for item in said]
    assert any("VAPOUR, Lancet 2016" in finding.sources for finding in research)


@pytest.mark.parametrize(
    ("numbers", "heading"), [((), "no"), ((1,), "one"), ((1, 2), "practitioners")]
)
def test_the_heading_fits_the_number_of_practitioners(
    make: Make, numbers: tuple[int, ...], heading: str
) -> None:
    assert make(*numbers).practitioners_heading.startswith(heading)


def test_a_number_that_is_not_listed_is_told_on_the_sheet(make: Make) -> None:
    sheet = make(1, 99)
    assert len(sheet.practitioners) == 1
    assert any(npi_of(99) in remark for remark in sheet.remarks)


def test_a_spanish_sheet_says_that_no_medical_translator_has_read_it(make: Make) -> None:
    texts = load_sheet_texts(ROOT / "data" / "take_away.toml")
    note = texts.words["translation"]
    assert note.es in make(language="es").remarks
    assert note.en not in make(language="en").remarks


def test_a_name_that_looks_like_a_command_is_printed_as_a_name(
    make: Make, resources: Resources
) -> None:
    pdf = print_take_away_sheet(resources, make(1, 2))
    assert squeezed('#read("x") Birchfield') in letters_of(pdf)


@pytest.mark.parametrize("text", ["", "[[", "[words]\ntitle = { en = 'T', es = '' }", "words = 1"])
def test_a_damaged_file_of_words_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "take_away.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoredDataDamaged, match="Restore them from the release"):
        load_sheet_texts(path)
