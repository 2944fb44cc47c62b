"""Layout 2: runs of which only the figures came; the sources of a questionnaire are in both languages."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.key", ondelete="CASCADE"), nullable=False, unique=True),
        sa.Column("scorecard", sa.Text, nullable=False),
        sa.Column("with_level", sa.Text, nullable=False),
    )
    _name_sources_in_both_languages()


def _name_sources_in_both_languages() -> None:
    """Write the texts of questionnaires as they are read now, and name them by the hash that they then have."""
    texts = sa.table("questionnaires", sa.column("sha256"), sa.column("text"))
    runs = sa.table("runs", sa.column("questionnaire"))
    connection = op.get_bind()
    for old, text in connection.execute(sa.select(texts.c.sha256, texts.c.text)).all():
        renewed = _renewed(json.loads(text))
        new = hashlib.sha256(renewed.encode()).hexdigest()
        if new != old:
            connection.execute(sa.update(texts).where(texts.c.sha256 == old).values(sha256=new, text=renewed))
            connection.execute(sa.update(runs).where(runs.c.questionnaire == old).values(questionnaire=new))


def _renewed(questionnaire: dict[str, Any]) -> str:
    for domain in questionnaire["domains"]:
        for capability in domain["capabilities"]:
            if isinstance(capability["source"], str):
                capability["source"] = dict.fromkeys(("en", "nl"), capability["source"])
    return json.dumps(questionnaire, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
