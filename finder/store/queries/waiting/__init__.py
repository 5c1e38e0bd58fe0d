"""What waits for a person besides the clock."""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from finder.domain.names import PersonName
from finder.store.queries.in_state import with_place_in
from finder.store.queries.waiting.decisions import (
    claims,
    contradictions,
    open_contradictions,
    open_questions,
    questions,
    reports,
    waiting_claims,
)
from finder.store.queries.waiting.item import NAMES, Waiting, count
from finder.store.queries.waiting.listings import (
    all_listings_to_confirm,
    listings,
    listings_to_confirm,
)
from finder.store.queries.waiting.statements import stated_only, statements
from finder.store.tables import PractitionerRow

__all__ = [
    "Waiting",
    "all_listings_to_confirm",
    "count_waiting",
    "listings_to_confirm",
    "names_in",
    "open_contradictions",
    "open_questions",
    "stated_only",
    "waiting_claims",
]


def count_waiting(confirmed_before: date, state: str) -> dict[str, ColumnElement[int]]:
    """How many there are of each kind, as parts of a larger statement."""
    stated, stated_members = (count(each) for each in statements(state))
    return {
        "decision": count(claims(state)),
        "report": count(reports(state)),
        "conflict": count(contradictions(state)),
        "review": count(questions(state)),
        "statement": stated + stated_members,
        "listing": count(listings(confirmed_before, state)),
    }


def names_in(session: Session, state: str, npis: list[str]) -> dict[str, PersonName]:
    """Whom the NPIs belong to, as far as they see patients in the state."""
    statement = with_place_in(
        select(PractitionerRow.npi, *NAMES).where(PractitionerRow.npi.in_(npis)), state
    )
    return {row.npi: PersonName(row.last, row.first) for row in session.execute(statement)}
