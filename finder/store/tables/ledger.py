"""The ledger: every step on the record, each row chained to the one before it."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from finder.store.base import Base


class LedgerRow(Base):
    """One step; rows are only ever appended.

    Every column but the number is text, so that the very bytes that were hashed are read back;
    ``changes`` is JSON, ``recorded_at`` an ISO moment in UTC.
    """

    __tablename__ = "ledger"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recorded_at: Mapped[str] = mapped_column()
    actor: Mapped[str] = mapped_column()
    role: Mapped[str] = mapped_column()
    action: Mapped[str] = mapped_column()
    object: Mapped[str] = mapped_column(index=True)
    changes: Mapped[str] = mapped_column()
    reason: Mapped[str] = mapped_column()
    evidence: Mapped[str] = mapped_column()
    request_id: Mapped[str] = mapped_column()
    hash: Mapped[str] = mapped_column()


class ChainHeadRow(Base):
    """The newest row of the ledger, kept apart so that a chain cut short shows."""

    __tablename__ = "chain_head"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column()
    hash: Mapped[str] = mapped_column()
