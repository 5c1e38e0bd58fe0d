"""What federal files say of every NPI, whoever it belongs to; each is replaced as a whole.

Neither table repeats its source in every row: the newest import run of the source tells the day.
"""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from finder.store.base import Base


class DeactivatedNpiRow(Base):
    """An NPI in the report of deactivated ones; the day is the report's own where it has none."""

    __tablename__ = "deactivated_npi"
    __table_args__ = (
        CheckConstraint("length(npi) = 10", name="npi_has_ten_digits"),
        {"sqlite_with_rowid": False},
    )

    npi: Mapped[str] = mapped_column(primary_key=True)
    deactivated_on: Mapped[date] = mapped_column()


class OrderReferringRow(Base):
    """An NPI that may order and refer for Medicare Part B; whoever is missing may not."""

    __tablename__ = "order_referring"
    __table_args__ = (
        CheckConstraint("length(npi) = 10", name="npi_has_ten_digits"),
        {"sqlite_with_rowid": False},
    )

    npi: Mapped[str] = mapped_column(primary_key=True)
