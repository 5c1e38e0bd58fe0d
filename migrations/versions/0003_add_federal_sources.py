"""Add federal sources: deactivated NPIs, Medicare listings, who may order and refer, conflicts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deactivated_npi",
        sa.Column("npi", sa.Text(), nullable=False),
        sa.Column("deactivated_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(npi) = 10", name=op.f("ck_deactivated_npi_npi_has_ten_digits")),
        sa.PrimaryKeyConstraint("npi", name=op.f("pk_deactivated_npi")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "order_referring",
        sa.Column("npi", sa.Text(), nullable=False),
        sa.CheckConstraint("length(npi) = 10", name=op.f("ck_order_referring_npi_has_ten_digits")),
        sa.PrimaryKeyConstraint("npi", name=op.f("pk_order_referring")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "conflict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("npi", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("source_a", sa.Text(), nullable=False),
        sa.Column("value_a", sa.Text(), nullable=False),
        sa.Column("source_b", sa.Text(), nullable=False),
        sa.Column("value_b", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "field IN ('name', 'phone', 'practice-location', 'telehealth', 'medicare')",
            name=op.f("ck_conflict_field_is_known"),
        ),
        sa.CheckConstraint(
            "decision IN ('', 'a', 'b', 'neither')", name=op.f("ck_conflict_decision_is_known")
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decision = '')", name=op.f("ck_conflict_decided_whole")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
        sa.UniqueConstraint("npi", "field", "place", name=op.f("uq_conflict_npi_field_place")),
    )
    op.create_table(
        "medicare_listing",
        sa.Column("location_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("phones", sa.Text(), nullable=False),
        sa.Column("telehealth", sa.Boolean(), nullable=True),
        sa.Column("takes_assignment", sa.Boolean(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["practice_location.id"],
            name=op.f("fk_medicare_listing_location_id_practice_location"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_medicare_listing_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("location_id", name=op.f("pk_medicare_listing")),
    )
    with op.batch_alter_table("medicare_listing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_medicare_listing_practitioner_id"), ["practitioner_id"], unique=False
        )

    op.add_column("practitioner", sa.Column("reactivated_on", sa.Date(), nullable=True))


def downgrade() -> None:
    # Not in batch mode: that would make the table anew, and dropping the old one deletes all that
    # refers to it.
    op.drop_column("practitioner", "reactivated_on")
    with op.batch_alter_table("medicare_listing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_medicare_listing_practitioner_id"))

    op.drop_table("medicare_listing")
    op.drop_table("conflict")
    op.drop_table("order_referring")
    op.drop_table("deactivated_npi")
