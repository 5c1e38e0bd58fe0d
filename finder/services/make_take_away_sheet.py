"""The sheet to take to a visit: doctors chosen, questions with room to write, what to bring."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

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
from finder.domain import red_flags
from finder.domain.chosen import Choice
from finder.domain.contact import address_case, map_link, phone, zip_shown
from finder.domain.errors import StoredDataDamaged
from finder.domain.names import degrees
from finder.domain.questions import Audience, Question, QuestionKind, QuestionList
from finder.domain.reasons import (
    certification_reason,
    distance_reason,
    listing_reason,
    membership_reason,
    volume_reason,
)
from finder.domain.sentences import Language
from finder.domain.texts import Text
from finder.services.compare_practitioners import Compared, Comparison, compare_practitioners
from finder.services.resources import Resources
from finder.services.show_questions import load_questions

_RESEARCH = "in-short"
_HEADINGS = {0: "no_practitioner", 1: "one_practitioner"}
_WHOM_TO_ASK = (
    (Audience.IR_DOCTOR, "ir_doctor"),
    (Audience.OWN_DOCTOR, "own_doctor"),
    (Audience.INSURER, "insurer"),
)
_ORIGINS = (
    ("article", (QuestionKind.BULLET, QuestionKind.PROSE)),
    ("condition", (QuestionKind.CONDITION,)),
    ("federal", (QuestionKind.FEDERAL,)),
)


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """The fixed words of the sheet in both languages."""

    words: Mapping[str, Text]
    bring: tuple[Text, ...]


def make_take_away_sheet(
    session: Session, resources: Resources, choice: Choice, language: Language
) -> TakeAwaySheet:
    """The sheet in one language; without anybody chosen it has room for a doctor's name."""
    comparison = compare_practitioners(session, resources, choice)
    texts = load_sheet_texts(resources.settings.data / "take_away.toml")
    questions = load_questions(resources.settings.data / "questions.toml")
    say = language.say
    as_of = comparison.directory.data_as_of
    return TakeAwaySheet(
        language=language.code,
        words={name: say(text) for name, text in texts.words.items()},
        printed_on=say(resources.today()),
        data_as_of=say(as_of) if as_of else "",
        remarks=_remarks(comparison, texts, language),
        red_flags=SheetRedFlags(
            heading=say(red_flags.HEADING),
            lead=say(red_flags.LEAD),
            signs=tuple(map(say, red_flags.SIGNS)),
            reason=say(red_flags.REASON),
        ),
        practitioners_heading=_HEADINGS.get(len(comparison.compared), "practitioners"),
        practitioners=tuple(_practitioner(person, language) for person in comparison.compared),
        bring=tuple(map(say, texts.bring)),
        groups=tuple(_group(questions, audience, texts, language) for audience, _ in _WHOM_TO_ASK),
        research=tuple(
            SheetFinding(say(said.text), "; ".join(say(source.label) for source in said.sources))
            for said in resources.guide.finding(_RESEARCH).statements
        ),
    )


def print_take_away_sheet(resources: Resources, sheet: TakeAwaySheet) -> bytes:
    """The sheet as a PDF file; needs no database, so that none is kept waiting."""
    return take_away_pdf(sheet, resources.settings.templates)


def load_sheet_texts(path: Path) -> SheetTexts:
    """Raises StoredDataDamaged when the file is missing, not TOML, or lacks a language."""
    try:
        with path.open("rb") as file:
            document = tomllib.load(file)
        return SheetTexts(
            words={name: _text(row) for name, row in document["words"].items()},
            bring=tuple(map(_text, document["bring"])),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoredDataDamaged(
            f"The words of the sheet in {path} cannot be used ({error}). Restore them from the "
            "release."
        ) from error


def _text(row: dict[str, Any]) -> Text:
    return Text(row["en"], row["es"])


def _remarks(comparison: Comparison, texts: SheetTexts, language: Language) -> tuple[str, ...]:
    """What must be known of this very sheet before it is read."""
    told: list[str | Text] = []
    if comparison.directory.is_demo:
        told.append(texts.words["demonstration"])
    if language.code != "en":
        told.append(texts.words["translation"])
    return tuple(map(language.say, [*told, *comparison.remarks]))


def _practitioner(person: Compared, language: Language) -> SheetPractitioner:
    titles = degrees(person.practitioner.credentials_text)
    name = person.practitioner.name.display
    place = person.location
    address: tuple[str, ...] = ()
    if place is not None:
        town = f"{address_case(place.city)}, {place.state} {zip_shown(place.zip_code)}"
        lines = (place.name, *place.lines)
        address = (*(address_case(line) for line in lines if line), town)
    return SheetPractitioner(
        name=f"{name}, {titles}" if titles else name,
        specialty=language.say(person.specialty),
        address=address,
        phone=phone(place.phone) if place else "",
        map_url=map_link(place) if place else "",
        facts=tuple(language.say(fact) for fact in _facts(person) if fact),
    )


def _facts(person: Compared) -> tuple[str | None, ...]:
    """What is known, one sentence a fact, in the order of the reasons on a page."""
    newest = max((volume.year or 0 for volume in person.volumes), default=0)
    counts = [volume for volume in person.volumes if (volume.year or 0) == newest]
    published = [volume for volume in counts if volume.is_published]
    return (
        distance_reason(person.miles) if person.miles is not None else None,
        certification_reason(person.standing.certification),
        *(volume_reason(volume) for volume in published or counts[:1]),
        listing_reason(person.standing.confirmed_on),
        membership_reason(person.standing.membership),
    )


def _group(
    questions: QuestionList, audience: Audience, texts: SheetTexts, language: Language
) -> SheetGroup:
    asked = questions.for_audience(audience)
    is_long = audience is Audience.IR_DOCTOR
    return SheetGroup(
        heading=language.say(texts.words[dict(_WHOM_TO_ASK)[audience]]),
        parts=_parts(questions, asked, texts, language) if is_long else (_part(asked, language),),
        per_practitioner=is_long,
    )


def _parts(
    questions: QuestionList, asked: Sequence[Question], texts: SheetTexts, language: Language
) -> tuple[SheetPart, ...]:
    """A long list by the origin of its questions; each origin is credited once."""
    article, federal = questions.article, questions.federal
    credits = {
        "article": (article.line, *article.cautions, texts.words["quotation"]),
        "federal": (federal.line,),
    }
    return tuple(
        SheetPart(
            heading=language.say(texts.words[origin]),
            credit=tuple(map(language.say, credits.get(origin, ()))),
            questions=tuple(
                _question(item, article.publisher if item.verbatim else "", language)
                for item in asked
                if item.kind in kinds
            ),
            is_ruled=origin != "federal",
        )
        for origin, kinds in _ORIGINS
    )


def _part(asked: Sequence[Question], language: Language) -> SheetPart:
    """A short list, where each question names its own source."""
    questions = tuple(_question(item, language.say(item.source), language) for item in asked)
    return SheetPart(heading="", credit=(), questions=questions, is_ruled=True)


def _question(question: Question, credit: str, language: Language) -> SheetQuestion:
    return SheetQuestion(
        plain=language.say(question.plain),
        verbatim=question.verbatim or "",
        credit=credit,
        note=language.say(question.note) if question.note else "",
    )
