"""A store that is a file: what only SQLite can."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from assess.errors import Mistake
from assess.store.failures import (
    could_not,
    damaged,
    full,
    in_use,
    may_only_be_read,
    no_room_to_wipe,
    not_a_store,
)
from assess.store.place import Fault, Kind, default_place
from questionnaires.language import Phrase, phrase

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from assess.store.database import Database
    from questionnaires.problems import Problem

PATIENCE = 10.0  # seconds to wait for another program; a write takes milliseconds
MOST = 20  # what is told of a damaged file; more says no more
SIGNS_OF_DAMAGE = re.compile(  # they have no codes of their own
    r"Could not decode to UTF-8|no such (table|column)|table \w+ has no column|unsupported file format"
)
LEAST_ROOM = 64 * 1024  # bytes: SQLite shares 32 kB between programs, and writes at least a page


class File(msgspec.Struct, frozen=True):
    """A store in a file, with its journal beside it."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    @property
    def url(self) -> str:
        return str(self.path.absolute())

    @property
    def full_name(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def kind(self) -> Kind:
        return "file"

    def exists(self) -> bool:
        return self.path.exists()

    def make_room(self) -> None:
        """Make an empty file, for the eyes of its owner only; raises OSError."""
        if self.path.exists():
            return
        if self.path == default_place():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.touch(mode=0o600)

    def discard(self) -> None:
        from assess.store import copies

        for file in (self.path, *copies.beside(self.path)):
            file.unlink(missing_ok=True)

    def engine(self) -> Engine:
        from sqlalchemy import URL, create_engine, event
        from sqlalchemy.pool import NullPool

        whole = str(self.path.absolute())  # no name of a file is then taken for a database in memory
        url = URL.create("sqlite", database=whole)
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", settle)
        return engine

    def begin(self, connection: Connection, *, is_writing: bool) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    def keep(self, connection: Connection) -> None:
        """Do nothing: SQLite keeps a transaction when it ends."""

    def end(self, connection: Connection) -> None:
        """Do nothing: SQLite lets go of the file."""

    def beside(self, connection: Connection) -> AbstractContextManager[Sequence[Connection]]:  # noqa: ARG002 (a server)
        return nullcontext(())

    def settle_new(self, database: Database) -> None:
        """Switch the new file to WAL, in which readers and a writer do not wait for each other.

        The switch itself does not wait for another program that is doing the same, so it is tried again.
        """
        from sqlalchemy.exc import OperationalError

        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                database.outside("PRAGMA journal_mode=WAL")
            except OperationalError as error:
                if kind_of(error.orig) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return

    @contextmanager
    def altering(self, database: Database, *, is_kept: bool) -> Iterator[Connection]:
        """Hold the file alone; references are not heeded, for a table that is made anew would take along its rows."""
        database.outside("PRAGMA foreign_keys=OFF")
        try:
            with database.writing(is_kept=is_kept) as connection:
                yield connection
                if is_kept and (lost := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
                    raise sqlite3.IntegrityError(f"{lost[0]} refers to nothing in {lost[2]}")
        finally:
            database.outside("PRAGMA foreign_keys=ON")

    def wipe(self, database: Database) -> bool:
        """Rewrite the file, and empty its journal.

        SQLite leaves deleted rows in free pages, in corners of pages in use, and in the journal. Raises Mistake where
        the disk has no room for that.
        """
        from sqlalchemy.exc import OperationalError

        try:
            database.outside("VACUUM")
            busy, _pages, _moved = database.outside("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        except OperationalError as error:
            if kind_of(error.orig) == sqlite3.SQLITE_BUSY:
                return False
            if kind_of(error.orig) == sqlite3.SQLITE_FULL:
                raise no_room_to_wipe(self) from error
            raise
        return not busy

    def problems(self, connection: Connection) -> tuple[Problem, ...]:  # noqa: ARG002 (it is one file)
        return ()

    def flaws(self, connection: Connection) -> Iterator[tuple[Fault, Phrase]]:
        for (found,) in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})"):
            if found != "ok":
                yield "damaged", phrase("the file is damaged: {reason}.", reason=found.rstrip("."))
        for table, row, other, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(MOST):
            yield (
                "reference",
                phrase(
                    "row {row} of {table} belongs to a row of {other} that is gone.", row=row, table=table, other=other
                ),
            )

    def size(self, connection: Connection) -> int:  # noqa: ARG002 (another engine asks the server)
        """Return the bytes of the file with its journal."""
        journal = self.path.with_name(f"{self.path.name}-wal")
        return self.path.stat().st_size + (journal.stat().st_size if journal.exists() else 0)

    def copy_before(self, layout: int) -> Path | None:
        from assess.store import copies

        return copies.copy_before(self.path, layout)

    def put_back(self, copy: Path) -> None:
        from assess.store import copies

        copies.put_back(self.path, copy)

    def copies(self) -> tuple[Path, ...]:
        from assess.store import copies

        return copies.copies_beside(self.path)

    def count_on(self, connection: Connection) -> None:
        """Do nothing: the next key is one more than the highest."""

    def told(self, error: BaseException | None) -> Mistake | None:
        match kind_of(error):
            case sqlite3.SQLITE_FULL:
                return full(self)
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return in_use(self)
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
                return may_only_be_read(self)
            case sqlite3.SQLITE_CORRUPT:
                return damaged(self)
            case sqlite3.SQLITE_NOTADB:
                return not_a_store(self)
            case sqlite3.SQLITE_CANTOPEN:
                return could_not(
                    phrase("{store} cannot be opened, or nothing may be written beside it.", store=self),
                    phrase("Check the folder and its permissions, or choose another file with --store."),
                )
            case sqlite3.SQLITE_IOERR if _is_full(self.path):  # the file that programs share beside it could not grow
                return full(self)
            case sqlite3.SQLITE_IOERR:
                return could_not(
                    phrase("the disk of {store} does not answer; nothing was saved.", store=self),
                    phrase("Check the disk and its free space, and try again."),
                )
            case _:
                return damaged(self) if SIGNS_OF_DAMAGE.match(str(error)) else None


def kind_of(error: BaseException | None) -> int:
    """Return what kind of error SQLite met: the lower byte of its code, the rest being details; 0 where it met none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def settle(connection: sqlite3.Connection, _record: object) -> None:
    """Set what holds for one connection only; the driver is told to leave transactions to us.

    Temporary copies stay in memory: answers are written nowhere but in the store.
    """
    connection.isolation_level = None
    for setting in ("foreign_keys=ON", "synchronous=FULL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {setting}")


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.absolute().parent).free < LEAST_ROOM
    except OSError:
        return False
