"""Practitioners and what they declare of themselves in NPPES."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from finder.store.base import Base, Provenanced


class PractitionerRow(Provenanced, Base):
    """One individual; ``digest`` is that of the NPPES record last loaded.

    ``reactivated_on`` is the register's word against a deactivation of an earlier day;
    ``merged_into`` the NPI of the record that two people found to be of the same person.
    """

    __tablename__ = "practitioner"
    __table_args__ = (
        CheckConstraint("length(npi) = 10", name="npi_has_ten_digits"),
        Index("ix_practitioner_name_key", "name_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    npi: Mapped[str] = mapped_column(unique=True)
    last_name: Mapped[str] = mapped_column()
    first_name: Mapped[str] = mapped_column()
    middle_name: Mapped[str] = mapped_column()
    suffix: Mapped[str] = mapped_column()
    name_key: Mapped[str] = mapped_column()
    credentials_text: Mapped[str] = mapped_column()
    enumerated_on: Mapped[date | None] = mapped_column()
    updated_on: Mapped[date | None] = mapped_column()
    deactivated_on: Mapped[date | None] = mapped_column()
    reactivated_on: Mapped[date | None] = mapped_column()
    vanished_on: Mapped[date | None] = mapped_column()
    closed_because: Mapped[str] = mapped_column(server_default=text("''"))
    merged_into: Mapped[str] = mapped_column(server_default=text("''"), index=True)
    hidden_because: Mapped[str] = mapped_column()
    digest: Mapped[str] = mapped_column()


class TaxonomyRow(Base):
    """A self-declared specialty in one of the fifteen slots."""

    __tablename__ = "practitioner_taxonomy"

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    slot: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(index=True)
    is_primary: Mapped[bool] = mapped_column()


class StateLicenseRow(Provenanced, Base):
    """A self-declared state licence."""

    __tablename__ = "state_license"

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    state: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)


class MailingAddressRow(Provenanced, Base):
    """Where post goes; never a place where patients are seen."""

    __tablename__ = "mailing_address"

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    line1: Mapped[str] = mapped_column()
    line2: Mapped[str] = mapped_column()
    city: Mapped[str] = mapped_column()
    state: Mapped[str] = mapped_column()
    zip_code: Mapped[str] = mapped_column()
    country: Mapped[str] = mapped_column()


class NameWordRow(Base):
    """A folded word of a name, so that a name is found by its words and their beginnings."""

    __tablename__ = "name_word"
    __table_args__ = ({"sqlite_with_rowid": False},)

    word: Mapped[str] = mapped_column(primary_key=True)
    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True, index=True
    )
