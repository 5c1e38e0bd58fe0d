"""Rosters that were uploaded and tried, and wait for somebody to load them."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from finder.store.base import Base


class StagedRosterRow(Base):
    """One uploaded roster; ``trial`` is JSON of what its load would change.

    The file lies in ``folder`` until it is loaded or its time is over. ``generation`` is that of
    the directory it was tried on.
    """

    __tablename__ = "staged_roster"
    __table_args__ = (
        CheckConstraint(
            "source IN ('certifications', 'memberships', 'practices')", name="source_is_a_roster"
        ),
        # The rule of two people holds in the database too.
        CheckConstraint(
            "NOT needs_second_person OR applied_by = '' OR applied_by <> uploaded_by",
            name="two_people",
        ),
        CheckConstraint("(applied_at IS NULL) = (applied_by = '')", name="applied_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column()
    folder: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str] = mapped_column()
    uploaded_by: Mapped[str] = mapped_column()
    uploaded_at: Mapped[datetime] = mapped_column()
    generation: Mapped[int] = mapped_column()
    needs_second_person: Mapped[bool] = mapped_column()
    trial: Mapped[str] = mapped_column()
    applied_by: Mapped[str] = mapped_column()
    applied_at: Mapped[datetime | None] = mapped_column()
