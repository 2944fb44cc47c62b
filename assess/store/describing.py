"""Tell what a store is, without changing it and without telling what anybody answered."""

from __future__ import annotations

import msgspec
from sqlalchemy import func, select

from assess.store import tables
from assess.store.database import Database
from assess.store.place import Kind, Place


class CopyBeside(msgspec.Struct, frozen=True, kw_only=True):
    """A copy that was made of a store before it got another layout; `size` is in bytes."""

    name: str
    size: int


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """A store: `layout` is what it has and `present` the newest; `size` is in bytes, with its journal.

    `problems` is how many problems there are with files of which nothing could be read.
    """

    store: str
    kind: Kind
    layout: int
    present: int
    size: int
    runs: int
    respondents: int
    organisations: int
    copies: tuple[CopyBeside, ...]
    problems: int = 0


def describe(place: Place) -> Description:
    """Return what a store is, of whatever layout; raises Mistake where it cannot be read."""
    database = Database(place, create=False, upgrade=False)
    try:
        with database.reading() as connection:
            counted = select(func.count(), func.count(tables.runs.c.organisation.distinct())).select_from(tables.runs)
            runs, organisations = connection.execute(counted).one()
            respondents = connection.scalar(select(func.count()).select_from(tables.respondents))
            size = place.size(connection)
        return Description(
            store=place.full_name,
            kind=place.kind,
            layout=database.layout,
            present=tables.SCHEMA_VERSION,
            size=size,
            runs=runs,
            respondents=respondents or 0,
            organisations=organisations,
            copies=tuple(CopyBeside(name=each.name, size=each.stat().st_size) for each in place.copies()),
            problems=len(database.problems),
        )
    finally:
        database.close()
