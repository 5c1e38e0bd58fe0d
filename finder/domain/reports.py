"""Reports of visitors: what is wrong on a listing, by when it is looked at, and what came of it.

A report passes ``received → being_checked → decided``. The clocks are those that directories of
health plans are bound by; here they are a promise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from finder.domain.errors import InvalidValue, UnknownReport
from finder.domain.sentences import Sentence
from finder.domain.typed import Reading, e_mail_or_telephone, paragraphs

LONGEST_TEXT = 1000
LONGEST_CONTACT = 200
# No letter or digit that looks or sounds like another when read from paper.
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 10

_LOOKED_AT_BUSINESS_DAYS = 1
_DECIDED_BUSINESS_DAYS = 2
_REMOVED_BUSINESS_DAYS = 5
_DISPUTE_DAYS = 30
_SATURDAY = 5


class ReportKind(StrEnum):
    """What is wrong on a listing."""

    MOVED = "moved"
    WRONG_PHONE = "wrong_phone"
    RETIRED = "retired"
    DOES_NOT_DO_THIS = "does_not_do_this"
    WRONG_CHECK = "wrong_check"
    OTHER = "other"


class ReportState(StrEnum):
    """How far a report has come."""

    RECEIVED = "received"
    BEING_CHECKED = "being_checked"
    DECIDED = "decided"


class ReportOutcome(StrEnum):
    """What came of a report."""

    CORRECTED = "corrected"
    REMOVED = "removed"
    FOUND_RIGHT = "found_right"
    NOT_CONFIRMED = "not_confirmed"


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


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is kept; the address of its writer is gone once it is decided."""

    reference: str
    npi: str
    kind: ReportKind
    text: str
    contact: str
    is_from_practice: bool
    language: str
    state: ReportState
    created_at: datetime
    taken_up_at: datetime | None = None
    decided_at: datetime | None = None
    outcome: ReportOutcome | None = None

    @property
    def look_by(self) -> date:
        """The last day for a first look."""
        return business_days_after(self.created_at.date(), _LOOKED_AT_BUSINESS_DAYS)

    @property
    def decide_by(self) -> date:
        """The last day for a decision."""
        received_on = self.created_at.date()
        match self.kind:
            case ReportKind.RETIRED:
                return business_days_after(received_on, _REMOVED_BUSINESS_DAYS)
            case ReportKind.WRONG_CHECK:
                return received_on + timedelta(days=_DISPUTE_DAYS)
            case _:
                return business_days_after(received_on, _DECIDED_BUSINESS_DAYS)

    def taken_up(self, at: datetime) -> "Report":
        """Somebody looks at it from this moment on; raises ``InvalidValue`` where it is decided."""
        self._refuse_decided()
        if self.state is ReportState.BEING_CHECKED:
            return self
        return replace(self, state=ReportState.BEING_CHECKED, taken_up_at=at)

    def decided(self, outcome: ReportOutcome, at: datetime) -> "Report":
        """The end of it, without the address of its writer; raises where it is decided before."""
        self._refuse_decided()
        return replace(
            self,
            state=ReportState.DECIDED,
            taken_up_at=self.taken_up_at or at,
            decided_at=at,
            outcome=outcome,
            contact="",
        )

    def _refuse_decided(self) -> None:
        if self.state is ReportState.DECIDED:
            raise InvalidValue(Sentence("This report was decided before. Open the list again."))


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


def shown_reference(reference: str) -> str:
    """In groups that a person can copy from paper: K7QM-4XP-29T."""
    return f"{reference[:4]}-{reference[4:7]}-{reference[7:]}"


def read_reference(text: str) -> str:
    """The number without its hyphens, in any case; raises ``UnknownReport`` if it cannot be one."""
    reference = text.strip().replace("-", "").replace(" ", "").upper()
    if len(reference) != REFERENCE_LENGTH or not set(reference) <= set(REFERENCE_ALPHABET):
        raise unknown_report()
    return reference


def unknown_report() -> UnknownReport:
    """The error of a number that no report has."""
    return UnknownReport(
        Sentence(
            "We know no report with this number. Compare it with what you wrote down. It has ten "
            "letters and digits, such as K7QM-4XP-29T."
        )
    )


def business_days_after(start: date, count: int) -> date:
    """The ``count``-th day after ``start`` that is no Saturday or Sunday.

    Holidays are not left out, so a promise counted with it is early rather than late.
    """
    found = start
    while count:
        found += timedelta(days=1)
        if found.weekday() < _SATURDAY:
            count -= 1
    return found


def by_due_day(reports: list[Report]) -> list[Report]:
    """Those that must be decided first come first; among equals the older ones."""
    return sorted(reports, key=lambda each: (each.decide_by, each.created_at, each.reference))


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
