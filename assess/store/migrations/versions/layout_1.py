"""Layout 1: runs with everything that an answer file holds. There are no stores before it."""

from __future__ import annotations

revision = "1"
down_revision = None


def upgrade() -> None:
    """Do nothing: a new store gets its tables at once."""
