"""Letters on their way, without anything of the patient, and the doctors that a practice trusts."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from finder.domain.referral_task import Party, TaskStatus
from finder.store.base import Base
from finder.store.tables.credential import one_of


class ReferralRow(Base):
    """A letter by its number; of the code for answers only the hash is kept."""

    __tablename__ = "referral"
    __table_args__ = (
        CheckConstraint("length(sender_npi) = 10", name="sender_npi_has_ten_digits"),
        CheckConstraint("length(recipient_npi) = 10", name="recipient_npi_has_ten_digits"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    sender_npi: Mapped[str] = mapped_column()
    # No reference: the listing may go, the letter was written all the same.
    recipient_npi: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()
    withdrawn_at: Mapped[datetime | None] = mapped_column()


class ReferralStepRow(Base):
    """How a referral stands from a moment on; rows are only ever appended."""

    __tablename__ = "referral_step"
    __table_args__ = (one_of("status", TaskStatus), one_of("party", Party))

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(
        ForeignKey("referral.id", ondelete="CASCADE"), index=True
    )
    taken_at: Mapped[datetime] = mapped_column()
    party: Mapped[str] = mapped_column()
    status: Mapped[str] = mapped_column()
    appointment_on: Mapped[date | None] = mapped_column()
    reason: Mapped[str] = mapped_column()
    question: Mapped[str] = mapped_column()
    is_undo: Mapped[bool] = mapped_column()


class ReferringPracticeRow(Base):
    """Clinicians who keep one list together; the code that lets in a colleague works once."""

    __tablename__ = "referring_practice"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column()
    invitation_hash: Mapped[str] = mapped_column(index=True)
    invitation_expires_at: Mapped[datetime | None] = mapped_column()
    created_at: Mapped[datetime] = mapped_column()


class PracticeMemberRow(Base):
    """An account belongs to one practice at most."""

    __tablename__ = "practice_member"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("referring_practice.id", ondelete="CASCADE"), index=True
    )
    joined_at: Mapped[datetime] = mapped_column()


class TrustedPractitionerRow(Base):
    """A doctor on the list of a practice, with a note that only the practice reads."""

    __tablename__ = "trusted_practitioner"
    __table_args__ = (UniqueConstraint("practice_id", "npi"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("referring_practice.id", ondelete="CASCADE"), index=True
    )
    npi: Mapped[str] = mapped_column()
    note: Mapped[str] = mapped_column()
    is_preferred: Mapped[bool] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column()
