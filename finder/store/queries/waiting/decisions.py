"""Claims, contradictions and reviews that nobody has decided."""

from typing import Any

from sqlalchemy import Select, Text, case, cast, literal, select
from sqlalchemy.orm import Session

from finder.domain.reports import ReportState
from finder.domain.verification import OPEN_STATES
from finder.store.queries.in_state import with_place_in
from finder.store.queries.waiting.item import NAMES, Waiting, some_of
from finder.store.tables import ClaimRow, ConflictRow, PractitionerRow, ReportRow, ReviewRow


def waiting_claims(session: Session, state: str, most: int, start: int) -> list[Waiting]:
    """Claims that nobody has decided, the oldest first."""
    return some_of(session, claims(state), most, start)


def open_contradictions(session: Session, state: str, most: int, start: int) -> list[Waiting]:
    """Contradictions between sources that nobody has decided, the oldest first."""
    return some_of(session, contradictions(state), most, start)


def open_questions(session: Session, state: str, most: int, start: int) -> list[Waiting]:
    """Reviews that nobody has decided: the most pressing first, then the oldest."""
    return some_of(session, questions(state), most, start)


def claims(state: str) -> Select[Any]:
    statement = (
        select(
            PractitionerRow.npi,
            *NAMES,
            ClaimRow.kind.label("kind"),
            ClaimRow.subject.label("subject"),
            ClaimRow.claimed_at.label("since"),
            ClaimRow.submitted_by.label("by"),
            cast(ClaimRow.id, Text).label("key"),
        )
        .join(PractitionerRow, PractitionerRow.id == ClaimRow.practitioner_id)
        .where(ClaimRow.state.in_([each.value for each in OPEN_STATES]))
        .order_by(ClaimRow.claimed_at, ClaimRow.id)
    )
    return with_place_in(statement, state)


def reports(state: str) -> Select[Any]:
    """Only for counting: their order follows from the rules of what was promised."""
    statement = (
        select(ReportRow.id)
        .outerjoin(PractitionerRow, PractitionerRow.npi == ReportRow.npi)
        .where(ReportRow.state != ReportState.DECIDED.value)
    )
    return with_place_in(statement, state)


def contradictions(state: str) -> Select[Any]:
    statement = (
        select(
            ConflictRow.npi,
            *NAMES,
            ConflictRow.field.label("kind"),
            ConflictRow.place.label("subject"),
            ConflictRow.seen_on.label("since"),
            (ConflictRow.source_a + literal(" / ") + ConflictRow.source_b).label("by"),
            cast(ConflictRow.id, Text).label("key"),
        )
        .outerjoin(PractitionerRow, PractitionerRow.npi == ConflictRow.npi)
        .where(ConflictRow.decided_at.is_(None))
        .order_by(ConflictRow.seen_on, ConflictRow.id)
    )
    return with_place_in(statement, state)


def questions(state: str) -> Select[Any]:
    priority = case({"high": 0, "normal": 1, "low": 2}, value=ReviewRow.priority)
    statement = (
        select(
            ReviewRow.npi,
            *NAMES,
            ReviewRow.priority.label("kind"),
            ReviewRow.reason.label("subject"),
            ReviewRow.opened_at.label("since"),
            ReviewRow.source.label("by"),
            cast(ReviewRow.id, Text).label("key"),
        )
        .outerjoin(PractitionerRow, PractitionerRow.npi == ReviewRow.npi)
        .where(ReviewRow.decided_at.is_(None))
        .order_by(priority, ReviewRow.opened_at, ReviewRow.id)
    )
    return with_place_in(statement, state)
