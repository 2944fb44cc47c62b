"""Bring an older store to the present layout: with a copy beside it, and whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from assess.errors import Mistake
from assess.store import copies, tables
from assess.store.failures import not_upgraded, told
from assess.store.migrations import bring_to_date

if TYPE_CHECKING:
    from assess.store.database import Database


def upgrade(database: Database) -> Path | None:
    """Bring a store to the present layout and return the copy of what it was; None where another program was first.

    What the tables become and the number that says so are kept together. Raises Mistake where it cannot be done: the
    store is then as it was.
    """
    database.heed_references(is_heeded=False)  # a table that is made anew would take along what refers to it
    try:
        return _upgraded(database)
    finally:
        database.heed_references(is_heeded=True)


def _upgraded(database: Database) -> Path | None:
    path, copy, layout = database.path, None, 0
    try:
        with database.writing() as connection:
            layout = connection.scalars(select(tables.store.c.schema_version)).one()
            if layout >= tables.SCHEMA_VERSION:
                return None
            copy = copies.copy_before(path, tables.SCHEMA_VERSION)
            bring_to_date(connection, layout)
            if lost := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise sqlite3.IntegrityError(f"{lost[0]} refers to nothing in {lost[2]}")  # noqa: TRY301 (as the engine would)
            connection.execute(update(tables.store).values(schema_version=tables.SCHEMA_VERSION))
    except BaseException as error:
        if copy is not None:
            _put_back(path, copy)
        if isinstance(error, Exception) and not isinstance(error, Mistake):
            raise not_upgraded(path, layout, tables.SCHEMA_VERSION, error) from error
        raise
    return copy


def _put_back(path: Path, copy: Path) -> None:
    """See that a store is what it was, and make it so from its copy where the engine did not; then the copy can go.

    Answers are not compared: another program may have added some since, and they stay.
    """
    if _form(path) != _form(copy):
        with told(path):
            copies.pour(copy, path)
    copy.unlink()


def _form(path: Path) -> tuple[object, ...] | None:
    """Return the tables of a store with the number of its layout; None where it cannot be read."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            (layout,) = connection.execute("SELECT schema_version FROM store").fetchone()
            made_by = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
            (sound,) = connection.execute("PRAGMA quick_check").fetchone()
    except (sqlite3.Error, TypeError):
        return None
    return (layout, tuple(made_by), sound)
