"""Rosters of certifications and memberships: checks are recorded, statements are noted."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from finder.domain.credentials import PrimarySourceCheck, contradictions
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

Checkable = TypeVar("Checkable", ImportedCertification, ImportedMembership)

_BATCH = 500


class CertificationLoader:
    """Per issuer and certificate the newest check stands; a statement never touches it."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.stated: dict[tuple[str, str, str], ImportedCertification] = {}

    def saw_problem(self, problem: RowProblem) -> None:
        """A row that cannot be read says nothing."""

    def take(self, batch: Sequence[Record]) -> None:
        records = [record for record in batch if isinstance(record, ImportedCertification)]
        self.stated |= {
            (record.npi, record.issuer, record.certificate): record
            for record in records
            if record.check is None
        }
        self._write([record for record in records if record.check is not None])

    def finish(self, readings: Sequence[Reading]) -> None:
        """Writes what is only stated; asks about checks that the boards' own rules forbid."""
        for batch in _batches(self.stated.values()):
            self._write(batch)
        for person in load_practitioners(self.loading.session, self.loading.touched):
            for sentence in contradictions(person.certifications):
                self.loading.ask(person.npi, sentence)

    def _write(self, records: Sequence[ImportedCertification]) -> None:
        known = self.loading.known({record.npi for record in records})
        session = self.loading.session
        numbers = {row.practitioner_id for row in known.values()}
        rows = certification_rows(session, numbers)
        events = EventLog(self.loading, BOARD_CERTIFICATION, numbers)
        for record in records:
            stored = known.get(record.npi)
            if stored is None:
                self.loading.not_in_directory(record.npi)
                continue
            key = (
                stored.practitioner_id,
                record.issuer.value,
                record.certificate.value,
                record.check is None,
            )
            row = rows.get(key)
            is_new = row is None
            row = row or CertificationRow(practitioner_id=key[0])
            subject = f"{record.issuer} {record.certificate}"
            values = self._values(record)
            was_logged = events.log(
                key[0], subject, record.board_status.value, record.check, *values.values()
            )
            if apply(session, self.loading, row, values, is_new, was_logged):
                rows[key] = row
        session.flush()
        events.write()

    def _values(self, record: ImportedCertification) -> dict[str, Any]:
        return {
            "issuer": record.issuer.value,
            "certificate": record.certificate.value,
            "duration_type": record.duration_type.value,
            "issued_on": record.issued_on,
            "expires_on": record.expires_on,
            "board_status": record.board_status.value,
            "maintenance_status": record.maintenance_status.value,
            **_check_values(record.check),
        }


class MembershipLoader:
    """Per society the newest check stands; a statement never touches it."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.stated: dict[tuple[str, str], ImportedMembership] = {}

    def saw_problem(self, problem: RowProblem) -> None:
        """A row that cannot be read says nothing."""

    def take(self, batch: Sequence[Record]) -> None:
        records = [record for record in batch if isinstance(record, ImportedMembership)]
        self.stated |= {
            (record.npi, record.society): record for record in records if record.check is None
        }
        self._write([record for record in records if record.check is not None])

    def finish(self, readings: Sequence[Reading]) -> None:
        """Writes what is only stated; a roster says nothing of those it does not name."""
        for batch in _batches(self.stated.values()):
            self._write(batch)

    def _write(self, records: Sequence[ImportedMembership]) -> None:
        known = self.loading.known({record.npi for record in records})
        session = self.loading.session
        numbers = {row.practitioner_id for row in known.values()}
        rows = membership_rows(session, numbers)
        events = EventLog(self.loading, MEMBERSHIP, numbers)
        for record in records:
            stored = known.get(record.npi)
            if stored is None:
                self.loading.not_in_directory(record.npi)
                continue
            key = (stored.practitioner_id, record.society, record.check is None)
            row = rows.get(key)
            is_new = row is None
            row = row or MembershipRow(practitioner_id=key[0])
            values = {
                "society": record.society,
                "category": record.category.value,
                "valid_through": record.valid_through,
                **_check_values(record.check),
            }
            was_logged = events.log(
                key[0], record.society, record.category.value, record.check, record.valid_through
            )
            if apply(session, self.loading, row, values, is_new, was_logged):
                rows[key] = row
        session.flush()
        events.write()


def _batches(records: Iterable[Checkable]) -> Iterator[list[Checkable]]:
    """Parts of what waited for the end of a file, where the last statement of many counts."""
    waiting = iter(records)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def apply(
    session: Session,
    loading: Loading,
    row: CertificationRow | MembershipRow,
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
