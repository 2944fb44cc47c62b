"""Layout 3: the roadmaps of a run, and the analysis of the last."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    op.create_table(
        "roadmaps",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.key", ondelete="CASCADE"), nullable=False),
        *_made_of_run(),
        sa.Column("agreed", sa.Integer),
        sa.Column("is_first", sa.Boolean, nullable=False),
        sa.UniqueConstraint("run", "fingerprint"),
    )
    op.create_table(
        "analyses",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.key", ondelete="CASCADE"), nullable=False, unique=True),
        *_made_of_run(),
    )


def _made_of_run() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
    )
