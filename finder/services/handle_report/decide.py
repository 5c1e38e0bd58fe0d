"""Deciding a report: how it ends, in words that the public reads."""

import re
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidForm, InvalidValue
from finder.domain.ledger import Actor
from finder.domain.reports import Decision, Report, ReportOutcome
from finder.domain.reports.replies import was_heard
from finder.domain.typed import Reading, one_line
from finder.services.handle_report.proof import changes_since
from finder.services.handle_report.steps import DECIDE, held_report, keep_step
from finder.services.resources import Resources
from finder.store.forgetting import leave_nothing
from finder.store.queries import report_replies as replies
from finder.store.queries.listed import is_listed

SHORTEST_REASON, LONGEST_REASON = 10, 500
_E_MAIL = re.compile(r"\S@\S")


def decide(
    session: Session,
    resources: Resources,
    actor: Actor,
    number: str,
    typed: Mapping[str, str],
    version: int,
) -> None:
    """Ends the report and deletes what reporter and practice wrote.

    Reads the fields ``outcome``, ``reason``, ``not_asked``, ``not_asked_because`` and
    ``unchanged_because``; raises ``InvalidForm`` with each that cannot be used, ``ReportChanged``
    or ``UnknownReport``.
    """
    before = held_report(session, actor, number, version)
    decision, unchanged_because = _read(session, resources, before, typed)
    now = resources.now()
    after = replace(before.decided(decision, now), handled_by=actor.name)
    replies.forget_replies(session, before.reference, now)
    leave_nothing(session)
    changes = (
        ("state", before.state, after.state),
        ("handled_by", before.handled_by, after.handled_by),
        ("outcome", "", decision.outcome),
        ("practice not asked because", "", decision.not_asked_because),
        ("nothing changed because", "", unchanged_because),
    )
    keep_step(session, resources, actor, after, DECIDE, changes, decision.reason)


def _read(
    session: Session, resources: Resources, report: Report, typed: Mapping[str, str]
) -> tuple[Decision, str]:
    """The decision, and why a report is called right although nothing was changed for it."""
    reading = Reading(typed)
    outcome = reading.value("outcome", _outcome, ReportOutcome.NOT_CONFIRMED)
    reason = reading.value("reason", lambda text: _reason(text, report), "")
    not_asked_because = reading.value(
        "not_asked_because", lambda text: _not_asked_because(text, typed), ""
    )
    unchanged_because = ""
    if outcome is ReportOutcome.CORRECTED and not changes_since(session, report):
        unchanged_because = reading.value("unchanged_because", _unchanged_because, "")
    problems = reading.problems
    if outcome is ReportOutcome.REMOVED and is_listed(session, report.npi):
        problems.append(("outcome", _STILL_SHOWN))
    links = replies.links_of(session, report.reference)
    if not _is_ticked(typed) and not was_heard(links, resources.today()):
        problems.append(("not_asked", _NOT_HEARD))
    if problems:
        raise InvalidForm(problems)
    return Decision(outcome, reason, not_asked_because), unchanged_because


def _outcome(text: str) -> ReportOutcome:
    try:
        return ReportOutcome(text)
    except ValueError:
        raise InvalidValue("Choose how the report ends.") from None


def _reason(text: str, report: Report) -> str:
    reason = one_line(text, LONGEST_REASON)
    if len(reason) < SHORTEST_REASON:
        raise InvalidValue(f"Say why, in at least {SHORTEST_REASON} letters: the public reads it.")
    if _E_MAIL.search(reason) or (report.contact and report.contact in reason):
        raise InvalidValue("The public reads this. Leave out how to reach anybody.")
    return reason


def _not_asked_because(text: str, typed: Mapping[str, str]) -> str:
    if not _is_ticked(typed):
        return ""
    because = one_line(text, LONGEST_REASON)
    if len(because) < SHORTEST_REASON:
        raise InvalidValue(
            f"Say in at least {SHORTEST_REASON} letters why the practice was not asked."
        )
    return because


def _unchanged_because(text: str) -> str:
    because = one_line(text, LONGEST_REASON)
    if len(because) < SHORTEST_REASON:
        raise InvalidValue(_NOTHING_CHANGED)
    return because


def _is_ticked(typed: Mapping[str, str]) -> bool:
    return typed.get("not_asked") == "1"


_STILL_SHOWN = (
    "The listing is still shown. Propose to hide it on the practitioner's screen; decide "
    "“removed” here once a second person has approved that."
)
_NOTHING_CHANGED = (
    "Nothing was changed on this record since the report came. Correct it on the practitioner's "
    f"screen first; or say here, in at least {SHORTEST_REASON} letters, why nothing had to be "
    "changed, such as an import that was quicker; or decide “found right”."
)
_NOT_HEARD = (
    "The practice has not been heard. Make a link and send it; decide when the answer has come or "
    "two business days have passed. Or tick this box and say why you did not ask."
)
