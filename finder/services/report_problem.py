"""What visitors report about a listing: received, and shown by its number.

No network address is kept; the words and the address of the writer go with the decision.
"""

import hashlib
import json
import re
import secrets
from dataclasses import astuple, dataclass
from datetime import date

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.npi import Npi
from finder.domain.reports import (
    REFERENCE_ALPHABET,
    REFERENCE_LENGTH,
    NewReport,
    Report,
    ReportKind,
    ReportOutcome,
    ReportState,
    by_due_day,
    read_reference,
    shown_reference,
    unknown_report,
)
from finder.domain.sentences import Sentence
from finder.services.resources import Resources
from finder.store.queries.ledger import append
from finder.store.queries.listed import is_listed
from finder.store.queries.reports import (
    add_report,
    reference_of,
    report_with,
    undecided_reports,
)

_VISITOR = Actor("visitor", "anyone")
_FORM_KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """What whoever has the number may see: neither the words nor the address of the writer."""

    number: str
    npi: str
    is_listed: bool
    kind: ReportKind
    state: ReportState
    received_on: date
    look_by: date
    decide_by: date
    decided_on: date | None = None
    outcome: ReportOutcome | None = None
    reason: str = ""


def new_form_key() -> str:
    """What tells one showing of the form from another."""
    return secrets.token_urlsafe(16)


def new_reference() -> str:
    """A number that nobody can guess: one of 6·10^14."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH))


def receive_report(
    session: Session, resources: Resources, new: NewReport, form_key: str, language: str
) -> str:
    """Keeps the report and returns its number; the same form sent twice keeps the first number.

    ``form_key`` is that of the form, ``language`` the code of the page. Raises ``NotListed``.
    """
    _refuse_unlisted(session, new.npi)
    digest = _digest(new, form_key)
    if (known := reference_of(session, digest)) is not None:
        return shown_reference(known)
    report = Report(
        reference=_unused_reference(session),
        npi=new.npi,
        kind=new.kind,
        text=new.text,
        contact=new.contact,
        is_from_practice=new.is_from_practice,
        language=language,
        state=ReportState.RECEIVED,
        created_at=resources.now(),
    )
    add_report(session, report, digest)
    # Neither words nor a way to reach anybody: the ledger never forgets.
    changes = [("kind", "", report.kind.value), ("is_from_practice", "", report.is_from_practice)]
    subject = f"practitioner:{report.npi}"
    append(session, _VISITOR.entry("report.receive", subject, report.created_at, changes))
    return shown_reference(report.reference)


def report_status(session: Session, number: str) -> ReportStatus:
    """How far the report with this number is; raises ``UnknownReport``."""
    report = stored_report(session, number)
    return _status(report, is_listed(session, report.npi))


def pretended_status(resources: Resources, number: str) -> ReportStatus:
    """What a program sees that filled the field no person can see: nothing of it was kept."""
    report = Report(
        reference=read_reference(number),
        npi="",
        kind=ReportKind.OTHER,
        text="",
        contact="",
        is_from_practice=False,
        language="",
        state=ReportState.RECEIVED,
        created_at=resources.now(),
    )
    return _status(report, is_listed=False)


def open_reports(session: Session) -> list[Report]:
    """Everything that waits for somebody, in the order in which it must be decided."""
    return by_due_day(undecided_reports(session))


def stored_report(session: Session, number: str) -> Report:
    """The whole report with this number; raises ``UnknownReport``."""
    report = report_with(session, read_reference(number))
    if report is None:
        raise unknown_report()
    return report


def _refuse_unlisted(session: Session, npi: str) -> None:
    try:
        Npi(npi)
    except InvalidValue as problem:
        raise NotListed(str(problem)) from None
    if not is_listed(session, npi):
        raise NotListed(
            Sentence("Nobody with this NPI is listed here. Check the digits, or search by name.")
        )


def _status(report: Report, is_listed: bool) -> ReportStatus:
    return ReportStatus(
        number=shown_reference(report.reference),
        npi=report.npi,
        is_listed=is_listed,
        kind=report.kind,
        state=report.state,
        received_on=report.created_at.date(),
        look_by=report.look_by,
        decide_by=report.decide_by,
        decided_on=report.decided_at.date() if report.decided_at else None,
        outcome=report.outcome,
        reason=report.reason,
    )


def _digest(new: NewReport, form_key: str) -> str:
    """The same only for the same words in the same form; a key of another shape is no key."""
    key = form_key if _FORM_KEY.fullmatch(form_key) else new_form_key()
    return hashlib.sha256(json.dumps([key, *astuple(new)]).encode()).hexdigest()


def _unused_reference(session: Session) -> str:
    while report_with(session, reference := new_reference()) is not None:
        continue
    return reference
