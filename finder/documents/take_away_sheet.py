"""The sheet that a person takes to a visit, as large print on letter paper.

Every text in it is ready in the language of the sheet; only quotations stay in English.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from finder.documents.rendering import render_pdf

TEMPLATE = Path("documents") / "take_away_sheet.typ"


@dataclass(frozen=True, slots=True)
class SheetPractitioner:
    """A chosen practitioner: how to reach the practice, and what is known, one sentence a fact."""

    name: str
    specialty: str
    address: tuple[str, ...]
    phone: str
    map_url: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """A question in plain words; empty text where nothing is quoted or noted."""

    plain: str
    verbatim: str
    credit: str
    note: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Questions of one origin with its credit; ``is_ruled`` leaves room for the answers."""

    heading: str
    credit: tuple[str, ...]
    questions: tuple[SheetQuestion, ...]
    is_ruled: bool


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Everything to ask of one person; ``per_practitioner`` where each of the chosen is asked."""

    heading: str
    parts: tuple[SheetPart, ...]
    per_practitioner: bool


@dataclass(frozen=True, slots=True)
class SheetRedFlags:
    """The signs that cannot wait, and why."""

    heading: str
    lead: str
    signs: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class SheetFinding:
    """What studies found, and which; the sources are empty for a remark of our own."""

    text: str
    sources: str


@dataclass(frozen=True, slots=True)
class TakeAwaySheet:
    """The whole sheet; ``words`` are the fixed ones by name, ``remarks`` stand on top of it.

    ``language`` is ISO 639-1, ``practitioners_heading`` names one of the words, and an empty
    ``data_as_of`` leaves out how old the data are.
    """

    language: str
    words: Mapping[str, str]
    printed_on: str
    data_as_of: str
    remarks: tuple[str, ...]
    red_flags: SheetRedFlags
    practitioners_heading: str
    practitioners: tuple[SheetPractitioner, ...]
    bring: tuple[str, ...]
    groups: tuple[SheetGroup, ...]
    research: tuple[SheetFinding, ...]


def take_away_pdf(sheet: TakeAwaySheet, templates: Path) -> bytes:
    """The sheet as PDF/UA-1."""
    return render_pdf(templates / TEMPLATE, asdict(sheet))
