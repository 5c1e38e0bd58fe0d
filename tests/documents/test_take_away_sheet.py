"""The printed sheet can be read by everybody: by eye, by screen reader, in both languages."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.documents.take_away_sheet import (
    SheetFinding,
    SheetGroup,
    SheetPart,
    SheetPractitioner,
    SheetQuestion,
    SheetRedFlags,
    TakeAwaySheet,
    take_away_pdf,
)
from finder.services.make_take_away_sheet import load_sheet_texts
from finder.settings import ROOT
from tests.pdf_text import font_sizes_of, letters_of, squeezed, strings_of

TEXTS = load_sheet_texts(ROOT / "data" / "take_away.toml")
TEMPLATES = ROOT / "templates"
QUOTED = SheetQuestion("How many?", "What is your experience?", "Liv Hospital", "Ask for numbers.")
BARE = SheetQuestion("Who pays?", "", "finder's own question", "")
LETTER_PAPER = b"/MediaBox[0 0 612 792]"


def practitioner(name: str = "Ada Oakley, MD", **changes: Any) -> SheetPractitioner:
    values = {
        "specialty": "Interventional radiology",
        "address": ("Sample Spine Centre", "1 Example Avenue", "Chicago, IL 60601"),
        "phone": "(312) 555-0100",
        "map_url": "https://www.openstreetmap.org/search?query=1+Example+Avenue",
        "facts": ("Practice details confirmed on 20 Oct 2026",),
        **changes,
    }
    return SheetPractitioner(name=name, **values)


def sheet(
    practitioners: Sequence[SheetPractitioner] = (), language: str = "en", **changes: Any
) -> TakeAwaySheet:
    values: dict[str, Any] = {
        "words": {name: text.in_language(language) for name, text in TEXTS.words.items()},
        "printed_on": "22 Nov 2026",
        "data_as_of": "16 Nov 2026",
        "remarks": ("Nobody with the number 2000000002 is listed here.",),
        "red_flags": SheetRedFlags("When to call 911", "Call 911 if:", ("fever",), "Same day."),
        "practitioners_heading": "practitioners" if practitioners else "no_practitioner",
        "bring": ("Your insurance card",),
        "groups": (
            SheetGroup(
                "Ask the doctor", (SheetPart("Article", ("Quoted.",), (QUOTED,), True),), True
            ),
            SheetGroup("Ask your insurer", (SheetPart("", (), (BARE,), True),), False),
        ),
        "research": (SheetFinding("Experts do not all agree.", "Cochrane, 2018"),),
        **changes,
    }
    return TakeAwaySheet(language=language, practitioners=tuple(practitioners), **values)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("count", range(5))
def test_the_sheet_is_a_tagged_letter_page_with_title_and_language(
    count: int, language: str
) -> None:
    people = [practitioner(f"Ada Oakley {number}") for number in range(count)]
    pdf = take_away_pdf(sheet(people, language), TEMPLATES)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in pdf
    assert b"/Marked true" in pdf
    assert b"/Lang(%s" % language.encode() in pdf
    assert b"pdfuaid" in pdf
    assert LETTER_PAPER in pdf
    letters = letters_of(pdf)
    assert squeezed(TEXTS.words["title"].in_language(language)) in letters
    assert all(squeezed(person.name) in letters for person in people)


def test_everything_on_the_sheet_can_be_read() -> None:
    letters = letters_of(take_away_pdf(sheet([practitioner()]), TEMPLATES))
    for text in (
        "Ada Oakley, MD",
        "Interventional radiology",
        "1 Example Avenue",
        "(312) 555-0100",
        "Practice details confirmed on 20 Oct 2026",
        "Call 911 if:",
        "Your insurance card",
        "How many?",
        "“What is your experience?” (Liv Hospital)",
        "Ask for numbers.",
        "Who pays?",
        "(finder's own question)",
        "Nobody with the number 2000000002 is listed here.",
        "Experts do not all agree. (Cochrane, 2018)",
        "Data as of 16 Nov 2026",
        "No one can pay for a position.",
        "Page 1 of",
    ):
        assert squeezed(text) in letters, text


def test_nothing_is_set_smaller_than_the_print_for_the_old_and_the_body_is_large() -> None:
    """Points by how many strings are set in them: the most in 14 or more, none under 11."""
    sizes = font_sizes_of(take_away_pdf(sheet([practitioner()]), TEMPLATES))
    assert min(sizes) >= 11
    assert sum(size >= 14 for size in sizes) > len(sizes) / 2


def test_english_quotations_on_a_spanish_sheet_are_marked_as_english() -> None:
    assert b"/Lang(en" in take_away_pdf(sheet(language="es"), TEMPLATES)


def test_a_map_is_a_link_and_is_not_fetched() -> None:
    pdf = take_away_pdf(sheet([practitioner()]), TEMPLATES)
    assert b"/URI(https://www.openstreetmap.org/search?query=1+Example+Avenue)" in pdf


def test_without_anybody_chosen_there_is_room_for_a_name() -> None:
    letters = letters_of(take_away_pdf(sheet(), TEMPLATES))
    for word in ("no_practitioner", "name", "phone", "address", "visit"):
        assert squeezed(TEXTS.words[word].en) in letters


def test_each_answer_line_has_the_number_of_its_doctor() -> None:
    one = letters_of(take_away_pdf(sheet([practitioner()]), TEMPLATES))
    three = letters_of(take_away_pdf(sheet([practitioner()] * 3), TEMPLATES))
    assert squeezed(TEXTS.words["numbers"].en) not in one
    assert squeezed(TEXTS.words["numbers"].en) in three
    assert "Askfornumbers.123" in three


def test_a_doctor_of_whom_nothing_is_known_is_set_too() -> None:
    unknown = practitioner(specialty="", address=(), phone="", map_url="", facts=())
    letters = letters_of(take_away_pdf(sheet([unknown]), TEMPLATES))
    assert squeezed(TEXTS.words["no_address"].en) in letters


def test_a_word_wider_than_the_page_is_broken() -> None:
    pdf = take_away_pdf(sheet([practitioner("W" * 120)]), TEMPLATES)
    assert "W" * 120 in letters_of(pdf)
    assert max(len(string) for string in strings_of(pdf) if "WW" in string) < 50


def test_the_same_sheet_is_the_same_file_at_any_time() -> None:
    once, again = (take_away_pdf(sheet([practitioner()]), TEMPLATES) for _ in range(2))
    assert once == again
    assert b"CreationDate" not in once
    assert b"CreateDate" not in once


@settings(max_examples=15, deadline=None)
@given(
    name=st.text(max_size=60),
    line=st.sampled_from(['#read("x")', "$", "\\", "*_`", "]#", "\u202eabc", "😀" * 40, "ي"]),
)
def test_no_name_or_address_keeps_the_sheet_from_being_set(name: str, line: str) -> None:
    person = practitioner(name, address=(line, name), phone=line, facts=(line,), specialty=name)
    assert take_away_pdf(sheet([person] * 2), TEMPLATES).startswith(b"%PDF")
