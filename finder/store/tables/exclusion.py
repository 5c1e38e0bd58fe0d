"""The OIG exclusion list without birth dates and home addresses, and what needs a decision."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from finder.store.base import Base, Provenanced


class ExclusionRow(Provenanced, Base):
    """One entry of the list; ``npi`` is empty where the list has none."""

    __tablename__ = "exclusion"

    id: Mapped[int] = mapped_column(primary_key=True)
    npi: Mapped[str] = mapped_column(index=True)
    name_key: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column()
    exclusion_type: Mapped[str] = mapped_column()
    excluded_on: Mapped[date | None] = mapped_column()
    reinstated_on: Mapped[date | None] = mapped_column()
    waived_on: Mapped[date | None] = mapped_column()
    waiver_state: Mapped[str] = mapped_column()
    digest: Mapped[str] = mapped_column(unique=True)


class ReviewRow(Base):
    """Something only a person can decide; the same question is asked once."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("priority IN ('high', 'normal', 'low')", name="priority_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    npi: Mapped[str] = mapped_column(index=True)
    source: Mapped[str] = mapped_column()
    reason: Mapped[str] = mapped_column()
    priority: Mapped[str] = mapped_column()
    opened_at: Mapped[datetime] = mapped_column()
    digest: Mapped[str] = mapped_column(unique=True)
