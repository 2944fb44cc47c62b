"""Tell what a store is, without changing it and without telling what anybody answered."""

from __future__ import annotations

from pathlib import Path

import msgspec
from sqlalchemy import func, select

from assess.store import copies, tables
from assess.store.database import Database


class CopyBeside(msgspec.Struct, frozen=True, kw_only=True):
    """A copy that was made of a store before it got another layout; `size` is in bytes."""

    name: str
    size: int


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """A store: `layout` is what it has and `present` the newest; `size` is in bytes, with its journal."""

    path: Path
    layout: int
    present: int
    size: int
    runs: int
    respondents: int
    organisations: int
    copies: tuple[CopyBeside, ...]


def describe(path: Path) -> Description:
    """Return what a store is, of whatever layout; raises Mistake where it cannot be read."""
    database = Database(path, create=False, upgrade=False)
    try:
        with database.reading() as connection:
            counted = select(func.count(), func.count(tables.runs.c.organisation.distinct())).select_from(tables.runs)
            runs, organisations = connection.execute(counted).one()
            respondents = connection.scalar(select(func.count()).select_from(tables.respondents))
        return Description(
            path=path.absolute(),
            layout=database.layout,
            present=tables.SCHEMA_VERSION,
            size=path.stat().st_size + _journal(path),
            runs=runs,
            respondents=respondents or 0,
            organisations=organisations,
            copies=tuple(CopyBeside(name=each.name, size=each.stat().st_size) for each in copies.copies_beside(path)),
        )
    finally:
        database.close()


def _journal(path: Path) -> int:
    journal = path.with_name(f"{path.name}-wal")
    return journal.stat().st_size if journal.exists() else 0
