"""Mark the index stale: it now holds practitioners without a placed location, and who speaks."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# No ranking has this version, so the index is derived anew before the directory is used.
_STALE = sa.text("UPDATE directory SET ranking_version = -1 WHERE ranking_version <> 0")


def upgrade() -> None:
    op.execute(_STALE)


def downgrade() -> None:
    op.execute(_STALE)
