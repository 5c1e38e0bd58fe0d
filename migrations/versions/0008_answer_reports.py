"""Let reports be handled to an end, practices reply to them, and rosters wait for their load."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NEW_CHECKS = {
    "severity_is_known": "severity IN ('', 'safety', 'departed', 'fact', 'dispute', 'minor')",
    "triaged_when_taken_up": "(state = 'received') = (severity = '')",
    "decided_why": "state = 'decided' OR reason = ''",
    "words_kept_while_open": "state <> 'decided' OR text = ''",
}
_NEW_COLUMNS = ("severity", "handled_by", "reason", "not_asked_because")


def upgrade() -> None:
    with op.batch_alter_table("report") as batch:
        for name in _NEW_COLUMNS:
            batch.add_column(
                sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)
            )
        batch.add_column(
            sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False)
        )
    # What was taken up before was not triaged, and what was decided kept the writer's words.
    op.execute(
        "UPDATE report SET severity = CASE kind WHEN 'retired' THEN 'departed' "
        "WHEN 'wrong_check' THEN 'dispute' ELSE 'fact' END WHERE state <> 'received'"
    )
    op.execute("UPDATE report SET text = '' WHERE state = 'decided'")
    with op.batch_alter_table("report") as batch:
        for name, rule in _NEW_CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_report_{name}"), rule)
    op.create_table(
        "report_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "answered_at IS NOT NULL OR (text = '' AND name = '' AND contact = '')",
            name=op.f("ck_report_reply_said_when_answered"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name=op.f("fk_report_reply_report_id_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_reply")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_report_reply_token_hash")),
    )
    op.create_index(op.f("ix_report_reply_report_id"), "report_reply", ["report_id"])
    op.create_table(
        "staged_roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("needs_second_person", sa.Boolean(), nullable=False),
        sa.Column("trial", sa.Text(), nullable=False),
        sa.Column("applied_by", sa.Text(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "source IN ('certifications', 'memberships', 'practices')",
            name=op.f("ck_staged_roster_source_is_a_roster"),
        ),
        sa.CheckConstraint(
            "NOT needs_second_person OR applied_by = '' OR applied_by <> uploaded_by",
            name=op.f("ck_staged_roster_two_people"),
        ),
        sa.CheckConstraint(
            "(applied_at IS NULL) = (applied_by = '')",
            name=op.f("ck_staged_roster_applied_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_roster")),
        sa.UniqueConstraint("folder", name=op.f("uq_staged_roster_folder")),
    )


def downgrade() -> None:
    op.drop_table("staged_roster")
    op.drop_index(op.f("ix_report_reply_report_id"), table_name="report_reply")
    op.drop_table("report_reply")
    with op.batch_alter_table("report") as batch:
        for name in _NEW_CHECKS:
            batch.drop_constraint(op.f(f"ck_report_{name}"), type_="check")
        for name in ("version", *reversed(_NEW_COLUMNS)):
            batch.drop_column(name)
