"""Writing practitioners and what they declare of themselves, in batches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

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
            ).where(PractitionerRow.npi.in_(batch))
        )
        for row in rows:
            is_gone = bool(row.vanished_on or row.deactivated_on)
            found[row.npi] = StoredPractitioner(row.id, row.npi, row.digest, is_gone)
    return found


def all_npis(session: Session) -> frozenset[str]:
    """The NPIs of everybody in the directory, hidden or not."""
    return frozenset(session.scalars(select(PractitionerRow.npi)))


def insert_practitioners(session: Session, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Adds the rows and answers the id of every NPI."""
    if not rows:
        return {}
    statement = insert(PractitionerRow).returning(
        PractitionerRow.npi, PractitionerRow.id, sort_by_parameter_order=True
    )
    return {row.npi: row.id for row in session.execute(statement, list(rows))}


def update_practitioners(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Overwrites the rows named by ``id``."""
    if rows:
        session.execute(update(PractitionerRow), list(rows))


def replace_declarations(
    session: Session,
    practitioner_ids: Sequence[int],
    taxonomies: Sequence[dict[str, Any]],
    licenses: Sequence[dict[str, Any]],
    mailing: Sequence[dict[str, Any]],
    words: Sequence[dict[str, Any]],
) -> None:
    """Writes taxonomies, licences, mailing addresses and name words of these anew."""
    for table, rows in (
        (TaxonomyRow, taxonomies),
        (StateLicenseRow, licenses),
        (MailingAddressRow, mailing),
        (NameWordRow, words),
    ):
        session.execute(delete(table).where(table.practitioner_id.in_(practitioner_ids)))
        if rows:
            session.execute(insert(table), list(rows))


def replace_name_words(session: Session, words: Mapping[int, Iterable[str]]) -> None:
    """Makes the words by which these practitioners are found exactly those."""
    if not words:
        return
    session.execute(delete(NameWordRow).where(NameWordRow.practitioner_id.in_(list(words))))
    rows = [
        {"practitioner_id": number, "word": word}
        for number, some in words.items()
        for word in sorted(set(some))
    ]
    if rows:
        session.execute(insert(NameWordRow), rows)


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
    if reasons:
        session.execute(
            update(PractitionerRow),
            [{"id": number, "hidden_because": reason} for number, reason in reasons],
        )


def _mark(session: Session, practitioner_ids: Sequence[int], column: str, day: date) -> None:
    if practitioner_ids:
        session.execute(
            update(PractitionerRow),
            [{"id": number, column: day} for number in practitioner_ids],
        )


def all_practitioner_ids(session: Session) -> list[int]:
    return list(session.scalars(select(PractitionerRow.id).order_by(PractitionerRow.id)))


def close_listing(session: Session, practitioner_id: int, because: str) -> None:
    """Closes a listing for a reason that an administrator gave, or opens it for an empty one."""
    session.execute(
        update(PractitionerRow)
        .where(PractitionerRow.id == practitioner_id)
        .values(closed_because=because)
    )
