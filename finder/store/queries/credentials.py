"""Writing what rosters say of certifications and memberships, with the checks behind it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from finder.store.tables import CertificationRow, MembershipRow, VerificationEventRow


def certification_rows(
    session: Session, practitioner_ids: Iterable[int]
) -> dict[tuple[int, str, str, bool], CertificationRow]:
    """The stored rows by practitioner, issuer, certificate and whether only stated."""
    rows = session.scalars(
        select(CertificationRow).where(CertificationRow.practitioner_id.in_(list(practitioner_ids)))
    )
    return {(row.practitioner_id, row.issuer, row.certificate, row.is_stated): row for row in rows}


def membership_rows(
    session: Session, practitioner_ids: Iterable[int]
) -> dict[tuple[int, str, bool], MembershipRow]:
    """The stored rows by practitioner, society and whether only stated."""
    rows = session.scalars(
        select(MembershipRow).where(MembershipRow.practitioner_id.in_(list(practitioner_ids)))
    )
    return {(row.practitioner_id, row.society, row.is_stated): row for row in rows}


def known_events(session: Session, practitioner_ids: Iterable[int], kind: str) -> set[str]:
    """The digests of the checks of these practitioners that are on record already."""
    statement = select(VerificationEventRow.digest).where(
        VerificationEventRow.practitioner_id.in_(list(practitioner_ids)),
        VerificationEventRow.kind == kind,
    )
    return set(session.scalars(statement))


def append_events(session: Session, rows: list[dict[str, Any]]) -> None:
    """Events are only ever appended."""
    if rows:
        session.execute(insert(VerificationEventRow), rows)


def events_of(session: Session, practitioner_id: int) -> list[VerificationEventRow]:
    """The checks of one practitioner, newest first."""
    return list(
        session.scalars(
            select(VerificationEventRow)
            .where(VerificationEventRow.practitioner_id == practitioner_id)
            .order_by(VerificationEventRow.checked_on.desc(), VerificationEventRow.id.desc())
        )
    )
