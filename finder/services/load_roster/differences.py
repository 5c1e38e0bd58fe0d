"""What a load would change, field by field: noted as it reaches the tables."""

from collections.abc import Iterator

from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from finder.domain.memberships import MembershipCategory
from finder.domain.verification import SERIOUS_STATUSES
from finder.services.load_roster.trial import DIFFERENCES_SHOWN, Difference
from finder.store.queries.staged_rosters import npis_by_id
from finder.store.tables import CertificationRow, MembershipRow, PracticeLocationRow

_Row = CertificationRow | MembershipRow | PracticeLocationRow
_CHECK = ("source_url", "checked_on", "checked_by")
_FIELDS: dict[type, tuple[str, ...]] = {
    CertificationRow: (
        *("board_status", "duration_type", "issued_on", "expires_on", "maintenance_status"),
        *_CHECK,
    ),
    MembershipRow: ("category", "valid_through", *_CHECK),
    PracticeLocationRow: (
        *("name", "phone", "fax", "accepts_new_patients", "telehealth", "medicare"),
        *("wheelchair_access", "languages", "website", "confirmed_on", "confirmed_by"),
    ),
}


class Differences:
    """Collects while a load runs in its session; ``serious`` counts what takes something away."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.practitioners: set[int] = set()
        self.serious = 0
        self.serious_for: set[int] = set()
        self.lines = 0
        self._shown: list[tuple[int, str, str, str, str]] = []
        event.listen(session, "before_flush", self._note)

    def close(self) -> None:
        event.remove(self.session, "before_flush", self._note)

    def shown(self) -> tuple[Difference, ...]:
        """The first hundred lines, in the order of the file."""
        npis = npis_by_id(self.session, {line[0] for line in self._shown})
        return tuple(Difference(npis.get(line[0], ""), *line[1:]) for line in self._shown)

    def _note(self, session: Session, _context: object, _instances: object) -> None:
        for row in session.new:
            if isinstance(row, _Row):
                self._take(row, is_new=True)
        for row in session.dirty:
            if isinstance(row, _Row) and session.is_modified(row):
                self._take(row, is_new=False)

    def _take(self, row: _Row, is_new: bool) -> None:
        self.practitioners.add(row.practitioner_id)
        if _is_serious(row):
            self.serious += 1
            self.serious_for.add(row.practitioner_id)
        for field, before, after in _changes(row, is_new):
            self.lines += 1
            if len(self._shown) < DIFFERENCES_SHOWN:
                self._shown.append((row.practitioner_id, _subject(row), field, before, after))


def _changes(row: _Row, is_new: bool) -> Iterator[tuple[str, str, str]]:
    for field in _FIELDS[type(row)]:
        after = _text(getattr(row, field))
        history = get_history(row, field)
        before = _text(history.deleted[0]) if history.deleted and not is_new else ""
        if after if is_new else history.has_changes() and before != after:
            yield field, before, after


def _subject(row: _Row) -> str:
    match row:
        case CertificationRow():
            return f"{row.issuer} {row.certificate}{', stated' if row.is_stated else ''}"
        case MembershipRow():
            return f"{row.society}{', stated' if row.is_stated else ''}"
        case PracticeLocationRow():
            return f"{row.line1}, {row.zip_code}"


def _is_serious(row: _Row) -> bool:
    """What one person alone may not do on the screen of a practitioner either."""
    match row:
        case CertificationRow():
            return row.board_status in SERIOUS_STATUSES
        case MembershipRow():
            # Whoever has retired is hidden by it.
            return row.category == MembershipCategory.EMERITUS and not row.is_stated
        case _:
            return False


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
