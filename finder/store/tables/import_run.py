"""Imports that were committed, and the one row that says what the directory is."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from finder.store.base import Base


class ImportRunRow(Base):
    """One load of one source; ``files`` is JSON of names and SHA-256."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(index=True)
    release_on: Mapped[date | None] = mapped_column()
    year: Mapped[int | None] = mapped_column()
    files: Mapped[str] = mapped_column()
    started_at: Mapped[datetime] = mapped_column()
    finished_at: Mapped[datetime] = mapped_column()
    generation: Mapped[int] = mapped_column()
    rows_read: Mapped[int] = mapped_column()
    rows_kept: Mapped[int] = mapped_column()
    added: Mapped[int] = mapped_column()
    changed: Mapped[int] = mapped_column()
    unchanged: Mapped[int] = mapped_column()
    removed: Mapped[int] = mapped_column()
    quarantined: Mapped[int] = mapped_column()


class DirectoryRow(Base):
    """The state of the whole directory: always exactly one row."""

    __tablename__ = "directory"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    generation: Mapped[int] = mapped_column()
    is_demo: Mapped[bool] = mapped_column()
    ranking_version: Mapped[int] = mapped_column()
    newest_volume_year: Mapped[int | None] = mapped_column()
    data_as_of: Mapped[date | None] = mapped_column()
