"""Asking the practice: a link for an answer in its own words, to be sent by whoever handles it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.domain.reports import Report, ReportState
from finder.domain.reports.replies import LINK_LIFETIME, ReplyLink
from finder.services.handle_report.steps import ASK, WITHDRAW, held_report, keep_step
from finder.services.resources import Resources
from finder.services.secrets import hashed, new_token
from finder.store.queries import report_replies as replies


@dataclass(frozen=True, slots=True)
class MadeLink:
    """The code of a new link, which is shown once and never stored."""

    code: str
    expires_at: datetime


def make_reply_link(
    session: Session, resources: Resources, actor: Actor, number: str, version: int
) -> MadeLink:
    """One link at a time; raises ``InvalidValue`` where none can be made now."""
    report = held_report(session, actor, number, version)
    _refuse_unhandled(report)
    now = resources.now()
    if _open_link(session, report, now) is not None:
        raise InvalidValue(
            "The practice has a link already. Withdraw it first if it went to the wrong people."
        )
    code, expires_at = new_token(), now + LINK_LIFETIME
    link = ReplyLink(0, actor.name, now, expires_at)
    replies.add_link(session, report.reference, hashed(code), link)
    changes = [("reply link", "", f"until {expires_at:%Y-%m-%d}")]
    keep_step(session, resources, actor, report, ASK, changes)
    return MadeLink(code, expires_at)


def withdraw_reply_link(
    session: Session, resources: Resources, actor: Actor, number: str, version: int
) -> None:
    """Whoever opens the link from now on is told that it is closed."""
    report = held_report(session, actor, number, version)
    link = _open_link(session, report, resources.now())
    if link is None:
        raise InvalidValue("There is no open link to withdraw.")
    replies.withdraw_link(session, link.link_id, resources.now())
    keep_step(session, resources, actor, report, WITHDRAW, [("reply link", "open", "withdrawn")])


def _open_link(session: Session, report: Report, now: datetime) -> ReplyLink | None:
    links = replies.links_of(session, report.reference)
    return next((link for link in links if link.is_open(now)), None)


def _refuse_unhandled(report: Report) -> None:
    if report.state is not ReportState.BEING_CHECKED:
        raise InvalidValue("Only a report that somebody has taken up can be put to the practice.")
