"""Bring an older store to the present layout: whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select, update

from assess.errors import Mistake
from assess.store import tables
from assess.store.failures import not_upgraded
from assess.store.migrations import bring_to_date

if TYPE_CHECKING:
    from assess.store.database import Database


class Upgraded(msgspec.Struct, frozen=True):
    """What became of an upgrade; `copy` is what the store was, where its engine keeps such a copy."""

    copy: Path | None


def upgrade(database: Database) -> Upgraded | None:
    """Bring a store to the present layout; None where another program was first.

    What the tables become and the number that says so are kept together. Raises Mistake where it cannot be done: the
    store is then as it was.
    """
    place, copy, layout = database.place, None, 0
    try:
        with database.altering() as connection:
            layout = connection.scalars(select(tables.store.c.schema_version)).one()
            if layout >= tables.SCHEMA_VERSION:
                return None
            copy = place.copy_before(tables.SCHEMA_VERSION)
            bring_to_date(connection, layout)
            connection.execute(update(tables.store).values(schema_version=tables.SCHEMA_VERSION))
    except BaseException as error:
        if copy is not None:
            place.put_back(copy)
        if isinstance(error, Exception) and not isinstance(error, Mistake):
            raise not_upgraded(place, layout, tables.SCHEMA_VERSION, error) from error
        raise
    return Upgraded(copy)
