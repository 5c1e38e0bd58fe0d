"""What visitors say is wrong on a listing, and what the practice answers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from finder.store.base import Base


class ReportRow(Base):
    """One report; it outlives the listing, so it names the NPI and refers to no row."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("length(npi) = 10", name="npi_has_ten_digits"),
        CheckConstraint("length(reference) = 10", name="reference_has_ten_characters"),
        CheckConstraint(
            "kind IN ('moved', 'wrong_phone', 'retired', 'does_not_do_this', 'wrong_check', "
            "'other')",
            name="kind_is_known",
        ),
        CheckConstraint("state IN ('received', 'being_checked', 'decided')", name="state_is_known"),
        CheckConstraint(
            "outcome IN ('', 'corrected', 'removed', 'found_right', 'not_confirmed')",
            name="outcome_is_known",
        ),
        CheckConstraint("(state = 'received') = (taken_up_at IS NULL)", name="taken_up_when"),
        CheckConstraint("(state = 'decided') = (decided_at IS NOT NULL)", name="decided_when"),
        CheckConstraint("(state = 'decided') = (outcome <> '')", name="decided_how"),
        CheckConstraint("state = 'decided' OR reason = ''", name="decided_why"),
        CheckConstraint(
            "severity IN ('', 'safety', 'departed', 'fact', 'dispute', 'minor')",
            name="severity_is_known",
        ),
        CheckConstraint("(state = 'received') = (severity = '')", name="triaged_when_taken_up"),
        # Whoever wrote was promised that words and address go when the report is handled.
        CheckConstraint("state <> 'decided' OR contact = ''", name="contact_kept_while_open"),
        CheckConstraint("state <> 'decided' OR text = ''", name="words_kept_while_open"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    # Of the form and what was typed into it, so that the same sent twice is one report.
    digest: Mapped[str] = mapped_column(unique=True)
    npi: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column()
    text: Mapped[str] = mapped_column()
    contact: Mapped[str] = mapped_column()
    is_from_practice: Mapped[bool] = mapped_column()
    language: Mapped[str] = mapped_column()
    state: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column()
    taken_up_at: Mapped[datetime | None] = mapped_column()
    decided_at: Mapped[datetime | None] = mapped_column()
    outcome: Mapped[str] = mapped_column()
    severity: Mapped[str] = mapped_column(server_default=sql("''"))
    handled_by: Mapped[str] = mapped_column(server_default=sql("''"))
    reason: Mapped[str] = mapped_column(server_default=sql("''"))
    not_asked_because: Mapped[str] = mapped_column(server_default=sql("''"))
    # Counts the steps taken, so that two people cannot take the same one.
    version: Mapped[int] = mapped_column(server_default=sql("1"))


class ReportReplyRow(Base):
    """A link by which a practice answers a report, kept as a hash, and what it answered."""

    __tablename__ = "report_reply"
    __table_args__ = (
        CheckConstraint(
            "answered_at IS NOT NULL OR (text = '' AND name = '' AND contact = '')",
            name="said_when_answered",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_by: Mapped[str] = mapped_column()
    made_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    answered_at: Mapped[datetime | None] = mapped_column()
    text: Mapped[str] = mapped_column()
    name: Mapped[str] = mapped_column()
    contact: Mapped[str] = mapped_column()
