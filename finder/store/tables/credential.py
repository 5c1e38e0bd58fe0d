"""Board certifications, memberships and the checks that stand behind them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    DurationType,
    Issuer,
    MaintenanceStatus,
)
from finder.domain.memberships import MembershipCategory
from finder.store.base import Base, Provenanced

BOARD_CERTIFICATION = "board-certification"
MEMBERSHIP = "membership"
LISTING = "listing"


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """Enums are text with a check: the same on every database and easy to extend."""
    listed = ", ".join(f"'{member.value}'" for member in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_is_known")


class Checked(Provenanced):
    """The newest look at the primary source; all three are empty for a mere statement."""

    is_stated: Mapped[bool] = mapped_column()
    source_url: Mapped[str] = mapped_column()
    checked_on: Mapped[date | None] = mapped_column()
    checked_by: Mapped[str] = mapped_column()


class CertificationRow(Checked, Base):
    """One certificate as last checked, or as stated."""

    __tablename__ = "certification"
    __table_args__ = (
        UniqueConstraint("practitioner_id", "issuer", "certificate", "is_stated"),
        one_of("issuer", Issuer),
        one_of("certificate", Certificate),
        one_of("duration_type", DurationType),
        one_of("board_status", BoardStatus),
        one_of("maintenance_status", MaintenanceStatus),
        CheckConstraint("is_stated = (checked_on IS NULL)", name="checked_or_stated"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    issuer: Mapped[str] = mapped_column()
    certificate: Mapped[str] = mapped_column()
    duration_type: Mapped[str] = mapped_column()
    issued_on: Mapped[date | None] = mapped_column()
    expires_on: Mapped[date | None] = mapped_column()
    board_status: Mapped[str] = mapped_column()
    maintenance_status: Mapped[str] = mapped_column()


class MembershipRow(Checked, Base):
    """One society membership as last checked, or as stated."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("practitioner_id", "society", "is_stated"),
        one_of("category", MembershipCategory),
        CheckConstraint("is_stated = (checked_on IS NULL)", name="checked_or_stated"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    society: Mapped[str] = mapped_column()
    category: Mapped[str] = mapped_column()
    valid_through: Mapped[date | None] = mapped_column()


class VerificationEventRow(Base):
    """One look at a primary source, or one confirmation of a listing; only ever appended."""

    __tablename__ = "verification_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column()
    subject: Mapped[str] = mapped_column()
    outcome: Mapped[str] = mapped_column()
    source_url: Mapped[str] = mapped_column()
    checked_on: Mapped[date] = mapped_column()
    checked_by: Mapped[str] = mapped_column()
    recorded_at: Mapped[datetime] = mapped_column()
    digest: Mapped[str] = mapped_column(unique=True)
