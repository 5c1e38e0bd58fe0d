"""Data becomes text in a document, whatever it holds, and every document can be set."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finder.documents import rendering
from finder.documents.rendering import LONGEST_TEXT, MISSING, printable, render_pdf
from tests.pdf_text import letters_of, squeezed

TEMPLATE = """
#let content = json(bytes(sys.inputs.content))
#set document(title: "Names")
#set text(lang: "en")
#title()
#for name in content.names [ #name #strong(name) #emph(name) #parbreak() ]
"""
HOSTILE = [
    '#read("/etc/passwd")',
    "$ x^2 $ \\ * _ ` ~ @ <b> = - + / // /* */",
    "[#import sys]",
    '"] #eval("1 + 1") [',
    "{{ 7 * 7 }} {% raw %}",
    "Añasco, Peñuelas, Mayagüez, Łódź, Ærø, Ħamrun",
]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "names.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def test_markup_and_commands_in_the_data_are_printed_as_they_are(template: Path) -> None:
    letters = letters_of(render_pdf(template, {"names": HOSTILE}))
    for name in HOSTILE:
        assert squeezed(name) in letters


def test_every_letter_that_is_let_through_can_be_set(template: Path) -> None:
    """The compiler refuses a document with a letter that its fonts lack."""
    letters = [
        chr(code) for part in rendering._SHOWN for code in part if printable(chr(code)) == chr(code)
    ]
    assert len(letters) > 1000
    assert render_pdf(template, {"names": letters}).startswith(b"%PDF")


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.text(alphabet=st.characters(exclude_categories=()), max_size=80))
def test_no_name_keeps_a_document_from_being_set(template: Path, name: str) -> None:
    assert render_pdf(template, {"names": [name]}).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada\x00\x07 Oakley", "Ada Oakley"),
        ("Ada\u202eyelkaO\u202c", "AdayelkaO"),
        ("Ada\ud800Oakley", "AdaOakley"),
        ("Ada\u200b\u00adOakley\ufeff", "AdaOakley"),
        ("  two\r\n\tlines\u2028 here ", "two lines here"),
        ("Dr 😀", f"Dr {MISSING}"),
        ("李", MISSING),
        ("Zoe\u0308", "Zoë"),
        ("Z\u0337\u0321a\u0489lgo", "Zalgo"),
        ("\ue000", MISSING),
        ("", ""),
    ],
)
def test_what_no_font_shows_becomes_a_box_and_what_is_invisible_goes(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_text_without_end_is_cut() -> None:
    shown = printable("a" * 100_000)
    assert len(shown) == LONGEST_TEXT
    assert shown.endswith("…")


def test_a_template_reads_nothing_outside_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    template = folder / "names.typ"
    template.write_text(TEMPLATE + '#read("../secret.txt")')
    with pytest.raises(RuntimeError, match="escape the project root"):
        render_pdf(template, {"names": []})


def test_a_document_that_a_screen_reader_cannot_follow_is_refused(tmp_path: Path) -> None:
    template = tmp_path / "untitled.typ"
    template.write_text("Hello")
    with pytest.raises(RuntimeError, match="title"):
        render_pdf(template, {})
