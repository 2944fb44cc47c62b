"""Layout 5: workshops, and what people said about being recognised."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    op.create_table(
        "workshops",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.key", ondelete="CASCADE"), nullable=False, unique=True),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("asks_consent", sa.Boolean, nullable=False),
        sa.Column("closes", sa.Integer().with_variant(sa.BigInteger(), "postgresql")),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_table(
        "consents",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column(
            "respondent",
            sa.Integer,
            sa.ForeignKey("respondents.key", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("agrees", sa.Boolean, nullable=False),
    )
