"""Taking a report up: who has it from now on, and what it means for patients."""

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.domain.reports import Severity
from finder.services.handle_report.steps import TAKE_UP, held_report, keep_step
from finder.services.resources import Resources


def take_up(
    session: Session, resources: Resources, actor: Actor, number: str, severity: str, version: int
) -> None:
    """Also for going on where a colleague began, and for judging the severity anew.

    Raises ``UnknownReport``, ``ReportChanged``, or ``InvalidValue`` with the field.
    """
    before = held_report(session, actor, number, version)
    after = before.taken_up(resources.now(), actor.name, _severity(severity))
    changes = (
        ("npi", "" if before.taken_up_at is None else before.npi, before.npi),
        ("state", before.state, after.state),
        ("handled_by", before.handled_by, after.handled_by),
        ("severity", before.severity, after.severity),
    )
    keep_step(session, resources, actor, after, TAKE_UP, changes)


def _severity(text: str) -> Severity:
    try:
        return Severity(text)
    except ValueError:
        raise InvalidValue("Choose what this report means for patients.", "severity") from None
