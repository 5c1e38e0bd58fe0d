"""What must be looked up again, by the day on which that falls due."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from finder.domain.credentials import BoardStatus, one_year_after
from finder.store.tables import (
    CertificationRow,
    MembershipRow,
    PracticeLocationRow,
    PractitionerRow,
)


@dataclass(frozen=True, slots=True)
class DueCheck:
    """One fact of one practitioner; of a listing, ``due_on`` is the day it was confirmed."""

    npi: str
    name: str
    subject: str
    due_on: date


def due_checks(session: Session, until: date, most: int) -> list[DueCheck]:
    """Checked certifications and memberships whose next check falls due by a day."""
    found = [
        DueCheck(
            npi,
            f"{last}, {first}",
            f"{row.issuer} {row.certificate}",
            row.expires_on or one_year_after(row.checked_on),
        )
        for row, npi, last, first in session.execute(
            _with_name(CertificationRow).where(
                CertificationRow.is_stated.is_(False),
                CertificationRow.board_status == BoardStatus.CERTIFIED.value,
            )
        )
    ]
    found += [
        DueCheck(
            npi,
            f"{last}, {first}",
            row.society,
            row.valid_through or one_year_after(row.checked_on),
        )
        for row, npi, last, first in session.execute(
            _with_name(MembershipRow).where(MembershipRow.is_stated.is_(False))
        )
    ]
    late = [check for check in found if check.due_on <= until]
    return sorted(late, key=lambda check: (check.due_on, check.npi, check.subject))[:most]


def stated_only(session: Session, most: int) -> list[DueCheck]:
    """Certificates that somebody only states and nobody has looked up, the oldest first."""
    checked = select(CertificationRow.practitioner_id).where(CertificationRow.is_stated.is_(False))
    rows = session.execute(
        _with_name(CertificationRow)
        .where(CertificationRow.is_stated, CertificationRow.practitioner_id.not_in(checked))
        .order_by(CertificationRow.observed_on, CertificationRow.id)
        .limit(most)
    )
    return [
        DueCheck(npi, f"{last}, {first}", f"{row.issuer} {row.certificate}", row.observed_on)
        for row, npi, last, first in rows
    ]


def listings_to_confirm(session: Session, confirmed_before: date, most: int) -> list[DueCheck]:
    """Places that were confirmed once, too long ago, the oldest first."""
    rows = session.execute(
        _with_name(PracticeLocationRow)
        .where(PracticeLocationRow.confirmed_on < confirmed_before)
        .order_by(PracticeLocationRow.confirmed_on, PracticeLocationRow.id)
        .limit(most)
    )
    return [
        DueCheck(npi, f"{last}, {first}", f"{row.line1}, {row.city}, {row.state}", row.confirmed_on)
        for row, npi, last, first in rows
    ]


def _with_name(table: type[Any]) -> Select[Any]:
    """The rows of listed practitioners with NPI, last and first name."""
    return (
        select(table, PractitionerRow.npi, PractitionerRow.last_name, PractitionerRow.first_name)
        .join(PractitionerRow, PractitionerRow.id == table.practitioner_id)
        .where(PractitionerRow.hidden_because == "")
    )
