"""Bring the tables of an older store to the present layout, inside a transaction that the caller opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from sqlalchemy import Connection

VERSIONS = Path(__file__).parent / "versions"


def bring_to_date(connection: Connection, layout: int) -> None:
    """Take every step from a layout to the newest; the number of the layout is the caller's to record.

    No step may open or end a transaction: the driver commits nothing of itself, so that all of it happens or nothing.
    Alembic gives the order of the steps and what they say to the tables. Its own table of versions is not used: the
    number stands where older programs look for it.
    """
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    with Operations.context(MigrationContext.configure(connection)):
        for step in steps_from(layout):
            step.upgrade()


def steps_from(layout: int) -> Iterator[ModuleType]:
    """Yield the steps from a layout to the newest, in their order."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(VERSIONS.parent))
    for script in reversed(list(scripts.iterate_revisions("heads", str(layout)))):
        yield script.module
