"""Practice locations, and the derived index that finds them by distance."""

from datetime import date

from sqlalchemy import CheckConstraint, Double, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from finder.store.base import Base, Provenanced


class PracticeLocationRow(Provenanced, Base):
    """Where patients are seen; one row per practitioner, ZIP and normalised first line.

    ``languages`` is written ``;en;es;`` so that one code can be looked for.
    """

    __tablename__ = "practice_location"
    __table_args__ = (
        UniqueConstraint("practitioner_id", "zip_code", "line_key"),
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="placed_whole"),
        CheckConstraint("lat IS NULL OR lat <> 0 OR lon <> 0", name="not_at_null_island"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column()
    line1: Mapped[str] = mapped_column()
    line2: Mapped[str] = mapped_column()
    line_key: Mapped[str] = mapped_column()
    city: Mapped[str] = mapped_column()
    state: Mapped[str] = mapped_column()
    zip_code: Mapped[str] = mapped_column()
    zip_plus4: Mapped[str] = mapped_column()
    country: Mapped[str] = mapped_column()
    phone: Mapped[str] = mapped_column()
    fax: Mapped[str] = mapped_column()
    lat: Mapped[float | None] = mapped_column(Double())
    lon: Mapped[float | None] = mapped_column(Double())
    accepts_new_patients: Mapped[bool | None] = mapped_column()
    telehealth: Mapped[bool | None] = mapped_column()
    medicare: Mapped[bool | None] = mapped_column()
    wheelchair_access: Mapped[bool | None] = mapped_column()
    languages: Mapped[str] = mapped_column()
    website: Mapped[str] = mapped_column()
    confirmed_on: Mapped[date | None] = mapped_column()
    confirmed_by: Mapped[str] = mapped_column()


class MedicareListingRow(Base):
    """What the Medicare file of clinicians says of a practice location, beside what others say.

    ``phones`` are separated by semicolons; ``listed_on`` is the release that listed it last.
    """

    __tablename__ = "medicare_listing"

    location_id: Mapped[int] = mapped_column(
        ForeignKey("practice_location.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), index=True
    )
    last_name: Mapped[str] = mapped_column()
    first_name: Mapped[str] = mapped_column()
    group_name: Mapped[str] = mapped_column()
    phones: Mapped[str] = mapped_column()
    telehealth: Mapped[bool | None] = mapped_column()
    takes_assignment: Mapped[bool | None] = mapped_column()
    listed_on: Mapped[date | None] = mapped_column()


class LocationIndexRow(Base):
    """A placed location for one stretch of days in which its quality does not change.

    Derived: rebuilt with the facts in one transaction. Days are proleptic ordinals; x, y, z are
    earth-centred metres; the order of the key makes a search read only what lies near.
    """

    __tablename__ = "location_index"
    __table_args__ = (
        Index("ix_location_index_practitioner_id", "practitioner_id"),
        {"sqlite_with_rowid": False},
    )

    lat_band: Mapped[int] = mapped_column(primary_key=True)
    lon: Mapped[float] = mapped_column(Double(), primary_key=True)
    # No foreign key: deleting one location would look through the whole index for it, and the
    # rows of its practitioner are written anew in the same transaction anyway.
    location_id: Mapped[int] = mapped_column(primary_key=True)
    first_day: Mapped[int] = mapped_column(primary_key=True)
    last_day: Mapped[int] = mapped_column()
    lat: Mapped[float] = mapped_column(Double())
    x: Mapped[float] = mapped_column(Double())
    y: Mapped[float] = mapped_column(Double())
    z: Mapped[float] = mapped_column(Double())
    flags: Mapped[int] = mapped_column()
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    npi: Mapped[str] = mapped_column()
    kyphoplasty_quality: Mapped[float] = mapped_column(Double())
    vertebroplasty_quality: Mapped[float] = mapped_column(Double())
    any_quality: Mapped[float] = mapped_column(Double())
    most_recent_check: Mapped[int] = mapped_column()
