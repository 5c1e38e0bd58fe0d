"""Claims, what was seen of them at the source, and the decisions about both."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from finder.domain.verification import ClaimState
from finder.store.base import Base
from finder.store.tables.credential import one_of


class ClaimRow(Base):
    """What somebody says of a practitioner; ``said`` is JSON, by the columns of the rosters.

    ``version`` counts the steps taken, so that two people cannot take the same one.
    """

    __tablename__ = "claim"
    __table_args__ = (
        one_of("state", ClaimState),
        # The rule of two people holds in the database too.
        CheckConstraint(
            "NOT needs_second_person OR decided_by = '' OR decided_by <> submitted_by",
            name="two_people",
        ),
        CheckConstraint("decided_by = '' OR decided_by <> claimed_by", name="not_ones_own"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column()
    subject: Mapped[str] = mapped_column()
    said: Mapped[str] = mapped_column()
    claimed_by: Mapped[str] = mapped_column()
    claimed_at: Mapped[datetime] = mapped_column()
    state: Mapped[str] = mapped_column(index=True)
    needs_second_person: Mapped[bool] = mapped_column()
    submitted_by: Mapped[str] = mapped_column()
    decided_by: Mapped[str] = mapped_column()
    decided_at: Mapped[datetime | None] = mapped_column()
    reason: Mapped[str] = mapped_column()
    version: Mapped[int] = mapped_column()


class EvidenceRow(Base):
    """What was seen at a source on a day; rows are only ever appended."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), index=True)
    source_url: Mapped[str] = mapped_column()
    seen_on: Mapped[date] = mapped_column()
    seen_by: Mapped[str] = mapped_column()
    seen: Mapped[str] = mapped_column()
    file_name: Mapped[str] = mapped_column()
    file_sha256: Mapped[str] = mapped_column()
    recorded_at: Mapped[datetime] = mapped_column()
