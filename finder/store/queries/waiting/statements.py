"""What somebody only states and nobody has looked up."""

from typing import Any

from sqlalchemy import Select, Text, cast, exists, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from finder.store.queries.in_state import with_place_in
from finder.store.queries.waiting.item import NAMES, Waiting, item_from
from finder.store.tables import CertificationRow, MembershipRow, PractitionerRow
from finder.store.tables.credential import BOARD_CERTIFICATION, MEMBERSHIP


def stated_only(session: Session, state: str, most: int, start: int) -> list[Waiting]:
    """What somebody only states and nobody has looked up, the oldest first."""
    limited = [select(each.limit(start + most).subquery()) for each in statements(state)]
    statement = union_all(*limited).order_by("since", "npi", "subject").limit(most).offset(start)
    return [item_from(row) for row in session.execute(statement)]


def statements(state: str) -> list[Select[Any]]:
    board, member = CertificationRow, MembershipRow
    looked_up, found = aliased(board), aliased(member)
    same_certificate = exists().where(
        looked_up.practitioner_id == board.practitioner_id,
        looked_up.issuer == board.issuer,
        looked_up.certificate == board.certificate,
        looked_up.is_stated.is_(False),
    )
    same_society = exists().where(
        found.practitioner_id == member.practitioner_id,
        found.society == member.society,
        found.is_stated.is_(False),
    )
    subject = board.issuer + literal(" ") + board.certificate
    return [
        _stated(board, BOARD_CERTIFICATION, subject, state).where(~same_certificate),
        _stated(member, MEMBERSHIP, member.society, state).where(~same_society),
    ]


def _stated(table: Any, kind: str, subject: Any, state: str) -> Select[Any]:
    statement = (
        select(
            PractitionerRow.npi,
            *NAMES,
            cast(literal(kind), Text).label("kind"),
            subject.label("subject"),
            table.observed_on.label("since"),
            cast(literal(""), Text).label("by"),
            cast(literal(""), Text).label("key"),
        )
        .join(PractitionerRow, PractitionerRow.id == table.practitioner_id)
        .where(table.is_stated, PractitionerRow.hidden_because == "")
        .order_by(table.observed_on, PractitionerRow.npi, table.id)
    )
    return with_place_in(statement, state)
