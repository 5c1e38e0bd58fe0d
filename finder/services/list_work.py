"""What waits for somebody who keeps the directory, the most pressing first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from finder.domain.credentials import OVERDUE_GRACE
from finder.domain.verification import DUE_SOON, Due, reading_of
from finder.services.report_problem import open_reports
from finder.services.resources import Resources
from finder.store.queries.claims import open_claims
from finder.store.queries.due import due_checks, listings_to_confirm, stated_only
from finder.store.queries.imports import waiting_reviews

MOST_OF_A_KIND = 200
LISTING_DUE_AFTER = timedelta(days=90)
# The order in which kinds come where their days are equal.
KINDS = ("decision", "report", "overdue", "review", "due", "statement", "listing")


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do; ``due_on`` is the day by which it should be done, if there is one."""

    kind: str
    npi: str
    name: str
    what: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class WorkList:
    """The items of the asked kind, or of all, and how many there are of each."""

    items: tuple[WorkItem, ...]
    counts: dict[str, int]
    kind: str
    today: date


def list_work(session: Session, resources: Resources, kind: str = "") -> WorkList:
    """Everything that waits; at most two hundred of a kind are listed."""
    today = resources.today()
    items = list(_items(session, today))
    counts = Counter(item.kind for item in items)
    wanted = [item for item in items if kind not in KINDS or item.kind == kind]
    ordered = sorted(
        wanted,
        key=lambda item: (KINDS.index(item.kind), item.due_on or date.max, item.npi),
    )
    return WorkList(tuple(ordered), dict(counts), kind if kind in KINDS else "", today)


def _items(session: Session, today: date) -> Iterator[WorkItem]:
    for claim in open_claims(session):
        due_on = claim.claimed_at.date() + timedelta(days=2)
        yield WorkItem("decision", claim.npi, "", f"{claim.kind}: {claim.subject}", due_on)
    for report in open_reports(session):
        yield WorkItem("report", report.npi, "", f"Reported: {report.kind}", report.decide_by)
    for review in waiting_reviews(session, MOST_OF_A_KIND):
        yield WorkItem("review", review.npi, "", review.reason, None)
    for check in due_checks(session, today + DUE_SOON, MOST_OF_A_KIND):
        is_late = reading_of(check.due_on, today, OVERDUE_GRACE) in (Due.OVERDUE, Due.LAPSED)
        kind = "overdue" if is_late else "due"
        yield WorkItem(kind, check.npi, check.name, f"Check again: {check.subject}", check.due_on)
    for check in stated_only(session, MOST_OF_A_KIND):
        yield WorkItem("statement", check.npi, check.name, f"Stated: {check.subject}", None)
    for listing in listings_to_confirm(session, today - LISTING_DUE_AFTER, MOST_OF_A_KIND):
        due_on = listing.due_on + LISTING_DUE_AFTER
        yield WorkItem("listing", listing.npi, listing.name, f"Confirm: {listing.subject}", due_on)
