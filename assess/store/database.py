"""One connection to an SQLite store: safe settings, transactions that wait for other programs, deletion that is one."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from assess.errors import Mistake
from assess.store import tables
from assess.store.failures import damaged, kind_of, newer_store, no_store, not_a_store, told, traces_left
from assess.store.place import make_room

PATIENCE = 10.0  # seconds to wait for another program; a write takes milliseconds


class Database:
    """An open store; every block of `reading` sees one moment of it, every block of `writing` is kept whole or not."""

    def __init__(self, path: Path, *, create: bool = True, upgrade: bool = True) -> None:
        """Open the store at a path; where `upgrade` is False it is left as it is, whatever should be done to it."""
        self.path = path
        with told(path):
            if create:
                make_room(path)
            elif not path.exists():
                raise no_store(path)
            self._engine = _engine(path)
            self._connection = self._engine.connect()
        try:
            self._check(upgrade=upgrade)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file; nothing of it stays open, and the last program to leave empties the journal."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with told(self.path), self._transaction("BEGIN"):
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hold the store alone; what was done in the block is on the disk when it ends, or did not happen."""
        with told(self.path), self._transaction("BEGIN IMMEDIATE"):
            yield self._connection

    @contextmanager
    def trying(self) -> Iterator[Connection]:
        """Hold the store alone; what was done in the block did not happen."""
        with told(self.path):
            self._connection.execution_options(opening="BEGIN IMMEDIATE")
            transaction = self._connection.begin()
            try:
                yield self._connection
            finally:
                transaction.rollback()

    def wipe(self) -> None:
        """Rewrite the file without what was deleted, and empty the journal; raises Mistake where traces are left.

        SQLite leaves deleted rows in free pages, in corners of pages in use, and in the journal. A wipe that another
        program or a sudden end prevents is remembered, and done when the store is next opened.
        """
        with told(self.path):
            if not self._wiped():
                raise traces_left(self.path)

    def _wiped(self) -> bool:
        try:
            self._outside("VACUUM")
            busy, _pages, _moved = self._outside("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        except OperationalError as error:
            if _is_busy(error):
                return False
            raise
        if busy:
            return False
        with self.writing() as connection:
            connection.execute(update(tables.store).values(wipe_due=False))
        return True

    def _check(self, *, upgrade: bool) -> None:
        """See that this is a store that we know, begin it where the file is new, and finish a wipe that was left."""
        with self.reading() as connection:
            names = _tables_of(connection)
        if not names:
            self._create()
        elif tables.store.name not in names:
            raise not_a_store(self.path)
        with self.reading() as connection:
            found = connection.execute(select(tables.store)).first()
        if found is None:
            raise not_a_store(self.path)
        if not isinstance(found.schema_version, int):
            raise damaged(self.path)
        if found.schema_version > tables.SCHEMA_VERSION:
            raise newer_store(self.path, found.schema_version, tables.SCHEMA_VERSION)
        self.layout = found.schema_version
        if self.layout < tables.SCHEMA_VERSION:
            if not upgrade:
                return
            from assess.store import upgrading

            upgrading.upgrade(self)
            self.layout = tables.SCHEMA_VERSION
        if found.wipe_due and upgrade:
            with suppress(Mistake):  # another program prevents it still; its turn comes at the next opening
                self.wipe()

    def _create(self) -> None:
        with told(self.path):
            self._keep_a_write_ahead_log()
        with self.writing() as connection:
            if _tables_of(connection):
                return  # another program was first
            tables.metadata.create_all(connection, checkfirst=False)
            connection.execute(insert(tables.store).values(schema_version=tables.SCHEMA_VERSION, wipe_due=False))

    def _keep_a_write_ahead_log(self) -> None:
        """Switch the new file to WAL, in which readers and a writer do not wait for each other.

        The switch itself does not wait for another program that is doing the same, so it is tried again.
        """
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self._outside("PRAGMA journal_mode=WAL")
            except OperationalError as error:
                if not _is_busy(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return

    def heed_references(self, *, is_heeded: bool) -> None:
        """Let this connection refuse rows that refer to nothing, as it usually does, or not."""
        with told(self.path):
            self._outside(f"PRAGMA foreign_keys={'ON' if is_heeded else 'OFF'}")

    def _outside(self, statement: str) -> list[Any]:
        """Run a statement that SQLite does not allow inside a transaction."""
        with self._transaction(None):
            result = self._connection.exec_driver_sql(statement)
            return list(result) if result.returns_rows else []

    @contextmanager
    def _transaction(self, opening: str | None) -> Iterator[None]:
        self._connection.execution_options(opening=opening)
        with self._connection.begin():
            yield


def _engine(path: Path) -> Engine:
    whole = str(path.absolute())  # no name of a file is then taken for a database in memory
    engine = create_engine(URL.create("sqlite", database=whole), poolclass=NullPool, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


def _settle(connection: sqlite3.Connection, _record: object) -> None:
    """Set what holds for one connection only; the driver is told to leave transactions to us.

    Temporary copies stay in memory: answers are written nowhere but in the store.
    """
    connection.isolation_level = None
    for setting in ("foreign_keys=ON", "synchronous=FULL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    opening = connection.get_execution_options()["opening"]
    if opening:
        connection.exec_driver_sql(opening)


def _tables_of(connection: Connection) -> set[str]:
    return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())


def _is_busy(error: OperationalError) -> bool:
    return kind_of(error.orig) == sqlite3.SQLITE_BUSY
