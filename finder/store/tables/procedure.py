"""Yearly procedure volumes as Medicare publishes them; a suppressed count has no row."""

from sqlalchemy import CheckConstraint, Double, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from finder.store.base import Base, Provenanced


class ProcedureVolumeRow(Provenanced, Base):
    """Services of one practitioner, procedure and year, primary codes only."""

    __tablename__ = "procedure_volume"
    __table_args__ = (
        CheckConstraint(
            "procedure IN ('kyphoplasty', 'vertebroplasty')", name="procedure_is_known"
        ),
        CheckConstraint("kind IN ('exact', 'interval')", name="kind_is_published"),
        CheckConstraint("low > 0 AND low <= high", name="never_zero"),
    )

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    procedure: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column()
    low: Mapped[float] = mapped_column(Double())
    high: Mapped[float] = mapped_column(Double())
