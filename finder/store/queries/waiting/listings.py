"""Practice locations whose last confirmation is too long ago."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, Text, and_, case, cast, literal, or_, select
from sqlalchemy.orm import Session

from finder.store.queries.waiting.item import NAMES, Waiting, item_from, some_of
from finder.store.tables import MedicareListingRow, PracticeLocationRow, PractitionerRow

_BATCH = 500


def listings_to_confirm(
    session: Session, confirmed_before: date, state: str, most: int, start: int
) -> list[Waiting]:
    """Places confirmed once, and too long ago, the oldest first; ``since`` is that day."""
    return some_of(session, listings(confirmed_before, state), most, start)


def all_listings_to_confirm(session: Session, confirmed_before: date) -> Iterator[Waiting]:
    """The same, all of them in bounded memory."""
    rows = session.execute(listings(confirmed_before, "").execution_options(yield_per=_BATCH))
    return map(item_from, rows)


def listings(confirmed_before: date, state: str) -> Select[Any]:
    by_hand, listed = PracticeLocationRow.confirmed_on, MedicareListingRow.listed_on
    newest = case((or_(listed.is_(None), by_hand >= listed), by_hand), else_=listed)
    address = PracticeLocationRow.line1 + literal(", ") + PracticeLocationRow.city
    statement = (
        select(
            PractitionerRow.npi,
            *NAMES,
            cast(literal("listing"), Text).label("kind"),
            (address + literal(", ") + PracticeLocationRow.state).label("subject"),
            newest.label("since"),
            PracticeLocationRow.confirmed_by.label("by"),
            cast(PracticeLocationRow.id, Text).label("key"),
        )
        .join(PractitionerRow, PractitionerRow.id == PracticeLocationRow.practitioner_id)
        .outerjoin(MedicareListingRow, MedicareListingRow.location_id == PracticeLocationRow.id)
        .where(
            PractitionerRow.hidden_because == "",
            and_(newest.is_not(None), newest < confirmed_before),
        )
        .order_by(newest, PracticeLocationRow.id)
    )
    return statement.where(PracticeLocationRow.state == state) if state else statement
