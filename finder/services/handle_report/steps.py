"""One step of one person: taken on what they saw, or refused with what happened since."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.domain.reports import Report
from finder.services.report_problem import stored_report
from finder.services.resources import Resources
from finder.services.verify.own_record import refuse_own_record
from finder.store.queries.directory import directory_row
from finder.store.queries.ledger import append, entries_about
from finder.store.queries.reports import save_progress, under_review_since

TAKE_UP, ASK, WITHDRAW, REPLY, DECIDE = (
    f"report.{step}" for step in ("take-up", "ask", "withdraw-link", "reply", "decide")
)
_WORDS = {
    TAKE_UP: "took it up",
    ASK: "made a link for the practice",
    WITHDRAW: "withdrew the link of the practice",
    REPLY: "answered it",
    DECIDE: "decided it",
}


_OWN = "This report is about your own record, by the NPI of your account. Leave it to a colleague."


class ReportChanged(InvalidValue):
    """Somebody took a step in between; the sentence says who, which and when."""


def subject_of(report: Report) -> str:
    """What the ledger calls a report."""
    return f"report:{report.reference}"


def held_report(session: Session, actor: Actor, number: str, version: int) -> Report:
    """The report as whoever acts saw it; raises ``ReportChanged`` where it is another by now.

    Raises ``NotThisPerson`` where it is about the record of whoever acts.
    """
    report = stored_report(session, number)
    refuse_own_record(session, actor, report.npi, sentence=_OWN)
    if report.version != version:
        raise _changed(session, report, version)
    return report


def keep_step(
    session: Session,
    resources: Resources,
    actor: Actor,
    after: Report,
    action: str,
    changes: Iterable[tuple[str, object, object]] = (),
    reason: str = "",
) -> None:
    """Writes the step and its one row of the ledger, without words or address of the reporter."""
    before = under_review_since(session, after.npi)
    if not save_progress(session, after):
        raise _changed(session, stored_report(session, after.reference), after.version)
    if under_review_since(session, after.npi) != before:
        # The public page says another thing from now on, so that no kept copy of it is right.
        directory_row(session).generation += 1
    entry = actor.entry(action, subject_of(after), resources.now(), changes, reason)
    append(session, entry)


def _changed(session: Session, report: Report, version: int) -> ReportChanged:
    steps = entries_about(session, subject_of(report), most=max(1, report.version - version))
    told = "; ".join(
        f"{row.texts['actor']} {_WORDS.get(row.texts['action'], row.texts['action'])} "
        f"({row.recorded_at:%H:%M} UTC)"
        for row in reversed(steps)
    )
    return ReportChanged(
        f"Since you opened this page: {told or 'somebody changed it'}. Nothing of yours was "
        "written. Look at it as it is now, then send again what still holds."
    )
