"""Create referrals with their steps, and the list of doctors that a practice trusts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sender_npi", sa.Text(), nullable=False),
        sa.Column("recipient_npi", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "length(sender_npi) = 10", name=op.f("ck_referral_sender_npi_has_ten_digits")
        ),
        sa.CheckConstraint(
            "length(recipient_npi) = 10", name=op.f("ck_referral_recipient_npi_has_ten_digits")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_referral_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_referral_letter_id")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_referral_code_hash")),
    )
    op.create_index(op.f("ix_referral_account_id"), "referral", ["account_id"])
    op.create_index(op.f("ix_referral_recipient_npi"), "referral", ["recipient_npi"])
    op.create_table(
        "referral_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("appointment_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("is_undo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "status IN ('requested', 'received', 'accepted', 'rejected', 'in-progress', "
            "'completed', 'failed', 'cancelled')",
            name=op.f("ck_referral_step_status_is_known"),
        ),
        sa.CheckConstraint(
            "party IN ('sender', 'recipient')", name=op.f("ck_referral_step_party_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referral.id"],
            name=op.f("fk_referral_step_referral_id_referral"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_step")),
    )
    op.create_index(op.f("ix_referral_step_referral_id"), "referral_step", ["referral_id"])
    op.create_table(
        "referring_practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("invitation_hash", sa.Text(), nullable=False),
        sa.Column("invitation_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referring_practice")),
    )
    op.create_index(
        op.f("ix_referring_practice_invitation_hash"), "referring_practice", ["invitation_hash"]
    )
    op.create_table(
        "practice_member",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_practice_member_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["referring_practice.id"],
            name=op.f("fk_practice_member_practice_id_referring_practice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_practice_member")),
    )
    op.create_index(op.f("ix_practice_member_practice_id"), "practice_member", ["practice_id"])
    op.create_table(
        "trusted_practitioner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("npi", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_preferred", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["referring_practice.id"],
            name=op.f("fk_trusted_practitioner_practice_id_referring_practice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trusted_practitioner")),
        sa.UniqueConstraint(
            "practice_id", "npi", name=op.f("uq_trusted_practitioner_practice_id_npi")
        ),
    )
    op.create_index(
        op.f("ix_trusted_practitioner_practice_id"), "trusted_practitioner", ["practice_id"]
    )


def downgrade() -> None:
    for table in (
        "trusted_practitioner",
        "practice_member",
        "referring_practice",
        "referral_step",
        "referral",
    ):
        op.drop_table(table)
