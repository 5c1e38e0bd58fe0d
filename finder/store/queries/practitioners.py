"""Writing practitioners and what they declare of themselves, in batches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from finder.store.bulk import among, delete_rows, insert_rows, next_ids, update_rows
from finder.store.tables import (
    MailingAddressRow,
    NameWordRow,
    PractitionerRow,
    StateLicenseRow,
    TaxonomyRow,
)

# Databases limit how many values one statement may name.
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class StoredPractitioner:
    """What decides whether a record brings anything new."""

    practitioner_id: int
    npi: str
    digest: str
    is_gone: bool


@dataclass(slots=True)
class Declarations:
    """Rows of what practitioners declare of themselves, and the words of their names."""

    taxonomies: list[dict[str, Any]] = field(default_factory=list)
    licenses: list[dict[str, Any]] = field(default_factory=list)
    mailing: list[dict[str, Any]] = field(default_factory=list)
    words: list[dict[str, Any]] = field(default_factory=list)

    def by_table(self) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        yield TaxonomyRow, self.taxonomies
        yield StateLicenseRow, self.licenses
        yield MailingAddressRow, self.mailing
        yield NameWordRow, self.words


def stored_by_npi(session: Session, npis: Iterable[str]) -> dict[str, StoredPractitioner]:
    asked = iter(npis)
    found: dict[str, StoredPractitioner] = {}
    while batch := list(islice(asked, _BATCH)):
        rows = session.execute(
            select(
                PractitionerRow.id,
                PractitionerRow.npi,
                PractitionerRow.digest,
                PractitionerRow.vanished_on,
                PractitionerRow.deactivated_on,
            ).where(among(session, PractitionerRow.npi, batch))
        )
        for row in rows:
            is_gone = bool(row.vanished_on or row.deactivated_on)
            found[row.npi] = StoredPractitioner(row.id, row.npi, row.digest, is_gone)
    return found


def all_npis(session: Session) -> frozenset[str]:
    """The NPIs of everybody in the directory, hidden or not."""
    return frozenset(session.scalars(select(PractitionerRow.npi)))


def insert_practitioners(session: Session, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Adds the rows and answers their ids in the same order."""
    numbers = next_ids(session, PractitionerRow, len(rows))
    fresh = [row | {"id": number} for number, row in zip(numbers, rows, strict=True)]
    insert_rows(session, PractitionerRow, fresh)
    return list(numbers)


def update_practitioners(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Overwrites the rows named by ``id``."""
    update_rows(session, PractitionerRow, rows)


def insert_declarations(session: Session, declared: Declarations) -> None:
    """Writes what practitioners without any declarations declare."""
    for table, rows in declared.by_table():
        insert_rows(session, table, rows)


def replace_declarations(
    session: Session, practitioner_ids: Sequence[int], declared: Declarations
) -> None:
    """Writes taxonomies, licences, mailing addresses and name words of these anew."""
    for table, rows in declared.by_table():
        delete_rows(session, table.practitioner_id, practitioner_ids)
        insert_rows(session, table, rows)


def replace_name_words(session: Session, words: Mapping[int, Iterable[str]]) -> None:
    """Makes the words by which these practitioners are found exactly those."""
    delete_rows(session, NameWordRow.practitioner_id, words)
    rows = [
        {"practitioner_id": number, "word": word}
        for number, some in words.items()
        for word in sorted(set(some))
    ]
    insert_rows(session, NameWordRow, rows)


def npis_still_listed(session: Session) -> dict[str, int]:
    """NPI and id of everybody who has neither vanished nor been deactivated."""
    rows = session.execute(
        select(PractitionerRow.npi, PractitionerRow.id).where(
            PractitionerRow.vanished_on.is_(None), PractitionerRow.deactivated_on.is_(None)
        )
    )
    return {row.npi: row.id for row in rows}


def deactivated_by_register(session: Session) -> dict[str, date]:
    """NPI and day of everybody whose own record in the register has ended."""
    rows = session.execute(
        select(PractitionerRow.npi, PractitionerRow.deactivated_on).where(
            PractitionerRow.deactivated_on.is_not(None)
        )
    )
    return {npi: day for npi, day in rows if day is not None}


def mark_vanished(session: Session, practitioner_ids: Sequence[int], day: date) -> None:
    """Nobody is deleted: a practitioner missing from a full release is only marked."""
    _mark(session, practitioner_ids, "vanished_on", day)


def mark_deactivated(session: Session, practitioner_ids: Sequence[int], day: date) -> None:
    _mark(session, practitioner_ids, "deactivated_on", day)


def mark_hidden(session: Session, reasons: Sequence[tuple[int, str]]) -> None:
    """Stores why each is hidden; empty text for those that may be shown."""
    rows = [{"id": number, "hidden_because": reason} for number, reason in reasons]
    update_rows(session, PractitionerRow, rows)


def _mark(session: Session, practitioner_ids: Sequence[int], column: str, day: date) -> None:
    update_rows(session, PractitionerRow, [{"id": each, column: day} for each in practitioner_ids])


def all_practitioner_ids(session: Session) -> list[int]:
    return list(session.scalars(select(PractitionerRow.id).order_by(PractitionerRow.id)))


def close_listing(session: Session, practitioner_id: int, because: str) -> None:
    """Closes a listing for a reason that an administrator gave, or opens it for an empty one."""
    session.execute(
        update(PractitionerRow)
        .where(PractitionerRow.id == practitioner_id)
        .values(closed_because=because)
    )
