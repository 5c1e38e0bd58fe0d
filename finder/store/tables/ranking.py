"""The numbers that the directory was ranked by, and who acknowledged each change of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from finder.store.base import Base


class RankingChangeRow(Base):
    """One version of the rules as the program first met it; ``numbers`` is JSON by name.

    The first one ever met is the baseline, which nobody need acknowledge.
    """

    __tablename__ = "ranking_change"
    __table_args__ = (
        # The rule of two people holds in the database too.
        CheckConstraint(
            "second_by = '' OR (first_by <> '' AND second_by <> first_by)", name="two_people"
        ),
        CheckConstraint(
            "(first_at IS NULL) = (first_by = '') AND (second_at IS NULL) = (second_by = '')",
            name="acknowledged_whole",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    digest: Mapped[str] = mapped_column()
    numbers: Mapped[str] = mapped_column()
    is_baseline: Mapped[bool] = mapped_column()
    seen_at: Mapped[datetime] = mapped_column()
    first_by: Mapped[str] = mapped_column()
    first_at: Mapped[datetime | None] = mapped_column()
    second_by: Mapped[str] = mapped_column()
    second_at: Mapped[datetime | None] = mapped_column()
