"""A store that is a folder of answer files: what only a folder can."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from assess.errors import Mistake
from assess.store.failures import could_not, in_use, may_only_be_read
from assess.store.place import FOLDER, Fault, Kind
from questionnaires.language import Phrase, phrase
from questionnaires.problems import Problem

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from assess.store.database import Database
    from assess.store.folder.lock import Lock
    from assess.store.folder.mirror import Mirror

PATIENCE = 10.0  # seconds to wait for another program; a write takes milliseconds
MIRROR = "meetlat.folder"  # under which a connection knows what it mirrors


class Folder(msgspec.Struct, frozen=True):
    """A store in a folder: an answer file for each run, and beside it what an answer file has no key for.

    The engine is a database in memory, which is filled from the files before every transaction and written to them
    before it ends.
    """

    path: Path

    def __str__(self) -> str:
        return f"{FOLDER}{self.path}"

    @property
    def url(self) -> str:
        return f"{FOLDER}{self.path.absolute()}"

    @property
    def full_name(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def kind(self) -> Kind:
        return "folder"

    def exists(self) -> bool:
        return self.path.is_dir()

    def make_room(self) -> None:
        """Make the folder, for the eyes of its owner only."""
        if not self.path.exists():
            self.path.mkdir(mode=0o700)

    def discard(self) -> None:
        shutil.rmtree(self.path)

    def engine(self) -> Engine:
        """Return a database in memory with the present tables, and with what knows the files of the folder."""
        from sqlalchemy import create_engine, event, insert
        from sqlalchemy.pool import StaticPool

        from assess.store import sqlite, tables
        from assess.store.folder.mirror import Mirror
        from assess.store.folder.touched import begin_noting

        engine = create_engine("sqlite://", poolclass=StaticPool)
        event.listen(engine, "connect", sqlite.settle)
        with engine.begin() as connection:
            tables.metadata.create_all(connection, checkfirst=False)
            connection.execute(insert(tables.store).values(schema_version=tables.SCHEMA_VERSION, wipe_due=False))
            begin_noting(connection)
            connection.info[MIRROR] = Mirror(self.path)
        return engine

    def begin(self, connection: Connection, *, is_writing: bool) -> None:
        """Hold the folder while its files are read, and where something is to be written until `end`."""
        mirror = _mirror(connection)
        mirror.lock = self._locked(is_writing=is_writing)
        try:
            connection.exec_driver_sql("BEGIN")
            mirror.refresh(connection)
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            self.end(connection)
            raise
        if not is_writing:
            self.end(connection)
        connection.exec_driver_sql("BEGIN")

    def keep(self, connection: Connection) -> None:
        from assess.store.folder.mirror import Changed, Lossy

        try:
            _mirror(connection).keep(connection)
        except Changed as changed:
            raise could_not(
                phrase(
                    "{file} was changed by another program at this very moment; nothing was saved.", file=changed.name
                ),
                phrase("Try again."),
            ) from changed
        except Lossy as lossy:
            raise could_not(
                phrase("{store} does not keep {tables} as they are; nothing was saved.", store=self, tables=str(lossy)),
                phrase("Copy to another store, and report this as a bug."),
            ) from lossy
        except PermissionError as error:
            raise may_only_be_read(self) from error

    def end(self, connection: Connection) -> None:
        mirror = _mirror(connection)
        if mirror.lock is not None:
            mirror.lock.close()
            mirror.lock = None

    def beside(self, connection: Connection) -> AbstractContextManager[Sequence[Connection]]:  # noqa: ARG002 (a server)
        return nullcontext(())

    def settle_new(self, database: Database) -> None:
        """Do nothing: the tables are there from the start."""

    @contextmanager
    def altering(self, database: Database, *, is_kept: bool) -> Iterator[Connection]:
        with database.writing(is_kept=is_kept) as connection:
            yield connection

    def wipe(self, database: Database) -> bool:  # noqa: ARG002 (another engine has something to do)
        """Do nothing: files that went are gone. What git keeps of them is out of reach."""
        return True

    def problems(self, connection: Connection) -> tuple[Problem, ...]:
        return _mirror(connection).problems

    def flaws(self, connection: Connection) -> Iterator[tuple[Fault, Phrase]]:
        for name in _mirror(connection).strays:
            yield "stray", phrase("{file} is beside no answer file; its run was taken away by hand.", file=name)

    def size(self, connection: Connection) -> int:
        """Return the bytes of all files of runs."""
        return _mirror(connection).size

    def copy_before(self, layout: int) -> Path | None:  # noqa: ARG002 (a folder has no layout)
        return None

    def put_back(self, copy: Path) -> None:
        """Do nothing: there are no copies."""

    def copies(self) -> tuple[Path, ...]:
        return ()

    def count_on(self, connection: Connection) -> None:
        """Do nothing: the next key is one more than the highest."""

    def told(self, error: BaseException | None) -> Mistake | None:  # noqa: ARG002 (what is in memory does not fail)
        return None

    def _locked(self, *, is_writing: bool) -> Lock | None:
        """Hold the folder, and finish what a program that died left; who may only read goes without where they must."""
        from assess.store.folder import whole_files
        from assess.store.folder.lock import InUse, Lock

        try:
            lock = Lock(self.path, PATIENCE)
        except InUse as error:
            raise in_use(self) from error
        except PermissionError as error:
            if is_writing or not whole_files.is_settled(self.path):
                raise may_only_be_read(self) from error
            return None
        try:
            whole_files.settle(self.path)
        except BaseException:
            lock.close()
            raise
        return lock


def folder(path: Path) -> Folder:
    """Return the place of a folder; raises Mistake where it is a file."""
    if path.exists() and not path.is_dir():
        raise Mistake(
            phrase("{path} is a file, not a folder.", path=path),
            phrase("Name a folder behind folder:, or leave that out for a store in one file."),
        )
    return Folder(path)


def how_to_copy(place: Folder) -> Mistake:
    return Mistake(
        phrase("{store} is a folder, which is copied as any other: with git, or by your own backups.", store=place),
        phrase("For one file of today: `assess store copy {store} FILE`", store=place),
    )


def _mirror(connection: Connection) -> Mirror:
    found: Mirror = connection.info[MIRROR]
    return found
