"""One connection to a store: transactions that wait for other programs, and deletion that is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, RootTransaction, insert, inspect, select, update
from sqlalchemy.exc import DBAPIError

from assess.errors import Mistake
from assess.store import tables
from assess.store.failures import Unreadable, damaged, newer_store, no_runs, no_store, not_a_store, told, traces_left
from assess.store.place import Place
from questionnaires.problems import Problem


class Database:
    """An open store; every block of `reading` sees one moment of it, every block of `writing` is kept whole or not."""

    def __init__(self, place: Place, *, create: bool = True, upgrade: bool = True) -> None:
        """Open the store at a place; where `upgrade` is False it is left as it is, whatever should be done to it."""
        self.place = place
        self._is_together = False
        with told(place):
            if create:
                place.make_room()
            elif place.kind != "server" and not place.exists():
                raise no_store(place)
            self._engine = place.engine()
            self._connection = self._engine.connect()
        try:
            self._check(create=create, upgrade=upgrade)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the store; nothing of it stays open, and the last program to leave empties the journal."""
        self._connection.close()
        self._engine.dispose()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with files of the store, of which nothing could be read when it was last looked at."""
        return self.place.problems(self._connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        if self._is_together:
            yield self._connection
            return
        with told(self.place), self._begun(is_writing=False):
            yield self._connection

    @contextmanager
    def writing(self, *, is_kept: bool = True) -> Iterator[Connection]:
        """Hold the store alone; what was done in the block is on the disk when it ends, or did not happen.

        Where `is_kept` is False it was only tried, and did not happen.
        """
        if self._is_together:
            with told(self.place), self._connection.begin_nested() as part:
                yield self._connection
                if not is_kept:
                    part.rollback()
            return
        with told(self.place), self._begun(is_writing=True) as transaction:
            yield self._connection
            if is_kept:
                self.place.keep(self._connection)
            else:
                transaction.rollback()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep everything that is written in the block at once, when it ends, or nothing of it.

        A disk is slow to say that it kept something, and says it once for all. A block in another is a part of it that
        can fail by itself.
        """
        was_together = self._is_together
        with self.writing():
            self._is_together = True
            try:
                yield
            finally:
                self._is_together = was_together

    @contextmanager
    def altering(self, *, is_kept: bool = True) -> Iterator[Connection]:
        """Hold the store alone while tables are made anew; as `writing`."""
        with told(self.place), self.place.altering(self, is_kept=is_kept) as connection:
            yield connection

    @contextmanager
    def at_date(self) -> Iterator[Connection]:
        """Give the store as it is at the present layout; what has to be done for that is undone."""
        if self.layout == tables.SCHEMA_VERSION:
            with self.reading() as connection:
                yield connection
            return
        from assess.store.migrations import bring_to_date

        with self.altering(is_kept=False) as connection:
            with told(self.place):
                try:
                    bring_to_date(connection, self.layout)
                except (LookupError, TypeError) as error:  # a text that can be read and says something else
                    raise Unreadable(str(error)) from error
            yield connection

    def check_whole(self, connection: Connection) -> None:
        """Raise Mistake where the store is damaged, before anything is deleted that could then not be wiped."""
        if any(fault == "damaged" for fault, _ in self.place.flaws(connection)):
            raise damaged(self.place)

    def wipe(self) -> None:
        """Rewrite the store without what was deleted; raises Mistake where traces are left.

        A wipe that another program or a sudden end prevents is remembered, and done when the store is next opened.
        """
        with told(self.place):
            if not self.place.wipe(self):
                raise traces_left(self.place)
            with self.writing() as connection:
                connection.execute(update(tables.store).values(wipe_due=False))

    def outside(self, statement: str) -> list[Any]:
        """Run a statement that may not be in a transaction; for an engine that begins none by itself.

        Raises what the engine raises, so that whoever knows the statement can tell what it means.
        """
        with self._connection.begin():
            result = self._connection.exec_driver_sql(statement)
            return list(result) if result.returns_rows else []

    @contextmanager
    def by_itself(self) -> Iterator[Connection]:
        """Give another connection, on which every statement is a transaction."""
        with self._engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    def _check(self, *, create: bool, upgrade: bool) -> None:
        """See that this is a store that we know, begin it where it is new, and finish a wipe that was left."""
        with self.reading() as connection:
            names = _tables_of(connection)
        if not names and not create and self.place.kind == "server":
            raise no_runs(self.place)
        if not names:
            self._create()
        elif tables.store.name not in names:
            raise not_a_store(self.place)
        with self.reading() as connection:
            found = connection.execute(select(tables.store)).first()
        if found is None:
            raise not_a_store(self.place)
        if not isinstance(found.schema_version, int) or found.schema_version < tables.FIRST_VERSION:
            raise damaged(self.place)
        if found.schema_version > tables.SCHEMA_VERSION:
            raise newer_store(self.place, found.schema_version, tables.SCHEMA_VERSION)
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
        with told(self.place):
            self.place.settle_new(self)
        with self.writing() as connection:
            if _tables_of(connection):
                return  # another program was first
            tables.metadata.create_all(connection, checkfirst=False)
            connection.execute(insert(tables.store).values(schema_version=tables.SCHEMA_VERSION, wipe_due=False))

    @contextmanager
    def _begun(self, *, is_writing: bool) -> Iterator[RootTransaction]:
        transaction = self._open(is_writing=is_writing)
        try:
            with transaction:
                yield transaction
        finally:
            self.place.end(self._connection)

    def _open(self, *, is_writing: bool) -> RootTransaction:
        """Begin a transaction, on a new connection where the server let go of this one while nothing was done."""
        for is_last in (False, True):
            transaction = self._connection.begin()
            try:
                self.place.begin(self._connection, is_writing=is_writing)
            except BaseException as error:
                transaction.close()
                if is_last or not (isinstance(error, DBAPIError) and error.connection_invalidated):
                    raise
            else:
                return transaction
        raise AssertionError("the last time it was begun or raised")


def _tables_of(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())
