"""What staff do with a report, as short as a test wants it."""

from finder.domain.ledger import Actor
from finder.services import handle_report
from finder.services.report_problem import stored_report
from finder.services.resources import Resources

VERA = Actor("vera@example.org", "verifier")
REASON = "The practice gave its new address on the telephone."
NOT_ASKED = {"not_asked": "1", "not_asked_because": "Its own page says the same."}
UNCHANGED = {"unchanged_because": "An import had brought the new address."}


def version_of(resources: Resources, number: str) -> int:
    with resources.database.reading() as session:
        return stored_report(session, number).version


def take_up_report(
    resources: Resources, number: str, severity: str = "fact", actor: Actor = VERA
) -> None:
    version = version_of(resources, number)
    with resources.database.writing() as session:
        handle_report.take_up(session, resources, actor, number, severity, version)


def decide_report(
    resources: Resources, number: str, outcome: str, actor: Actor = VERA, **typed: str
) -> None:
    """Takes it up and decides it without asking the practice."""
    take_up_report(resources, number, actor=actor)
    form = {"outcome": outcome, "reason": REASON, **NOT_ASKED, **UNCHANGED, **typed}
    version = version_of(resources, number)
    with resources.database.writing() as session:
        handle_report.decide(session, resources, actor, number, form, version)


def ask_practice(resources: Resources, number: str, actor: Actor = VERA) -> str:
    """The code of a new link for the practice."""
    version = version_of(resources, number)
    with resources.database.writing() as session:
        made = handle_report.make_reply_link(session, resources, actor, number, version)
    return made.code
