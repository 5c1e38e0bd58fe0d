"""Every format carries every filled field once, as it was typed, and every format opens."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.documents.referral_letter import pdf, plain_text, unprintable_note, word_file
from finder.documents.rendering import printable
from finder.domain.referral import ELEMENTS, Kind, Letter, printed_letter
from finder.settings import ROOT
from tests.letters import EMERGENCY, FULL, NEEDED, REPLY_ADDRESS, letter
from tests.pdf_text import font_sizes_of, letters_of, squeezed

TEMPLATES = ROOT / "templates"
FREE = [
    element
    for element in ELEMENTS.values()
    if element.kind in (Kind.LINE, Kind.TEXT, Kind.OPEN) and element.name != "npi"
]
HOSTILE = [
    "<script>alert(1)</script>",
    '#read("/etc/passwd") #eval("1")',
    "$x^2$ \\input{x} *a* _b_ `c` [d] ~ @e",
    "{{ 7 * 7 }} {% raw %} %s %(a)s",
    "</w:t></w:r> &amp; ]]> <!-- -->",
    "=1+1 'quoted' \"twice\"",
    "Dolor desde octubre; ¿puede operarse? Señora Muñoz, ácido úrico",
    "Łódź, Ærø, Ωmega, Привет",
    "W" * 60,
]
# Words of any script; what forms refuse or take away is tested where forms are read.
words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co", "Zl", "Zp")), max_size=30
    ),
)


def word_text(file: bytes) -> str:
    document = Document(BytesIO(file))
    footer = document.sections[0].footer.paragraphs
    return "\n".join(paragraph.text for paragraph in [*document.paragraphs, *footer])


def marked(text: str) -> dict[str, str]:
    """The same words in every free field, between marks that are in no other field."""
    return {
        element.name: f"q{number}b {text} q{number}e"[: element.longest]
        for number, element in enumerate(FREE)
        if element.longest >= 40
    } | {
        element.name: f"q{number}b q{number}e"
        for number, element in enumerate(FREE)
        if element.longest >= 40 and element.longest < len(text) + 12
    }


def texts_of(made: Letter) -> dict[str, str]:
    printed = printed_letter(made)
    return {
        "text": squeezed(plain_text(printed)),
        "word": squeezed(word_text(word_file(printed))),
        "pdf": letters_of(pdf(printed, TEMPLATES)),
    }


@settings(max_examples=12, deadline=None)
@given(words)
def test_every_filled_field_is_in_each_format_once_and_literally(text: str) -> None:
    made = letter({**EMERGENCY, **marked(text)})
    for form, found in texts_of(made).items():
        for value in made.filled():
            if value.element not in FREE:
                continue
            typed = " ".join(value.text.split("\n"))
            wanted = squeezed(printable(typed) if form == "pdf" else typed)
            assert found.count(wanted) == 1, (form, value.element.name, wanted)


def test_every_value_stands_behind_its_label_in_each_format() -> None:
    made = letter(EMERGENCY)
    for form, found in texts_of(made).items():
        for section in printed_letter(made).sections:
            for row in section.rows:
                label = f"{row.label}:" if row.label else ""
                assert squeezed(label + "".join(row.lines)) in found, (form, row)


def test_each_format_says_which_letter_it_is_and_where_to_answer() -> None:
    made = letter()
    for form, found in texts_of(made).items():
        assert found.count(made.fingerprint) == (2 if form == "pdf" else 1), form
        assert made.shown_id in found
        assert "templateversion1" in found
        assert found.count(squeezed(REPLY_ADDRESS)) == 1, form
    assert "page1of2" in texts_of(made)["pdf"]


def test_what_is_missing_is_said_in_each_format() -> None:
    for form, found in texts_of(letter(NEEDED)).items():
        assert "Allergies:notrecorded" in found, form
        assert "Notrecorded:DXAof;LowestT-score" in found, form


def test_the_pdf_is_tagged_one_or_two_pages_and_can_be_faxed() -> None:
    for values in (NEEDED, FULL, EMERGENCY):
        made = pdf(printed_letter(letter(values)), TEMPLATES)
        assert b"pdfuaid" in made
        assert b"/MediaBox[0 0 612 792]" in made
        assert made.count(b"/Type/Page/") in (1, 2)
        assert min(font_sizes_of(made)) >= 10


def test_a_letter_that_is_full_to_the_brim_takes_three_pages() -> None:
    sentence = "worse on standing and turning in bed, walks only with the help of a frame, "
    brim = {
        element.name: (sentence * 20)[: element.longest].strip()
        for element in FREE
        if element.name != "patient_name"
    }
    printed = replace(printed_letter(letter({**EMERGENCY, **brim})), reply_address=REPLY_ADDRESS)
    made = pdf(printed, TEMPLATES)
    assert b"pdfuaid" in made
    assert made.count(b"/Type/Page/") == 3
    assert min(font_sizes_of(made)) >= 10


def test_the_template_sets_no_color() -> None:
    template = (TEMPLATES / "documents" / "referral_letter.typ").read_text()
    assert not [word for word in ("rgb(", "luma(", "gray", "fill:") if word in template]


@pytest.mark.parametrize("word", ["Petra", "Invented", "1948-03-09", "Gina", "gp@example"])
def test_the_properties_of_the_files_name_nobody(word: str) -> None:
    printed = printed_letter(letter())
    with ZipFile(BytesIO(word_file(printed))) as package:
        properties = b"".join(package.read(name) for name in ("docProps/core.xml",))
        names = " ".join(package.namelist())
    assert word.encode() not in properties
    assert word not in names
    assert word.encode() not in pdf(printed, TEMPLATES)
    assert b"<dc:creator></dc:creator>" in properties or b"<dc:creator/>" in properties


def test_what_the_pdf_lacks_is_said_and_the_other_formats_carry_it() -> None:
    made = letter({**FULL, "patient_name": "Li 李 😀"})
    printed = printed_letter(made)
    assert "U+674E, U+1F600" in unprintable_note(printed)
    found = texts_of(made)
    assert "Li□□" in found["pdf"]
    assert "U+674E,U+1F600" in found["pdf"]
    assert "Li李😀" in found["word"]
    assert "Li李😀" in found["text"]
    assert unprintable_note(printed_letter(letter())) == ""


def test_the_same_letter_is_the_same_pdf() -> None:
    printed = printed_letter(letter())
    assert pdf(printed, TEMPLATES) == pdf(printed, TEMPLATES)


def test_pictures_say_what_they_are() -> None:
    with ZipFile(BytesIO(word_file(printed_letter(letter())))) as package:
        assert b'descr="QR code of the address of your answer"' in package.read("word/document.xml")


def test_an_emergency_stands_out() -> None:
    for form, found in texts_of(letter(EMERGENCY)).items():
        assert "EMERGENCY:SAMEDAY" in found, form
    usual = texts_of(letter())
    assert not any("EMERGENCY:SAMEDAY" in found for found in usual.values())


def test_the_pdf_prints_the_signs_of_medicine_and_mathematics() -> None:
    signs = "≥ ≤ ≈ ≠ √ ⁹ ₂ ♀ ♂ ✓"
    made = letter({**NEEDED, "problems": signs})
    assert not unprintable_note(printed_letter(made))
    assert squeezed(signs) in texts_of(made)["pdf"]
