"""What waits for somebody who keeps the directory, the most pressing first, a page at a time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from finder.domain.credentials import OVERDUE_GRACE
from finder.domain.names import PersonName
from finder.domain.reports import shown_reference
from finder.domain.verification import DUE_SOON, Due, reading_of
from finder.services.report_problem import open_reports
from finder.services.resources import Resources
from finder.store.queries import waiting
from finder.store.queries.due import DueCheck, Window, count_due, due_checks
from finder.store.queries.waiting import Waiting

LISTING_DUE_AFTER = timedelta(days=90)
# The order in which kinds come; how often a listing is seen is not counted, so it plays no part.
KINDS = ("overdue", "due", "decision", "report", "conflict", "review", "statement", "listing")
PER_PAGE = 100
_DECIDED_WITHIN = timedelta(days=2)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do; ``due_on`` is the day by which it should be done, if there is one.

    ``parts`` tell the page where it is done what to begin with; ``name`` is empty where the
    directory holds nobody of the NPI.
    """

    kind: str
    npi: str
    name: str
    what: str
    due_on: date | None
    note: str = ""
    parts: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class WorkList:
    """One page of the items asked for, and how many there are of each kind."""

    items: tuple[WorkItem, ...]
    counts: Mapping[str, int]
    kind: str
    state: str
    page: int
    today: date

    @property
    def total(self) -> int:
        return self.counts[self.kind] if self.kind else sum(self.counts.values())

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def list_work(
    session: Session, resources: Resources, kind: str = "", state: str = "", page: int = 1
) -> WorkList:
    """One page of everything that waits, or of one kind, or of one state."""
    today = resources.today()
    kind = kind if kind in KINDS else ""
    counts = work_counts(session, today, state)
    wanted = WorkList((), counts, kind, state, 1, today)
    page = min(max(page, 1), wanted.pages)
    start, most = (page - 1) * PER_PAGE, PER_PAGE
    items: list[WorkItem] = []
    for each in (kind,) if kind else KINDS:
        # What stands on the pages before is not read again.
        if start < counts[each] and most > 0:
            found = list(_READ[each](session, today, state, most, start))
            items += found
            most -= len(found)
        start = max(0, start - counts[each])
    return WorkList(tuple(items), counts, kind, state, page, today)


def work_counts(session: Session, today: date, state: str = "") -> dict[str, int]:
    """How much waits of each kind, in two statements."""
    windows = {"overdue": _overdue(today), "due": _due_soon(today)}
    columns = waiting.count_waiting(today - LISTING_DUE_AFTER, state)
    row = session.execute(select(*(column.label(kind) for kind, column in columns.items()))).one()
    counts = {**count_due(session, windows, state), **row._asdict()}
    return {kind: counts[kind] for kind in KINDS}


def due_until(today: date) -> date:
    """The last day of what is due soon."""
    return today + DUE_SOON


def _overdue(today: date) -> Window:
    return Window(last=today - _ONE_DAY)


def _due_soon(today: date) -> Window:
    return Window(today, due_until(today))


def _overdue_items(
    session: Session, today: date, state: str, most: int, start: int
) -> Iterable[WorkItem]:
    return (
        _check_item("overdue", check, today)
        for check in due_checks(session, _overdue(today), state, most, start)
    )


def _due_items(
    session: Session, today: date, state: str, most: int, start: int
) -> Iterable[WorkItem]:
    return (
        _check_item("due", check, today)
        for check in due_checks(session, _due_soon(today), state, most, start)
    )


def _check_item(kind: str, check: DueCheck, today: date) -> WorkItem:
    has_lapsed = reading_of(check.due_on, today, grace_of(check)) is Due.LAPSED
    parts = {"issuer": check.issuer, "certificate": check.certificate}
    return WorkItem(
        kind,
        check.npi,
        check.name.display,
        f"Check again: {check.subject}",
        check.due_on,
        "counts no more" if has_lapsed else "",
        parts if check.certificate else {},
    )


def grace_of(check: DueCheck) -> timedelta:
    """How long the fact still counts: a certificate that ends on a day ends on that day."""
    ends_for_good = check.ends_on is not None and check.certificate
    return timedelta(0) if ends_for_good else OVERDUE_GRACE


def _claims(session: Session, today: date, state: str, most: int, start: int) -> Iterable[WorkItem]:
    for each in waiting.waiting_claims(session, state, most, start):
        what = f"{each.kind}: {each.subject}"
        yield _item("decision", each, what, _day(each.since) + _DECIDED_WITHIN, f"by {each.by}")


def _reports(
    session: Session, today: date, state: str, most: int, start: int
) -> Iterable[WorkItem]:
    """Those of visitors are few, and their order follows from what was promised for each kind."""
    reports = open_reports(session)
    if state:
        here = waiting.names_in(session, state, [each.npi for each in reports])
        reports = [each for each in reports if each.npi in here]
    reports = reports[start : start + most]
    names = waiting.names_in(session, "", [each.npi for each in reports])
    for each in reports:
        name = names.get(each.npi)
        yield WorkItem(
            "report",
            each.npi,
            name.display if name else "",
            f"Reported: {each.kind}",
            each.decide_by,
            parts={"number": shown_reference(each.reference)},
        )


def _conflicts(
    session: Session, today: date, state: str, most: int, start: int
) -> Iterable[WorkItem]:
    for each in waiting.open_contradictions(session, state, most, start):
        parts = {"conflict": each.key}
        yield _item("conflict", each, f"Sources differ: {each.kind}", None, each.by, parts)


def _reviews(
    session: Session, today: date, state: str, most: int, start: int
) -> Iterable[WorkItem]:
    for each in waiting.open_questions(session, state, most, start):
        note = "pressing" if each.kind == "high" else ""
        yield _item("review", each, each.subject, None, note, {"review_id": each.key})


def _statements(
    session: Session, today: date, state: str, most: int, start: int
) -> Iterable[WorkItem]:
    for each in waiting.stated_only(session, state, most, start):
        issuer, _, certificate = each.subject.partition(" ")
        parts = {"issuer": issuer, "certificate": certificate} if certificate else {}
        yield _item("statement", each, f"Only stated: {each.subject}", None, parts=parts)


def _listings(
    session: Session, today: date, state: str, most: int, start: int
) -> Iterable[WorkItem]:
    before = today - LISTING_DUE_AFTER
    for each in waiting.listings_to_confirm(session, before, state, most, start):
        due_on = _day(each.since) + LISTING_DUE_AFTER
        yield _item("listing", each, f"Confirm: {each.subject}", due_on, parts={"place": each.key})


def _item(
    kind: str,
    held: Waiting,
    what: str,
    due_on: date | None,
    note: str = "",
    parts: Mapping[str, str] | None = None,
) -> WorkItem:
    name: PersonName = held.name
    return WorkItem(kind, held.npi, name.display, what, due_on, note, parts)


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


_READ: dict[str, Callable[[Session, date, str, int, int], Iterable[WorkItem]]] = {
    "overdue": _overdue_items,
    "due": _due_items,
    "decision": _claims,
    "report": _reports,
    "conflict": _conflicts,
    "review": _reviews,
    "statement": _statements,
    "listing": _listings,
}
