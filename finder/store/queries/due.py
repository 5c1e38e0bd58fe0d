"""What must be looked up again, by the day on which that falls due, a page at a time.

A day that lies a year behind a check is never computed by the database: the days asked for are
moved back a year instead, so that both databases and the rules agree on leap days.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from finder.domain.credentials import BoardStatus, one_year_after, one_year_before
from finder.domain.names import PersonName
from finder.store.queries.in_state import with_place_in
from finder.store.tables import CertificationRow, MembershipRow, PractitionerRow
from finder.store.tables.credential import BOARD_CERTIFICATION, MEMBERSHIP

_ONE_DAY = timedelta(days=1)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which something falls due, both ends included; ``None`` is no end."""

    first: date | None = None
    last: date | None = None

    def holds(self, column: Any) -> list[ColumnElement[bool]]:
        """The conditions for a column of days."""
        conditions: list[ColumnElement[bool]] = [column.is_not(None)]
        if self.first is not None:
            conditions.append(column >= self.first)
        if self.last is not None:
            conditions.append(column <= self.last)
        return conditions

    @property
    def a_year_before(self) -> "Window":
        """The days of checks that hold one year and fall due in this window."""
        first = one_year_before(self.first - _ONE_DAY) + _ONE_DAY if self.first else None
        return Window(first, one_year_before(self.last) if self.last else None)


@dataclass(frozen=True, slots=True)
class DueCheck:
    """One checked fact of one listed practitioner; ``certificate`` is empty for a membership."""

    due_on: date
    kind: str
    npi: str
    name: PersonName
    issuer: str
    certificate: str
    checked_on: date
    ends_on: date | None
    source_url: str

    @property
    def subject(self) -> str:
        return f"{self.issuer} {self.certificate}".strip()


def due_checks(
    session: Session, window: Window, state: str = "", most: int | None = None, start: int = 0
) -> Iterator[DueCheck]:
    """The checks of the window by their day; without ``most`` all of them, in bounded memory."""
    streams = [
        each.add_columns(literal(number).label("stream"))
        for number, each in enumerate(_streams(window, state))
    ]
    found: Iterable[Any]
    if most is None:
        rows = [session.execute(each.execution_options(yield_per=_BATCH)) for each in streams]
    else:
        limited = (select(each.limit(start + most).subquery()) for each in streams)
        by_stream: dict[int, list[Any]] = {number: [] for number in range(len(streams))}
        for row in session.execute(union_all(*limited).order_by("stream", "day", "npi", "id")):
            by_stream[row.stream].append(row)
        rows = list(by_stream.values())  # type: ignore[arg-type]  # rows either way
    found = merge(*rows, key=lambda row: (_due_on(row), row.day, row.npi, row.id))
    wanted = found if most is None else islice(found, start, start + most)
    return map(_check, wanted)


def count_due(session: Session, windows: Mapping[str, Window], state: str = "") -> dict[str, int]:
    """How many checks fall due in each window; every table is read once."""
    board, member = CertificationRow, MembershipRow
    counts = union_all(
        _counted(board, board.expires_on, windows, state).where(
            board.board_status == BoardStatus.CERTIFIED.value
        ),
        _counted(member, member.valid_through, windows, state),
    )
    rows = session.execute(counts).all()
    return {name: sum(getattr(row, name) or 0 for row in rows) for name in windows}


def _counted(table: Any, ends_on: Any, windows: Mapping[str, Window], state: str) -> Select[Any]:
    sums = [
        func.sum(case((_falls_in(window, table, ends_on), 1), else_=0)).label(name)
        for name, window in windows.items()
    ]
    statement = (
        select(*sums)
        .select_from(table)
        .join(PractitionerRow, PractitionerRow.id == table.practitioner_id)
        .where(PractitionerRow.hidden_because == "", table.is_stated.is_(False))
    )
    return with_place_in(statement, state)


def _falls_in(window: Window, table: Any, ends_on: Any) -> ColumnElement[bool]:
    year = window.a_year_before.holds(table.checked_on)
    return or_(and_(*window.holds(ends_on)), and_(ends_on.is_(None), *year))


def _streams(window: Window, state: str) -> list[Select[Any]]:
    """Four lists, each in the order of its own column of days."""
    board, member = CertificationRow, MembershipRow
    certified = (
        board.is_stated.is_(False),
        board.board_status == BoardStatus.CERTIFIED.value,
    )
    year = window.a_year_before
    of_board = (literal(BOARD_CERTIFICATION), board.issuer, board.certificate, board.expires_on)
    of_society = (literal(MEMBERSHIP), member.society, literal(""), member.valid_through)
    return [
        _stream(board, board.expires_on, of_board, state).where(
            *certified, *window.holds(board.expires_on)
        ),
        _stream(board, board.checked_on, of_board, state).where(
            *certified, board.expires_on.is_(None), *year.holds(board.checked_on)
        ),
        _stream(member, member.valid_through, of_society, state).where(
            member.is_stated.is_(False), *window.holds(member.valid_through)
        ),
        _stream(member, member.checked_on, of_society, state).where(
            member.is_stated.is_(False),
            member.valid_through.is_(None),
            *year.holds(member.checked_on),
        ),
    ]


def _stream(table: Any, day: Any, parts: tuple[Any, ...], state: str) -> Select[Any]:
    kind, issuer, certificate, ends_on = parts
    statement = (
        select(
            day.label("day"),
            PractitionerRow.npi.label("npi"),
            table.id.label("id"),
            cast(kind, Text).label("kind"),
            PractitionerRow.last_name.label("last"),
            PractitionerRow.first_name.label("first"),
            issuer.label("issuer"),
            cast(certificate, Text).label("certificate"),
            ends_on.label("ends_on"),
            table.checked_on.label("checked_on"),
            table.source_url.label("source_url"),
        )
        .join(PractitionerRow, PractitionerRow.id == table.practitioner_id)
        .where(PractitionerRow.hidden_because == "")
        .order_by(day, PractitionerRow.npi, table.id)
    )
    return with_place_in(statement, state)


def _due_on(row: Any) -> date:
    due_on: date = row.ends_on or one_year_after(row.checked_on)
    return due_on


def _check(row: Any) -> DueCheck:
    return DueCheck(
        due_on=_due_on(row),
        kind=row.kind,
        npi=row.npi,
        name=PersonName(row.last, row.first),
        issuer=row.issuer,
        certificate=row.certificate,
        checked_on=row.checked_on,
        ends_on=row.ends_on,
        source_url=row.source_url,
    )
