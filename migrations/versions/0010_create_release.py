"""Create release: what each import changed, and whether it was undone."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("import_run") as batch:
        batch.add_column(
            sa.Column("difference", sa.Text(), server_default=sa.text("'{}'"), nullable=False)
        )
        batch.add_column(sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "release_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("npi", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('excluded', 'gone', 'deactivated', 'moved', 'renamed', 'added', 'returned', "
            "'reinstated', 'reactivated')",
            name=op.f("ck_release_change_kind_is_known"),
        ),
        sa.CheckConstraint("length(npi) = 10", name=op.f("ck_release_change_npi_has_ten_digits")),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["import_run.id"],
            name=op.f("fk_release_change_run_id_import_run"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_change")),
    )
    op.create_index(
        "ix_release_change_run_id_kind_npi", "release_change", ["run_id", "kind", "npi"]
    )


def downgrade() -> None:
    op.drop_table("release_change")
    with op.batch_alter_table("import_run") as batch:
        batch.drop_column("undone_at")
        batch.drop_column("difference")
