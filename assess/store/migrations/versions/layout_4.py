"""Layout 4: tags on runs, and what finds runs by their tag, organisation and date."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    op.create_table(
        "tags",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.key", ondelete="CASCADE"), nullable=False),
        sa.Column("tag", sa.Text, nullable=False),
        sa.UniqueConstraint("run", "tag"),
    )
    op.create_index("ix_tags_tag_run", "tags", ["tag", "run"])
    op.create_index("ix_runs_organisation_date", "runs", ["organisation", "date"])
    op.create_index("ix_runs_date", "runs", ["date"])
