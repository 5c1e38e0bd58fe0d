"""Rosters of certifications and memberships: checks are recorded, statements are noted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from finder.domain.credentials import PrimarySourceCheck, contradictions
from finder.domain.memberships import is_retired
from finder.domain.reviews import ReviewKind
from finder.importers.reading import Reading
from finder.importers.record import (
    ImportedCertification,
    ImportedMembership,
    Record,
    RowProblem,
)
from finder.services.load_records.event_log import EventLog
from finder.services.load_records.loading import Loading
from finder.store.queries.credentials import (
    certification_rows,
    membership_rows,
)
from finder.store.queries.profiles import load_practitioners
from finder.store.tables import CertificationRow, MembershipRow
from finder.store.tables.credential import BOARD_CERTIFICATION, MEMBERSHIP

Checkable = ImportedCertification | ImportedMembership
CheckedRow = CertificationRow | MembershipRow

_BATCH = 500


@dataclass(frozen=True, slots=True)
class CheckRoster:
    """What tells the two rosters of checks apart."""

    record_type: type[Checkable]
    row_type: type[CheckedRow]
    kind: str
    stored: Callable[[Session, Iterable[int]], Mapping[tuple[Any, ...], CheckedRow]]
    subject: Callable[[Any], tuple[str, ...]]
    outcome: Callable[[Any], str]
    columns: Callable[[Any], dict[str, Any]]


class CheckLoader:
    """Per subject the newest check stands; a statement never touches it."""

    def __init__(self, loading: Loading, roster: CheckRoster) -> None:
        self.loading = loading
        self.roster = roster
        self.stated: dict[tuple[str, ...], Checkable] = {}

    def saw_problem(self, problem: RowProblem) -> None:
        """A row that cannot be read says nothing."""

    def take(self, batch: Sequence[Record]) -> None:
        checked: list[Checkable] = []
        for record in batch:
            if not isinstance(record, self.roster.record_type):
                continue
            if record.check is None:
                self.stated[record.npi, *self.roster.subject(record)] = record
            else:
                checked.append(record)
        self._write(checked)

    def finish(self, readings: Sequence[Reading]) -> None:
        """Writes what is only stated; asks about what was checked and may still be wrong."""
        for batch in _batches(self.stated.values()):
            self._write(batch)
        for person in load_practitioners(self.loading.session, self.loading.touched):
            for sentence in contradictions(person.certifications):
                self.loading.ask(person.npi, sentence, kind=ReviewKind.CONTRADICTION)
            if self.roster is MEMBERSHIPS and is_retired(person.memberships):
                self.loading.ask(
                    person.npi,
                    "The society's own list says emeritus, so this listing was hidden at once. "
                    "Ask the practice whether the doctor still sees patients.",
                    kind=ReviewKind.RETIRED,
                )

    def _write(self, records: Sequence[Checkable]) -> None:
        session, roster = self.loading.session, self.roster
        known = self.loading.known({record.npi for record in records})
        numbers = {row.practitioner_id for row in known.values()}
        rows = dict(roster.stored(session, numbers))
        events = EventLog(self.loading, roster.kind, numbers)
        for record in records:
            stored = known.get(record.npi)
            if stored is None:
                self.loading.not_in_directory(record.npi)
                continue
            subject = roster.subject(record)
            key = (stored.practitioner_id, *subject, record.check is None)
            row = rows.get(key)
            is_new = row is None
            row = row or roster.row_type(practitioner_id=stored.practitioner_id)
            values = {**roster.columns(record), **_check_values(record.check)}
            was_logged = events.log(
                stored.practitioner_id,
                " ".join(subject),
                roster.outcome(record),
                record.check,
                *values.values(),
            )
            if apply(session, self.loading, row, values, is_new, was_logged):
                rows[key] = row
        session.flush()
        events.write()


def _certification_columns(record: ImportedCertification) -> dict[str, Any]:
    return {
        "issuer": record.issuer.value,
        "certificate": record.certificate.value,
        "duration_type": record.duration_type.value,
        "issued_on": record.issued_on,
        "expires_on": record.expires_on,
        "board_status": record.board_status.value,
        "maintenance_status": record.maintenance_status.value,
    }


def _membership_columns(record: ImportedMembership) -> dict[str, Any]:
    return {
        "society": record.society,
        "category": record.category.value,
        "valid_through": record.valid_through,
    }


CERTIFICATIONS = CheckRoster(
    ImportedCertification,
    CertificationRow,
    BOARD_CERTIFICATION,
    certification_rows,
    subject=lambda record: (record.issuer.value, record.certificate.value),
    outcome=lambda record: str(record.board_status),
    columns=_certification_columns,
)
MEMBERSHIPS = CheckRoster(
    ImportedMembership,
    MembershipRow,
    MEMBERSHIP,
    membership_rows,
    subject=lambda record: (record.society,),
    outcome=lambda record: str(record.category),
    columns=_membership_columns,
)


def _batches(records: Iterable[Checkable]) -> Iterator[list[Checkable]]:
    """Parts of what waited for the end of a file, where the last statement of many counts."""
    waiting = iter(records)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def apply(
    session: Session,
    loading: Loading,
    row: CheckedRow,
    values: dict[str, Any],
    is_new: bool,
    was_logged: bool,
) -> bool:
    """Writes the row unless a newer check stands there; counts the outcome.

    Answers whether the row now holds these values.
    """
    report = loading.report
    if not is_new:
        is_older = row.checked_on is not None and values["checked_on"] < row.checked_on
        same = all(getattr(row, name) == value for name, value in values.items())
        if same or is_older or was_logged:
            report.unchanged += 1
            return False
    for name, value in values.items():
        setattr(row, name, value)
    row.source = loading.report.source.value
    row.observed_on = values["checked_on"] or loading.observed_on
    session.add(row)
    loading.touched.add(row.practitioner_id)
    if is_new:
        report.added += 1
    else:
        report.changed += 1
    return True


def _check_values(check: PrimarySourceCheck | None) -> dict[str, Any]:
    return {
        "is_stated": check is None,
        "source_url": check.source_url if check else "",
        "checked_on": check.checked_on if check else None,
        "checked_by": check.checked_by if check else "",
    }
