"""What a visitor sends: read, bounded, or refused with a sentence for each field."""

from collections.abc import Mapping
from dataclasses import dataclass

from finder.domain.errors import InvalidValue
from finder.domain.reports.report import ReportKind
from finder.domain.sentences import Sentence
from finder.domain.typed import Reading, e_mail_or_telephone, paragraphs

LONGEST_TEXT = 1000
LONGEST_CONTACT = 200

# Kinds that say nothing without words of their own.
_NEEDS_TEXT = frozenset({ReportKind.WRONG_CHECK, ReportKind.OTHER})


@dataclass(frozen=True, slots=True)
class NewReport:
    """What somebody wrote about the listing of ``npi``; ``text`` and ``contact`` may be empty."""

    npi: str
    kind: ReportKind
    text: str
    contact: str
    is_from_practice: bool


def read_report(npi: str, values: Mapping[str, str]) -> NewReport:
    """Reads the fields ``kind``, ``text``, ``contact`` and ``is_from_practice`` of the form.

    Raises ``InvalidForm`` with one sentence for each field that cannot be used.
    """
    reading = Reading(values)
    kind = reading.value("kind", _kind, None)
    text = reading.value("text", lambda typed: _text(typed, kind), "")
    contact = reading.value(
        "contact", lambda typed: e_mail_or_telephone(typed, LONGEST_CONTACT), ""
    )
    reading.finish()
    is_from_practice = values.get("is_from_practice") == "1"
    return NewReport(npi, kind or ReportKind.OTHER, text, contact, is_from_practice)


def _kind(text: str) -> ReportKind | None:
    try:
        return ReportKind(text)
    except ValueError:
        raise InvalidValue(Sentence("Choose what is wrong.")) from None


def _text(typed: str, kind: ReportKind | None) -> str:
    text = paragraphs(typed, LONGEST_TEXT)
    if not text and kind in _NEEDS_TEXT:
        raise InvalidValue(Sentence("Please write what is wrong, so that we can look into it."))
    return text
