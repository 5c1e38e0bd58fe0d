"""Keep what was decided of reviews and conflicts, merge practitioners, acknowledge new rules."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KINDS = (
    "kind IN ('excluded-npi', 'excluded-name', 'deactivated', 'unknown-npi', 'retired', "
    "'contradiction', 'other')"
)
_DECISIONS = "decision IN ('', 'same-person', 'somebody-else', 'done')"


def _text(name: str, default: str = "''") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text(default), nullable=False)


def upgrade() -> None:
    with op.batch_alter_table("review") as batch:
        batch.add_column(_text("kind", "'other'"))
        batch.add_column(_text("subject"))
        batch.add_column(_text("decision"))
        batch.add_column(sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(_text("decided_by"))
        batch.add_column(_text("note"))
        batch.add_column(
            sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False)
        )
        batch.create_check_constraint(op.f("ck_review_kind_is_known"), _KINDS)
        batch.create_check_constraint(op.f("ck_review_decision_is_known"), _DECISIONS)
        batch.create_check_constraint(
            op.f("ck_review_decided_whole"), "(decided_at IS NULL) = (decision = '')"
        )
    with op.batch_alter_table("exclusion") as batch:
        for name in ("last_name", "first_name", "middle_name", "specialty", "identity"):
            batch.add_column(_text(name))
        batch.create_index(op.f("ix_exclusion_identity"), ["identity"])
    with op.batch_alter_table("conflict") as batch:
        batch.add_column(_text("note"))
    with op.batch_alter_table("practitioner") as batch:
        batch.add_column(_text("merged_into"))
        batch.create_index(op.f("ix_practitioner_merged_into"), ["merged_into"])
    op.create_table(
        "ranking_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("is_baseline", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_by", sa.Text(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_by", sa.Text(), nullable=False),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "second_by = '' OR (first_by <> '' AND second_by <> first_by)",
            name=op.f("ck_ranking_change_two_people"),
        ),
        sa.CheckConstraint(
            "(first_at IS NULL) = (first_by = '') AND (second_at IS NULL) = (second_by = '')",
            name=op.f("ck_ranking_change_acknowledged_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranking_change")),
    )


def downgrade() -> None:
    op.drop_table("ranking_change")
    with op.batch_alter_table("practitioner") as batch:
        batch.drop_index(op.f("ix_practitioner_merged_into"))
        batch.drop_column("merged_into")
    with op.batch_alter_table("conflict") as batch:
        batch.drop_column("note")
    with op.batch_alter_table("exclusion") as batch:
        batch.drop_index(op.f("ix_exclusion_identity"))
        for name in ("identity", "specialty", "middle_name", "first_name", "last_name"):
            batch.drop_column(name)
    with op.batch_alter_table("review") as batch:
        for name in ("decided_whole", "decision_is_known", "kind_is_known"):
            batch.drop_constraint(op.f(f"ck_review_{name}"), type_="check")
        for name in ("version", "note", "decided_by", "decided_at", "decision", "subject", "kind"):
            batch.drop_column(name)
