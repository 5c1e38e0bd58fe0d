"""Where two sources contradict each other, and what a person decided."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from finder.domain.conflicts import ConflictField
from finder.store.base import Base
from finder.store.tables.credential import one_of


class ConflictRow(Base):
    """Two values of one field; ``place`` is empty where the field is of the whole person.

    Derived with the search index until somebody decides; a decision stays while the values do.
    """

    __tablename__ = "conflict"
    __table_args__ = (
        UniqueConstraint("npi", "field", "place"),
        one_of("field", ConflictField),
        CheckConstraint("decision IN ('', 'a', 'b', 'neither')", name="decision_is_known"),
        CheckConstraint("(decided_at IS NULL) = (decision = '')", name="decided_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    npi: Mapped[str] = mapped_column()
    field: Mapped[str] = mapped_column()
    place: Mapped[str] = mapped_column()
    source_a: Mapped[str] = mapped_column()
    value_a: Mapped[str] = mapped_column()
    source_b: Mapped[str] = mapped_column()
    value_b: Mapped[str] = mapped_column()
    seen_on: Mapped[date] = mapped_column()
    decision: Mapped[str] = mapped_column()
    decided_at: Mapped[datetime | None] = mapped_column()
    decided_by: Mapped[str] = mapped_column()
    note: Mapped[str] = mapped_column(server_default=text("''"))
