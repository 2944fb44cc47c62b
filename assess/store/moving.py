"""Move all of a store to an empty one, on whatever engine, and see that nothing became another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Table, exists, func, insert, select
from sqlalchemy.exc import DataError, IntegrityError

from assess.errors import Mistake
from assess.store import tables
from assess.store.database import Database
from assess.store.failures import could_not, damaged, told
from assess.store.place import Place
from questionnaires.language import phrase
from questionnaires.problems import ProblemsFound

BATCH = 1000  # rows at a time, so that a large store needs no large memory

MOVED = tuple(table for table in tables.metadata.sorted_tables if table is not tables.store)


class Content(msgspec.Struct, frozen=True):
    """What a table holds: how many rows, and the SHA-256 of all of them in the order of their keys."""

    rows: int
    sha256: str


def move(source: Place, target: Place) -> dict[str, Content]:
    """Copy all tables of a store to another and return what each holds there; raises Mistake where it is not empty.

    The source stays as it is, also one of an older layout; what comes in meanwhile is not copied. The target has all
    of it or nothing, and is compared with the source before it is kept.
    """
    here = Database(source, create=False, upgrade=False)
    try:
        is_new = target.kind != "server" and not target.exists()
        there = Database(target)
        try:
            with here.at_date() as reader, there.writing() as writer:
                _check_read(here, there)
                _check_empty(writer, target)
                came = {table.name: _copied(reader, writer, table, source, target) for table in MOVED}
                target.count_on(writer)
                if came != (kept := content_of(writer, target)):
                    names = ", ".join(name for name in came if came[name] != kept[name])
                    raise could_not(  # noqa: TRY301 (what undoes the rest is below)
                        phrase(
                            "{store} does not keep {tables} as they are; nothing was saved.", store=target, tables=names
                        ),
                        phrase("Copy to another store, and report this as a bug."),
                    )
        except BaseException:
            there.close()
            if is_new:
                target.discard()
            raise
        there.close()
    finally:
        here.close()
    return kept


def content_of(connection: Connection, place: Place) -> dict[str, Content]:
    """Return what every table holds, the same whatever the engine."""
    found = {}
    for table in MOVED:
        digest, count = hashlib.sha256(), 0
        for batch in _batches(connection, table, place):
            count += len(batch)
            _add(digest, batch)
        found[table.name] = Content(count, digest.hexdigest())
    return found


def _copied(reader: Connection, writer: Connection, table: Table, source: Place, target: Place) -> Content:
    digest, count = hashlib.sha256(), 0
    for batch in _batches(reader, table, source):
        count += len(batch)
        _add(digest, batch)
        try:
            writer.execute(insert(table), [dict(row) for row in batch])
        except (DataError, IntegrityError) as error:
            raise could_not(
                phrase("{store} cannot keep what is in {table}; nothing was saved.", store=target, table=table.name),
                phrase("See what is wrong with: `assess store check --store {source}`", source=source),
            ) from error
    return Content(count, digest.hexdigest())


def _batches(connection: Connection, table: Table, place: Place) -> Iterator[Sequence[RowMapping]]:
    """Yield the rows of a table in the order of their keys; an error in reading them is one of this store."""
    wanted = select(table).order_by(*table.primary_key.columns)
    with told(place):
        try:
            found = connection.execute(wanted, execution_options={"yield_per": BATCH})
            yield from found.mappings().partitions(BATCH)
        except (TypeError, ValueError) as error:  # a value of another kind than its column
            raise damaged(place) from error


def _add(digest: Any, batch: Sequence[RowMapping]) -> None:
    for row in batch:
        digest.update(msgspec.json.encode(list(row.values())))
        digest.update(b"\n")


def _check_read(*databases: Database) -> None:
    """See that nothing stays behind, or is there already, in a file that cannot be read; raises ProblemsFound."""
    if problems := [problem for database in databases for problem in database.problems]:
        raise ProblemsFound(problems)


def _check_empty(connection: Connection, target: Place) -> None:
    if any(connection.scalar(select(exists(select(table)))) for table in MOVED):
        runs = connection.scalar(select(func.count()).select_from(tables.runs)) or 0
        raise Mistake(
            phrase("{store} is not empty ({runs} runs); nothing was copied.", store=target, runs=runs),
            phrase("Name a store that is not there yet, or a database without tables."),
        )
