"""Numbers about the whole directory, added up by the database: how much, how old, how late."""

from dataclasses import dataclass
from datetime import date, datetime
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

from finder.domain.credentials import BoardStatus
from finder.domain.verification import ClaimState
from finder.store.tables import (
    CertificationRow,
    ClaimRow,
    ImportRunRow,
    MedicareListingRow,
    MembershipRow,
    PracticeLocationRow,
    PractitionerRow,
)

# What a day in a row of `check_days` is: the last day of a certificate or of a membership, the day
# of a check that holds one year, or that of any other check.
BOARD_ENDS, BOARD_YEAR, SOCIETY_ENDS, SOCIETY_YEAR, OTHER_LOOK = (
    "board-ends",
    "board-year",
    "society-ends",
    "society-year",
    "other-look",
)


_STANDS = ImportRunRow.undone_at.is_(None)


@dataclass(frozen=True, slots=True)
class CheckDay:
    """How many facts share a day of one meaning."""

    meaning: str
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class ClaimsWaiting:
    """Claims that wait for a second person."""

    count: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class Run:
    """One import that was committed, with its counts."""

    source: str
    release_on: date | None
    finished_at: datetime
    rows_read: int
    added: int
    changed: int
    removed: int
    quarantined: int


def check_days(session: Session) -> list[CheckDay]:
    """The checked facts of everybody listed, counted by day; at most a few rows for each day."""
    board, member = CertificationRow, MembershipRow
    certified = board.board_status == BoardStatus.CERTIFIED.value
    holds_a_year = and_(certified, board.expires_on.is_(None))
    of_board = case((holds_a_year, BOARD_YEAR), else_=OTHER_LOOK)
    of_society = case((member.valid_through.is_(None), SOCIETY_YEAR), else_=OTHER_LOOK)
    counts = (
        _by_day(literal(BOARD_ENDS), board, board.expires_on, certified),
        _by_day(literal(SOCIETY_ENDS), member, member.valid_through),
        _by_day(of_board, board, board.checked_on),
        _by_day(of_society, member, member.checked_on),
    )
    return [CheckDay(*row) for row in session.execute(union_all(*counts))]


def _by_day(meaning: Any, table: Any, day: Any, *further: ColumnElement[bool]) -> Select[Any]:
    days = (
        select(cast(meaning, Text).label("meaning"), day.label("day"))
        .select_from(table)
        .join(PractitionerRow, PractitionerRow.id == table.practitioner_id)
        .where(
            PractitionerRow.hidden_because == "",
            table.is_stated.is_(False),
            day.is_not(None),
            *further,
        )
        .subquery()
    )
    return select(days.c.meaning, days.c.day, func.count()).group_by(days.c.meaning, days.c.day)


def confirmation_days(session: Session) -> dict[date | None, int]:
    """How many places of everybody listed were confirmed last on each day; ``None`` for never."""
    by_hand, listed = PracticeLocationRow.confirmed_on, MedicareListingRow.listed_on
    by_hand_is_newer = or_(listed.is_(None), by_hand >= listed)
    newest = case((by_hand_is_newer, by_hand), else_=listed)
    places = (
        select(newest.label("day"))
        .select_from(PracticeLocationRow)
        .join(PractitionerRow, PractitionerRow.id == PracticeLocationRow.practitioner_id)
        .outerjoin(MedicareListingRow, MedicareListingRow.location_id == PracticeLocationRow.id)
        .where(PractitionerRow.hidden_because == "")
        .subquery()
    )
    rows = session.execute(select(places.c.day, func.count()).group_by(places.c.day))
    return {row[0]: row[1] for row in rows}


def claims_waiting(session: Session) -> ClaimsWaiting:
    row = session.execute(
        select(func.count(), func.min(ClaimRow.claimed_at)).where(
            ClaimRow.state == ClaimState.IN_REVIEW.value
        )
    ).one()
    return ClaimsWaiting(row[0], row[1])


def last_runs(session: Session, most: int) -> list[Run]:
    """The newest imports that stand first; what was taken back is on the page of releases."""
    newest = select(ImportRunRow).where(_STANDS).order_by(ImportRunRow.id.desc()).limit(most)
    return [_run(row) for row in session.scalars(newest)]


def newest_runs(session: Session) -> dict[str, Run]:
    """The newest import of every source that stands."""
    newest = select(func.max(ImportRunRow.id)).where(_STANDS).group_by(ImportRunRow.source)
    rows = session.scalars(select(ImportRunRow).where(ImportRunRow.id.in_(newest)))
    return {row.source: _run(row) for row in rows}


def _run(row: ImportRunRow) -> Run:
    return Run(
        source=row.source,
        release_on=row.release_on,
        finished_at=row.finished_at,
        rows_read=row.rows_read,
        added=row.added,
        changed=row.changed,
        removed=row.removed,
        quarantined=row.quarantined,
    )
