"""The patient's copy of a referral: who, where, when, what to bring and to ask, and no findings."""

import tomllib
from pathlib import Path

from sqlalchemy.orm import Session

from finder.documents.patient_copy import CopyRecipient, PatientCopy, patient_copy_pdf
from finder.documents.take_away_sheet import SheetQuestion, SheetRedFlags
from finder.domain import red_flags
from finder.domain.contact import map_link_of, phone
from finder.domain.errors import StoredDataDamaged
from finder.domain.questions import Audience, Question, QuestionKind, QuestionList
from finder.domain.referral import Letter
from finder.domain.referral.catalogue.request import CONSULT_AND_TREAT, CONSULT_ONLY, EMERGENCY
from finder.domain.sentences import Language
from finder.domain.texts import Text
from finder.services.make_take_away_sheet import load_sheet_texts
from finder.services.resources import Resources
from finder.services.show_about import directory_facts
from finder.services.show_questions import load_questions

_QUOTED = (QuestionKind.BULLET, QuestionKind.PROSE, QuestionKind.CONDITION)
_ASKED_FOR = {CONSULT_AND_TREAT: "treat", CONSULT_ONLY: "advise"}
_HOW_SOON = {
    "emergency": "emergency",
    "urgent": "urgent",
    "soon": "within_weeks",
    "routine": "routine",
}


def make_patient_copy(
    session: Session, resources: Resources, letter: Letter, language: Language
) -> PatientCopy:
    """The copy in one language; of what was typed only names, phone and three ticks go in."""
    data = resources.settings.data
    sheet = load_sheet_texts(data / "take_away.toml")
    words = {**sheet.words, **load_copy_words(data / "patient_copy.toml")}
    is_emergency = letter.typed("urgency") == EMERGENCY
    if is_emergency:
        words["title"] = words["title_emergency"]
    questions = load_questions(data / "questions.toml")
    article, say = questions.article, language.say
    is_demo = directory_facts(session).is_demo
    remarks = [words["demonstration"]] if is_demo else []
    if language.code != "en":
        remarks.append(words["translation"])
    return PatientCopy(
        language=language.code,
        words={name: say(text) for name, text in words.items()},
        patient_name=_text(letter, "patient_name"),
        sender_name=_text(letter, "sender_name"),
        sender_phone=phone(_text(letter, "sender_phone")),
        made_on=say(letter.written_on),
        letter_id=letter.shown_id,
        told=tuple(say(words[name]) for name in _told(letter)),
        is_emergency=is_emergency,
        how_soon=_how_soon(letter, words, language),
        recipient=_recipient(letter, language),
        red_flags=SheetRedFlags(
            heading=say(red_flags.HEADING),
            lead=say(red_flags.LEAD),
            signs=tuple(map(say, red_flags.SIGNS)),
            reason=say(red_flags.REASON),
        ),
        bring=() if is_emergency else tuple(map(say, sheet.bring)),
        credit=tuple(map(say, (article.line, *article.cautions, words["quotation"]))),
        questions=() if is_emergency else _questions(questions, language),
        remarks=tuple(map(say, remarks)),
    )


def print_patient_copy(resources: Resources, copy: PatientCopy) -> bytes:
    """The copy as a PDF file; needs no database, so that none is kept waiting."""
    return patient_copy_pdf(copy, resources.settings.templates)


def load_copy_words(path: Path) -> dict[str, Text]:
    """Raises StoredDataDamaged when the file is missing, not TOML, or lacks a language."""
    try:
        with path.open("rb") as file:
            rows = tomllib.load(file)["words"]
        return {name: Text(row["en"], row["es"]) for name, row in rows.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoredDataDamaged(
            f"The words of the patient's copy in {path} cannot be used ({error}). Restore them "
            "from the release."
        ) from error


def _told(letter: Letter) -> list[str]:
    """The names of what is said of this visit; free words of the clinician are for the letter."""
    if letter.typed("urgency") == EMERGENCY:
        return []
    asked = letter.typed("question")
    told = ["about", _ASKED_FOR.get(str(asked), "ask")]
    return [*told, "interpreter"] if letter.typed("interpreter") is True else told


def _how_soon(letter: Letter, words: dict[str, Text], language: Language) -> str:
    name = _HOW_SOON.get(str(letter.typed("urgency")))
    return language.say(words[name]) if name else ""


def _recipient(letter: Letter, language: Language) -> CopyRecipient:
    to = letter.recipient
    name = f"{to.name}, {to.credentials}" if to.credentials else to.name
    return CopyRecipient(
        name=name,
        specialty=language.say(to.specialty),
        address=tuple(line for line in (to.practice, *to.address) if line),
        phone=phone(to.phone),
        map_url=map_link_of(", ".join(to.address)) if to.address else "",
    )


def _questions(questions: QuestionList, language: Language) -> tuple[SheetQuestion, ...]:
    return tuple(
        _question(item, questions.article.publisher, language)
        for item in questions.for_audience(Audience.IR_DOCTOR)
        if item.kind in _QUOTED
    )


def _question(question: Question, publisher: str, language: Language) -> SheetQuestion:
    return SheetQuestion(
        plain=language.say(question.plain),
        verbatim=question.verbatim or "",
        credit=publisher if question.verbatim else "",
        note=language.say(question.note) if question.note else "",
    )


def _text(letter: Letter, name: str) -> str:
    value = letter.get(name)
    return value.text if value else ""
