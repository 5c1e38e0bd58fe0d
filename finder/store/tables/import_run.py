"""Imports that were committed, what each changed, and the one row that says what they made."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from finder.domain.releases import ChangeKind
from finder.store.base import Base
from finder.store.tables.credential import one_of


class ImportRunRow(Base):
    """One load of one source; ``files`` is JSON of names and SHA-256.

    ``difference`` is JSON: how many practitioners changed in which way. ``undone_at`` is when the
    generation before it was restored.
    """

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
    difference: Mapped[str] = mapped_column(server_default=text("'{}'"))
    undone_at: Mapped[datetime | None] = mapped_column()


class ReleaseChangeRow(Base):
    """One practitioner whom an import changed; kept for the newest imports of each source."""

    __tablename__ = "release_change"
    __table_args__ = (
        one_of("kind", ChangeKind),
        CheckConstraint("length(npi) = 10", name="npi_has_ten_digits"),
        Index("ix_release_change_run_id_kind_npi", "run_id", "kind", "npi"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"))
    npi: Mapped[str] = mapped_column()
    name: Mapped[str] = mapped_column()
    kind: Mapped[str] = mapped_column()
    before: Mapped[str] = mapped_column()
    after: Mapped[str] = mapped_column()


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
