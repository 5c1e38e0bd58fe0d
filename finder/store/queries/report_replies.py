"""Links by which practices answer reports, and their answers."""

from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.orm import Session

from finder.domain.reports import Report
from finder.domain.reports.replies import NewReply, ReplyLink
from finder.store.queries.reports import as_report
from finder.store.tables import ReportReplyRow, ReportRow


def add_link(session: Session, reference: str, token_hash: str, link: ReplyLink) -> None:
    """Keeps a new link to a report; its number is the database's."""
    session.execute(
        insert(ReportReplyRow),
        [
            {
                "report_id": _report_id(session, reference),
                "token_hash": token_hash,
                "made_by": link.made_by,
                "made_at": link.made_at,
                "expires_at": link.expires_at,
                "text": "",
                "name": "",
                "contact": "",
            }
        ],
    )


def links_of(session: Session, reference: str) -> list[ReplyLink]:
    """Every link that was made for a report, the newest first."""
    rows = session.scalars(
        select(ReportReplyRow)
        .join(ReportRow, ReportRow.id == ReportReplyRow.report_id)
        .where(ReportRow.reference == reference)
        .order_by(ReportReplyRow.id.desc())
    )
    return [_link(row) for row in rows]


def link_with(session: Session, token_hash: str) -> tuple[ReplyLink, Report] | None:
    found = session.execute(
        select(ReportReplyRow, ReportRow)
        .join(ReportRow, ReportRow.id == ReportReplyRow.report_id)
        .where(ReportReplyRow.token_hash == token_hash)
    ).one_or_none()
    return (_link(found[0]), as_report(found[1])) if found else None


def withdraw_link(session: Session, link_id: int, at: datetime) -> None:
    """Nothing can come by it any longer."""
    _change(session, ReportReplyRow.id == link_id, withdrawn_at=at)


def keep_reply(session: Session, link_id: int, reply: NewReply, at: datetime) -> None:
    _change(
        session,
        ReportReplyRow.id == link_id,
        answered_at=at,
        text=reply.text,
        name=reply.name,
        contact=reply.contact,
    )


def forget_replies(session: Session, reference: str, at: datetime) -> None:
    """Deletes what was answered to a report that is decided, and closes its open links."""
    report_id = _report_id(session, reference)
    own = ReportReplyRow.report_id == report_id
    _change(session, own, text="", name="", contact="")
    is_open = ReportReplyRow.answered_at.is_(None) & ReportReplyRow.withdrawn_at.is_(None)
    _change(session, own & is_open, withdrawn_at=at)


def _change(session: Session, which: ColumnElement[bool], **values: object) -> None:
    session.execute(
        update(ReportReplyRow)
        .where(which)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _report_id(session: Session, reference: str) -> int:
    return session.scalars(select(ReportRow.id).where(ReportRow.reference == reference)).one()


def _link(row: ReportReplyRow) -> ReplyLink:
    return ReplyLink(
        link_id=row.id,
        made_by=row.made_by,
        made_at=row.made_at,
        expires_at=row.expires_at,
        withdrawn_at=row.withdrawn_at,
        answered_at=row.answered_at,
        text=row.text,
        name=row.name,
        contact=row.contact,
    )
