"""Reports as staff see them: the lists, and one with its clocks, its answers and its record."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from finder.domain.ledger import ChainedEntry
from finder.domain.reports import Report, ReportState, shown_reference
from finder.domain.reports.replies import ReplyLink, was_heard
from finder.services.handle_report.proof import MadeChange, changes_since
from finder.services.handle_report.steps import subject_of
from finder.services.report_problem import open_reports, stored_report
from finder.services.resources import Resources
from finder.services.verify.own_record import own_among
from finder.store.queries import report_replies as replies
from finder.store.queries.ledger import entries_about
from finder.store.queries.listed import is_listed
from finder.store.queries.profiles import load_practitioners, practitioner_id_of
from finder.store.queries.reports import decided_reports

_DECIDED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ReportLists:
    """What waits, the most urgent first, and what was decided last."""

    waiting: tuple[tuple[str, Report], ...]
    decided: tuple[tuple[str, Report], ...]
    today: date


@dataclass(frozen=True, slots=True)
class HandledReport:
    """One report; ``name`` is empty where the directory holds the practitioner no longer.

    Where it is about whoever looks (``is_own``), it comes without the words and the address of
    its writer.
    """

    number: str
    report: Report
    name: str
    is_listed: bool
    links: tuple[ReplyLink, ...]
    open_link: ReplyLink | None
    was_heard: bool
    timeline: tuple[ChainedEntry, ...]
    changes: tuple[MadeChange, ...]
    today: date
    is_own: bool = False

    @property
    def is_decided(self) -> bool:
        return self.report.state is ReportState.DECIDED

    @property
    def is_taken_up(self) -> bool:
        return self.report.state is ReportState.BEING_CHECKED

    @property
    def answers(self) -> tuple[ReplyLink, ...]:
        """What the practice wrote, while the report is open."""
        return tuple(link for link in self.links if link.text)


def list_reports(session: Session, resources: Resources) -> ReportLists:
    return ReportLists(
        _numbered(open_reports(session)),
        _numbered(decided_reports(session, _DECIDED_SHOWN)),
        resources.today(),
    )


def show_report(
    session: Session, resources: Resources, number: str, viewer: str = ""
) -> HandledReport:
    """Everything that a decision of this person needs; raises ``UnknownReport``."""
    report = stored_report(session, number)
    is_own = bool(own_among(session, viewer, [report.npi]))
    if is_own:
        report = replace(report, text="", contact="")
    links = tuple(replies.links_of(session, report.reference))
    now = resources.now()
    return HandledReport(
        number=shown_reference(report.reference),
        report=report,
        name=_name(session, report.npi),
        is_listed=is_listed(session, report.npi),
        links=links,
        open_link=next((link for link in links if link.is_open(now)), None),
        was_heard=was_heard(links, now.date()),
        timeline=tuple(entries_about(session, subject_of(report))),
        changes=changes_since(session, report),
        today=now.date(),
        is_own=is_own,
    )


def _numbered(reports: list[Report]) -> tuple[tuple[str, Report], ...]:
    return tuple((shown_reference(report.reference), report) for report in reports)


def _name(session: Session, npi: str) -> str:
    number = practitioner_id_of(session, npi)
    if number is None:
        return ""
    return load_practitioners(session, [number])[0].name.display
