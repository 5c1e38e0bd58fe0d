"""The practice's own words on what was reported: by a link, without an account.

It reads what kind of thing was reported, never the words of the reporter or how to reach them.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from finder.domain.errors import ClosedReply, UnknownReport
from finder.domain.ledger import Actor
from finder.domain.reports import Report, ReportKind, ReportState
from finder.domain.reports.replies import NewReply, ReplyLink
from finder.domain.sentences import Sentence
from finder.services.handle_report.steps import REPLY, keep_step
from finder.services.resources import Resources
from finder.services.secrets import hashed
from finder.store.queries import report_replies as replies
from finder.store.queries.listed import is_listed
from finder.store.queries.profiles import load_practitioners, practitioner_id_of

_LONGEST_CODE = 100
# Who answered, as the ledger names it: nobody has checked more than that they held the link.
_BY_LINK = "practice-by-link"


@dataclass(frozen=True, slots=True)
class AskedPractice:
    """What whoever holds the link may see; ``name`` is empty where the listing is gone."""

    npi: str
    name: str
    is_listed: bool
    kind: ReportKind
    received_on: date
    open_until: date
    is_answered: bool


def asked_practice(session: Session, resources: Resources, code: str) -> AskedPractice:
    """Raises ``UnknownReport`` for a code of ours that is none, ``ClosedReply`` for a past one."""
    link, report = _found(session, resources, code)
    number = practitioner_id_of(session, report.npi)
    shown = is_listed(session, report.npi)
    name = load_practitioners(session, [number])[0].name.display if number and shown else ""
    return AskedPractice(
        npi=report.npi,
        name=name,
        is_listed=shown,
        kind=report.kind,
        received_on=report.created_at.date(),
        open_until=link.expires_at.date(),
        is_answered=link.answered_at is not None,
    )


def receive_reply(
    session: Session, resources: Resources, code: str, reply: NewReply, request_id: str
) -> None:
    """Keeps the first answer; the same form sent again changes nothing. Raises as above."""
    link, report = _found(session, resources, code)
    if link.answered_at is not None:
        return
    replies.keep_reply(session, link.link_id, reply, resources.now())
    practice = Actor(_BY_LINK, "anyone", request_id)
    keep_step(session, resources, practice, report, REPLY, [("reply", "", "received")])


def _found(session: Session, resources: Resources, code: str) -> tuple[ReplyLink, Report]:
    found = replies.link_with(session, hashed(code)) if len(code) <= _LONGEST_CODE else None
    if found is None:
        raise UnknownReport(
            Sentence("This link leads nowhere. Compare it with the message that you were sent.")
        )
    link, report = found
    is_answered = link.answered_at is not None
    is_past = report.state is ReportState.DECIDED or resources.now() >= link.expires_at
    if link.withdrawn_at is not None or (is_past and not is_answered):
        raise ClosedReply(
            Sentence(
                "This link is closed: the report is decided, the link was withdrawn, or its 30 "
                "days are over. You can still report what is wrong on the page of the listing."
            )
        )
    return link, report
