"""What an import changed: the directory before it, kept aside, against the directory after it.

The copy lies in tables of this transaction alone and is compared by the database, so that no
import has to say what it is about to change, and memory stays flat.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable, DropTable

from finder.domain.names import PersonName
from finder.domain.releases import ChangeKind, ListingState, ReleaseChange, changes_between
from finder.domain.reviews import ReviewKind, Verdict
from finder.store.tables import (
    DeactivatedNpiRow,
    ExclusionRow,
    PracticeLocationRow,
    PractitionerRow,
    ReviewRow,
)

_BATCH = 2000
_NAMES = ("last_name", "first_name", "middle_name", "suffix")
_STATES = (*_NAMES, "vanished_on", "deactivated_on", "exclusion")
_DOOR = ("practitioner_id", "zip_code", "line_key")
# A practitioner with a hundred doors would fill a page.
_MOST_PLACES = 5


class DirectoryBefore:
    """The directory as it was when an import began."""

    def __init__(self, session: Session) -> None:
        self._session = session
        metadata = MetaData()
        self._people = Table(
            "practitioner_before",
            metadata,
            Column("id", Integer, primary_key=True),
            *(Column(name, Text) for name in _NAMES),
            Column("vanished_on", Date),
            Column("deactivated_on", Date),
            Column("exclusion", Text),
            prefixes=["TEMPORARY"],
            postgresql_on_commit="DROP",
        )
        self._places = Table(
            "practice_location_before",
            metadata,
            Column("practitioner_id", Integer, primary_key=True),
            Column("zip_code", Text, primary_key=True),
            Column("line_key", Text, primary_key=True),
            *(Column(name, Text) for name in ("line1", "city", "state")),
            prefixes=["TEMPORARY"],
            postgresql_on_commit="DROP",
        )
        self._keep()

    def count_newcomers(self) -> int:
        """How many were not in the directory."""
        known = exists().where(self._people.c.id == PractitionerRow.id)
        newcomers = select(func.count()).select_from(PractitionerRow).where(~known)
        return self._session.scalar(newcomers) or 0

    def changes(self, tells_newcomers: bool = True) -> Iterator[ReleaseChange]:
        """Every change since then, person by person; those of places come last.

        Without newcomers those are left out of whom there is nothing to say but that they came.
        """
        for row in self._session.execute(self._changed_people(tells_newcomers)):
            was = _state(row, "was_") if row.was_id is not None else None
            yield from changes_between(row.npi, was, _state(row))
        moved = self._session.execute(self._changed_places())
        for (npi, *_), rows in groupby(moved, lambda row: tuple(row[:5])):
            yield _moved(npi, list(rows))

    def close(self) -> None:
        for table in (self._people, self._places):
            self._session.execute(DropTable(table))

    def _keep(self) -> None:
        session = self._session
        session.flush()
        for table in (self._people, self._places):
            session.execute(DropTable(table, if_exists=True))
            session.execute(CreateTable(table))
        names = [column.name for column in self._people.columns]
        session.execute(insert(self._people).from_select(names, _people_now()))
        names = [column.name for column in self._places.columns]
        columns = [getattr(PracticeLocationRow, name) for name in names]
        session.execute(insert(self._places).from_select(names, select(*columns)))

    def _changed_people(self, tells_newcomers: bool) -> Select[Any]:
        was = self._people.c
        now = _people_now().add_columns(PractitionerRow.npi).subquery("now")
        differs = or_(*(was[name].is_distinct_from(now.c[name]) for name in _STATES))
        has_come: ColumnElement[bool] = was.id.is_(None)
        if not tells_newcomers:
            ended = or_(*(now.c[name].is_not(None) for name in _STATES[len(_NAMES) :]))
            has_come = and_(has_come, ended)
        return (
            select(
                now, was.id.label("was_id"), *(was[name].label(f"was_{name}") for name in _STATES)
            )
            .outerjoin(self._people, was.id == now.c.id)
            .where(or_(has_come, and_(was.id.is_not(None), differs)))
            .order_by(now.c.npi)
            .execution_options(yield_per=_BATCH)
        )

    def _changed_places(self) -> Select[Any]:
        """The doors that came or ended, of those who were in the directory before."""
        was, now = self._places.c, PracticeLocationRow
        same = and_(*(was[name] == getattr(now, name) for name in _DOOR))
        ended = select(*_place(was), literal(0).label("is_new")).where(~exists().where(same))
        came = select(*_place(now), literal(1)).where(
            ~exists().where(same), exists().where(self._people.c.id == now.practitioner_id)
        )
        places = ended.union_all(came).subquery("places")
        people = (PractitionerRow.npi, *(getattr(PractitionerRow, name) for name in _NAMES))
        return (
            select(*people, places.c.is_new, places.c.place)
            .join(places, places.c.practitioner_id == PractitionerRow.id)
            .order_by(PractitionerRow.npi, places.c.is_new, places.c.place)
            .execution_options(yield_per=_BATCH)
        )


def _people_now() -> Select[Any]:
    now = PractitionerRow
    reported = (
        select(DeactivatedNpiRow.deactivated_on)
        .where(
            DeactivatedNpiRow.npi == now.npi,
            or_(
                now.reactivated_on.is_(None),
                now.reactivated_on < DeactivatedNpiRow.deactivated_on,
            ),
        )
        .scalar_subquery()
    )
    return select(
        now.id,
        *(getattr(now, name) for name in _NAMES),
        now.vanished_on,
        func.coalesce(now.deactivated_on, reported, type_=Date).label("deactivated_on"),
        _exclusion().label("exclusion"),
    )


def _exclusion() -> ColumnElement[str | None]:
    """The oldest entry in force by the very NPI, unless it was found to mean somebody else."""
    entry = ExclusionRow
    lifted = exists().where(
        ReviewRow.npi == PractitionerRow.npi,
        ReviewRow.subject == entry.identity,
        ReviewRow.kind == ReviewKind.EXCLUDED_NPI.value,
        ReviewRow.decision == Verdict.SOMEBODY_ELSE.value,
    )
    since = func.coalesce(cast(entry.excluded_on, Text), "day unknown")
    waiver = case((entry.waiver_state != "", ", waived in " + entry.waiver_state), else_="")
    return (
        select(func.min(since + waiver))
        .where(entry.npi == PractitionerRow.npi, entry.reinstated_on.is_(None), ~lifted)
        .scalar_subquery()
    )


def _place(of: Any) -> tuple[ColumnElement[Any], ...]:
    text = of.line1 + ", " + of.city + ", " + of.state + " " + of.zip_code
    return of.practitioner_id.label("practitioner_id"), text.label("place")


def _state(row: Row[Any], prefix: str = "") -> ListingState:
    cells = [getattr(row, prefix + name) for name in _STATES]
    vanished_on, deactivated_on, exclusion = cells[len(_NAMES) :]
    name = PersonName(*cells[: len(_NAMES)]).display
    return ListingState(name, vanished_on, deactivated_on, exclusion or "")


def _moved(npi: str, rows: list[Row[Any]]) -> ReleaseChange:
    name = PersonName(*list(rows[0])[1:5]).display
    ended, came = ([row.place for row in rows if row.is_new == new] for new in (0, 1))
    return ReleaseChange(npi, name, ChangeKind.MOVED, _listed(ended), _listed(came))


def _listed(places: list[str]) -> str:
    more = f"; and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
    return "; ".join(places[:_MOST_PLACES]) + more
