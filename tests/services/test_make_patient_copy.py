"""The patient's copy: who, where, when and what to ask, in both languages, and no findings."""

from pathlib import Path

import pytest

from finder.documents.patient_copy import PatientCopy
from finder.domain.errors import StoredDataDamaged
from finder.domain.referral import ELEMENTS, Kind
from finder.services.make_patient_copy import (
    load_copy_words,
    make_patient_copy,
    print_patient_copy,
)
from finder.services.resources import Resources
from finder.settings import ROOT
from tests.documents.filled_letters import everything, letter
from tests.pdf_text import letters_of, squeezed
from tests.readability import english_grade, spanish_ease

SHOWN = {"patient_name", "sender_name", "sender_phone"}


def copy_of(resources: Resources, values: dict[str, str], language: str = "en") -> PatientCopy:
    with resources.database.reading() as session:
        held = letter(values)
        return make_patient_copy(session, resources, held, resources.languages[language])


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_copy_says_who_where_and_what_to_ask(resources: Resources, language: str) -> None:
    copy = copy_of(resources, everything(), language)
    pdf = print_patient_copy(resources, copy)
    assert b"pdfuaid" in pdf
    assert b"/Lang(%s" % language.encode() in pdf
    letters = letters_of(pdf)
    for text in (
        *("Ana Example", "Words of sender_name", "Ada Oakley, MD", "Sample Spine Centre"),
        *("(312) 555-0100", "K7QM-4XP2-9TK7-QM4X", copy.words["title"], copy.how_soon),
        *copy.bring,
        *(asked.plain for asked in copy.questions),
        *copy.red_flags.signs,
    ):
        assert squeezed(text) in letters, text


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_finding_and_no_free_words_are_in_it(resources: Resources, language: str) -> None:
    values = everything()
    letters = letters_of(print_patient_copy(resources, copy_of(resources, values, language)))
    free = (Kind.LINE, Kind.TEXT, Kind.OPEN)
    for name, typed in values.items():
        if ELEMENTS[name].kind in free and name not in (*SHOWN, "npi"):
            assert squeezed(typed) not in letters, name
    for finding in ("T12", "M80.08XA", "1950-03-01"):
        assert finding not in letters


@pytest.mark.parametrize("urgency", ELEMENTS["urgency"].options)
def test_every_urgency_is_said_in_plain_words(resources: Resources, urgency: str) -> None:
    said = {
        copy_of(resources, {"urgency": urgency}, language).how_soon for language in ("en", "es")
    }
    assert len(said) == 2
    assert "" not in said


def test_what_is_asked_for_is_said_and_free_questions_are_not(resources: Resources) -> None:
    told = [
        copy_of(resources, {"question": question}).told[1]
        for question in (*ELEMENTS["question"].options, "Is Mr Example fit for it?")
    ]
    assert len(set(told)) == 3
    assert not any("Example" in sentence for sentence in told)


def test_an_interpreter_is_told_of_where_one_was_asked_for(resources: Resources) -> None:
    assert len(copy_of(resources, {"interpreter": "yes"}).told) == 3
    assert len(copy_of(resources, {"interpreter": "no"}).told) == 2


def test_a_spanish_copy_says_that_no_medical_translator_has_read_it(resources: Resources) -> None:
    assert copy_of(resources, {}, "es").remarks
    assert not copy_of(resources, {}, "en").remarks


def test_the_words_are_easy_to_read() -> None:
    words = load_copy_words(ROOT / "data" / "patient_copy.toml")
    said = [text for text in words.values() if text.en.endswith(".")]
    assert english_grade(" ".join(text.en for text in said)) <= 6
    assert spanish_ease(" ".join(text.es for text in said)) >= 65


def test_damaged_words_are_told(tmp_path: Path) -> None:
    path = tmp_path / "patient_copy.toml"
    for text in ("", "[words]\ntitle = {en = 'Only English'}", "[words"):
        path.write_text(text)
        with pytest.raises(StoredDataDamaged):
            load_copy_words(path)


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_emergency_copy_sends_the_patient_now_and_says_nothing_of_a_visit(
    resources: Resources, language: str
) -> None:
    copy = copy_of(resources, {**everything(), "urgency": "emergency"}, language)
    letters = letters_of(print_patient_copy(resources, copy))
    for said in (copy.how_soon, copy.words["asked"], "Ada Oakley, MD", "(312) 555-0100"):
        assert squeezed(said) in letters, said
    for name in ("call_first", "visit", "why", "about", "treat", "worse", "whom", "bring"):
        assert squeezed(copy.words[name]) not in letters, name
    assert squeezed(copy.words["questions"]) not in letters
