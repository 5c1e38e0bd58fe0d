"""The OIG exclusion list without birth dates and home addresses, and what needs a decision."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from finder.domain.reviews import ReviewKind
from finder.store.base import Base, Provenanced
from finder.store.tables.credential import one_of


class ExclusionRow(Provenanced, Base):
    """One entry of the list; ``npi`` is empty where the list has none.

    ``identity`` stays the same while the entry means the same person, whatever else the list
    changes of it; what was decided of the entry is kept by it.
    """

    __tablename__ = "exclusion"

    id: Mapped[int] = mapped_column(primary_key=True)
    npi: Mapped[str] = mapped_column(index=True)
    name_key: Mapped[str] = mapped_column(index=True)
    last_name: Mapped[str] = mapped_column(server_default=text("''"))
    first_name: Mapped[str] = mapped_column(server_default=text("''"))
    middle_name: Mapped[str] = mapped_column(server_default=text("''"))
    specialty: Mapped[str] = mapped_column(server_default=text("''"))
    state: Mapped[str] = mapped_column()
    exclusion_type: Mapped[str] = mapped_column()
    excluded_on: Mapped[date | None] = mapped_column()
    reinstated_on: Mapped[date | None] = mapped_column()
    waived_on: Mapped[date | None] = mapped_column()
    waiver_state: Mapped[str] = mapped_column()
    digest: Mapped[str] = mapped_column(unique=True)
    identity: Mapped[str] = mapped_column(server_default=text("''"), index=True)


class ReviewRow(Base):
    """Something only a person can decide; the same question is asked once.

    ``subject`` is the identity of the entry of the exclusion list that it is about, if any. A
    decision stays, so that no later import asks again.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("priority IN ('high', 'normal', 'low')", name="priority_is_known"),
        one_of("kind", ReviewKind),
        CheckConstraint(
            "decision IN ('', 'same-person', 'somebody-else', 'done')", name="decision_is_known"
        ),
        CheckConstraint("(decided_at IS NULL) = (decision = '')", name="decided_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    npi: Mapped[str] = mapped_column(index=True)
    source: Mapped[str] = mapped_column()
    reason: Mapped[str] = mapped_column()
    priority: Mapped[str] = mapped_column()
    opened_at: Mapped[datetime] = mapped_column()
    digest: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(server_default=text("'other'"))
    subject: Mapped[str] = mapped_column(server_default=text("''"))
    decision: Mapped[str] = mapped_column(server_default=text("''"))
    decided_at: Mapped[datetime | None] = mapped_column()
    decided_by: Mapped[str] = mapped_column(server_default=text("''"))
    note: Mapped[str] = mapped_column(server_default=text("''"))
    version: Mapped[int] = mapped_column(server_default=text("1"))
