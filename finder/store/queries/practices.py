"""Practices of referring clinicians and the doctors on their lists, as stored."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from finder.store.tables import (
    AccountRow,
    PracticeMemberRow,
    ReferringPracticeRow,
    TrustedPractitionerRow,
)


@dataclass(frozen=True, slots=True)
class StoredPractice:
    """A practice by its number and name."""

    practice_id: int
    name: str


@dataclass(frozen=True, slots=True)
class TrustedEntry:
    """A doctor on the list of a practice."""

    npi: str
    note: str
    is_preferred: bool
    changed_at: datetime


def practice_of(session: Session, account_id: int) -> StoredPractice | None:
    row = session.scalar(
        select(ReferringPracticeRow)
        .join(PracticeMemberRow, PracticeMemberRow.practice_id == ReferringPracticeRow.id)
        .where(PracticeMemberRow.account_id == account_id)
    )
    return StoredPractice(row.id, row.name) if row else None


def members_of(session: Session, practice_id: int) -> list[str]:
    """The e-mail addresses of the members, in order."""
    return list(
        session.scalars(
            select(AccountRow.email)
            .join(PracticeMemberRow, PracticeMemberRow.account_id == AccountRow.id)
            .where(PracticeMemberRow.practice_id == practice_id)
            .order_by(AccountRow.email)
        )
    )


def add_practice(session: Session, name: str, now: datetime) -> int:
    row = ReferringPracticeRow(
        name=name, invitation_hash="", invitation_expires_at=None, created_at=now
    )
    session.add(row)
    session.flush()
    return row.id


def add_member(session: Session, practice_id: int, account_id: int, now: datetime) -> None:
    values = {"practice_id": practice_id, "account_id": account_id, "joined_at": now}
    session.execute(insert(PracticeMemberRow), [values])


def drop_member(session: Session, practice_id: int, account_id: int) -> None:
    """Ends a membership; the list goes with the last member."""
    session.execute(delete(PracticeMemberRow).where(PracticeMemberRow.account_id == account_id))
    left = select(func.count()).where(PracticeMemberRow.practice_id == practice_id)
    if not session.scalar(left):
        session.execute(delete(ReferringPracticeRow).where(ReferringPracticeRow.id == practice_id))


def put_invitation(
    session: Session, practice_id: int, code_hash: str, expires_at: datetime | None
) -> None:
    """The one invitation of a practice; an older one stops working."""
    session.execute(
        update(ReferringPracticeRow)
        .where(ReferringPracticeRow.id == practice_id)
        .values(invitation_hash=code_hash, invitation_expires_at=expires_at)
        .execution_options(synchronize_session=False)
    )


def practice_inviting(session: Session, code_hash: str, now: datetime) -> StoredPractice | None:
    """Whose invitation this is, while it works."""
    row = session.scalar(
        select(ReferringPracticeRow).where(
            ReferringPracticeRow.invitation_hash == code_hash,
            ReferringPracticeRow.invitation_expires_at > now,
        )
    )
    return StoredPractice(row.id, row.name) if row else None


def trusted_by(session: Session, practice_id: int) -> list[TrustedEntry]:
    """The list of a practice, preferred doctors first."""
    rows = session.scalars(
        select(TrustedPractitionerRow)
        .where(TrustedPractitionerRow.practice_id == practice_id)
        .order_by(TrustedPractitionerRow.is_preferred.desc(), TrustedPractitionerRow.npi)
    )
    return [TrustedEntry(row.npi, row.note, row.is_preferred, row.changed_at) for row in rows]


def put_trusted(session: Session, practice_id: int, entry: TrustedEntry) -> bool:
    """Adds an entry or takes the place of the one before; whether it is new."""
    values = {
        "note": entry.note,
        "is_preferred": entry.is_preferred,
        "changed_at": entry.changed_at,
    }
    changed = session.execute(
        update(TrustedPractitionerRow)
        .where(
            TrustedPractitionerRow.practice_id == practice_id,
            TrustedPractitionerRow.npi == entry.npi,
        )
        .values(**values)
        .returning(TrustedPractitionerRow.id)
    )
    if changed.first() is not None:
        return False
    session.execute(
        insert(TrustedPractitionerRow),
        [{"practice_id": practice_id, "npi": entry.npi, **values}],
    )
    return True


def drop_trusted(session: Session, practice_id: int, npi: str) -> bool:
    """Whether the doctor stood on the list; the entry is gone."""
    dropped = session.execute(
        delete(TrustedPractitionerRow)
        .where(TrustedPractitionerRow.practice_id == practice_id, TrustedPractitionerRow.npi == npi)
        .returning(TrustedPractitionerRow.id)
    )
    return dropped.first() is not None
