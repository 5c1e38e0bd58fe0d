"""Create reports: what visitors say is wrong on a listing, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("npi", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("is_from_practice", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.CheckConstraint("length(npi) = 10", name=op.f("ck_report_npi_has_ten_digits")),
        sa.CheckConstraint(
            "length(reference) = 10", name=op.f("ck_report_reference_has_ten_characters")
        ),
        sa.CheckConstraint(
            "kind IN ('moved', 'wrong_phone', 'retired', 'does_not_do_this', 'wrong_check', 'other')",
            name=op.f("ck_report_kind_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('received', 'being_checked', 'decided')",
            name=op.f("ck_report_state_is_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('', 'corrected', 'removed', 'found_right', 'not_confirmed')",
            name=op.f("ck_report_outcome_is_known"),
        ),
        sa.CheckConstraint(
            "(state = 'received') = (taken_up_at IS NULL)", name=op.f("ck_report_taken_up_when")
        ),
        sa.CheckConstraint(
            "(state = 'decided') = (decided_at IS NOT NULL)", name=op.f("ck_report_decided_when")
        ),
        sa.CheckConstraint(
            "(state = 'decided') = (outcome <> '')", name=op.f("ck_report_decided_how")
        ),
        sa.CheckConstraint(
            "state <> 'decided' OR contact = ''", name=op.f("ck_report_contact_kept_while_open")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("digest", name=op.f("uq_report_digest")),
        sa.UniqueConstraint("reference", name=op.f("uq_report_reference")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_npi"), ["npi"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_state"), ["state"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_state"))
        batch_op.drop_index(batch_op.f("ix_report_npi"))

    op.drop_table("report")
