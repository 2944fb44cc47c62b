"""A store that is a database of a server: what only PostgreSQL can."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event, exists, func, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from assess.errors import Mistake
from assess.store import tables
from assess.store.failures import could_not, damaged, full, in_use, may_only_be_read, told
from assess.store.place import Fault, Kind, without_password
from questionnaires.language import Phrase, phrase

if TYPE_CHECKING:
    from assess.store.database import Database
    from questionnaires.problems import Problem

PATIENCE = 10.0  # seconds to wait for another program; a write takes milliseconds
MOST = 20  # what is told of a damaged table; more says no more
DRIVER = "postgresql+psycopg"
LOCK = 1_296_387_156  # of the programs that write; any number that no other program takes
DEFAULTS = {"connect_timeout": PATIENCE, "client_encoding": "utf8", "application_name": "meetlat"}


class Server(msgspec.Struct, frozen=True):
    """A store in a database of a server, in the first schema of its search path; `url` can hold a password."""

    url: str

    def __str__(self) -> str:
        return without_password(self.url)

    def __repr__(self) -> str:
        return f"Server({str(self)!r})"

    @property
    def full_name(self) -> str:
        return str(self)

    @property
    def name(self) -> str:
        return str(self)

    @property
    def kind(self) -> Kind:
        return "server"

    def exists(self) -> bool:
        """Say whether the database holds any table; raises Mistake where it cannot be reached."""
        with told(self), self.engine().connect() as connection:
            return bool(inspect(connection).get_table_names())

    def make_room(self) -> None:
        """Do nothing: who runs the server makes the database."""

    def discard(self) -> None:
        """Leave the tables: they are empty, and the next program finds a store."""

    def engine(self) -> Engine:
        url = make_url(self.url)
        settings = {name: value for name, value in DEFAULTS.items() if name not in url.query}
        try:
            engine = create_engine(url, poolclass=NullPool, connect_args=settings, hide_parameters=True)
        except ModuleNotFoundError as error:
            raise could_not(
                phrase("a store on PostgreSQL needs psycopg, which is not there."),
                phrase("Install it with: `pip install 'meetlat[postgresql]'`"),
            ) from error
        event.listen(engine, "connect", _settle)
        return engine

    def begin(self, connection: Connection, *, is_writing: bool) -> None:
        """Let who reads see one moment, and let who writes wait for each other, as for the lock of a file.

        What is looked up before something is written is then what there is: every statement after the lock sees all
        that was kept before it.
        """
        if is_writing:
            connection.execute(select(func.pg_advisory_xact_lock(LOCK, func.hashtext(func.current_schema()))))
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def keep(self, connection: Connection) -> None:
        """Do nothing: the server keeps a transaction when it ends."""

    def end(self, connection: Connection) -> None:
        """Do nothing: the server lets go of its lock."""

    @contextmanager
    def beside(self, connection: Connection) -> Iterator[Sequence[Connection]]:
        """Give as many more connections as the server would put workers on one statement, which it does for few.

        Where it allows no more connections there are fewer.
        """
        engine = self.engine()
        more = int(connection.scalar(select(func.current_setting("max_parallel_workers_per_gather"))) or 0)
        moment = connection.scalar(select(func.pg_export_snapshot()))
        with ExitStack() as held:
            others: list[Connection] = []
            for _ in range(more):
                try:
                    other = held.enter_context(engine.connect())
                except DBAPIError:
                    break
                held.enter_context(other.begin())
                self.begin(other, is_writing=False)
                other.exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{moment}'")
                others.append(other)
            yield others

    def settle_new(self, database: Database) -> None:
        """See that every text fits in the database."""
        with database.reading() as connection:
            encoding = connection.scalar(select(func.current_setting("server_encoding")))
        if encoding != "UTF8":
            raise could_not(
                phrase(
                    "{store} has the encoding {encoding}; not every text fits in that.", store=self, encoding=encoding
                ),
                phrase("Make a database with: `createdb --encoding=UTF8 --template=template0 NAME`"),
            )

    @contextmanager
    def altering(self, database: Database, *, is_kept: bool) -> Iterator[Connection]:
        """Hold the store alone; references are taken away, and when all is kept they are made and seen again."""
        with database.writing(is_kept=is_kept) as connection:
            references = connection.execute(
                text(
                    "SELECT conrelid::regclass::text AS owner, quote_ident(conname) AS name,"
                    " pg_get_constraintdef(oid) AS definition"
                    " FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
                    " ORDER BY 1, 2"
                )
            ).all()
            for owner, name, _ in references:
                connection.exec_driver_sql(f"ALTER TABLE {owner} DROP CONSTRAINT {name}")
            yield connection
            if is_kept:
                for owner, name, definition in references:
                    connection.exec_driver_sql(f"ALTER TABLE {owner} ADD CONSTRAINT {name} {definition}")

    def wipe(self, database: Database) -> bool:
        """Write every table to a new file, without the rows that were deleted.

        What the server keeps elsewhere, its log of changes and its backups, is out of reach.
        """
        with database.by_itself() as connection:
            kept: list[int] = []

            def hear(notice: Any) -> None:
                kept.extend(int(number) for number in re.findall(r"^\d+", notice.message_detail or ""))

            connection.connection.driver_connection.add_notice_handler(hear)  # type: ignore[union-attr]
            try:
                for table in tables.metadata.sorted_tables:
                    connection.exec_driver_sql(f"VACUUM (FULL, VERBOSE) {table.name}")
            except DBAPIError as error:
                if _state(error.orig) == "55P03":
                    return False
                raise
        return not any(kept)  # rows that another transaction can still see go along

    def problems(self, connection: Connection) -> tuple[Problem, ...]:  # noqa: ARG002 (the server reads all)
        return ()

    def flaws(self, connection: Connection) -> Iterator[tuple[Fault, Phrase]]:
        """Yield what refers to nothing, which a server allows who may everything; it sees damage when it reads."""
        there = inspect(connection)
        names = set(there.get_table_names())
        for table in tables.metadata.sorted_tables:
            for column in table.columns:
                for other in (reference.column for reference in column.foreign_keys):
                    if not {table.name, other.table.name} <= names:
                        continue
                    lost = select(column).where(column.is_not(None), ~exists().where(other == column)).limit(MOST)
                    for (row,) in connection.execute(lost):
                        yield (
                            "reference",
                            phrase(
                                "row {row} of {table} belongs to a row of {other} that is gone.",
                                row=row, table=table.name, other=other.table.name,
                            ),
                        )  # fmt: skip

    def size(self, connection: Connection) -> int:
        """Return the bytes of the tables with their indexes."""
        here = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = "
        return int(connection.scalar(text(f"{here}current_schema()::regnamespace")) or 0)

    def copy_before(self, layout: int) -> Path | None:  # noqa: ARG002 (a file needs it)
        """Return None: a server undoes a change of tables by itself."""
        return None

    def put_back(self, copy: Path) -> None:
        raise AssertionError(f"{self} makes no copy such as {copy}")

    def copies(self) -> tuple[Path, ...]:
        return ()

    def count_on(self, connection: Connection) -> None:
        for table in tables.metadata.sorted_tables:
            if "key" not in table.c:
                continue
            last = connection.scalar(select(func.max(table.c.key)))
            counter = func.pg_get_serial_sequence(table.name, "key")
            connection.execute(select(func.setval(counter, last or 1, last is not None)))

    def told(self, error: BaseException | None) -> Mistake | None:
        state = _state(error)
        match state[:2], state:
            case "53", "53100":
                return full(self)
            case ("40", _) | (_, "55P03"):
                return in_use(self)
            case _, "25006" | "42501":
                return may_only_be_read(self)
            case ("XX", _) | (_, "42P01" | "42703"):
                return damaged(self)
            case ("08" | "28" | "3D" | "53" | "57" | "58", _) | (_, "no connection"):
                return could_not(
                    phrase("{store} does not answer ({reason}); nothing was saved.", store=self, reason=_said(error)),
                    phrase("Check the address, the password and whether the server is there, and try again."),
                )
            case _:
                return None


def server(given: str) -> Server:
    """Return the place that a URL names; raises Mistake where it is none, or its password is not written as it must be.

    A sign such as @ or / in a password would make the rest of it part of the address, which is shown.
    """
    try:
        url: URL = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise _no_url() from error
    if url.database is None or any("@" in part for part in (url.host or "", url.database)):
        raise _no_url()
    return Server(url.set(drivername=DRIVER).render_as_string(hide_password=False))


def how_to_back_up(address: str) -> Mistake:
    """Return what to say to who asks for a backup: the server has its own way."""
    typed = shlex.quote(address.replace(DRIVER, "postgresql", 1))
    return Mistake(
        phrase("{store} is on a server, and pg_dump makes its backups.", store=address),
        phrase("Type: `pg_dump --format=custom --file=meetlat.dump {address}`", address=typed),
    )


def _no_url() -> Mistake:
    return Mistake(
        phrase("this is not the address of a PostgreSQL database."),
        phrase(
            "Write postgresql+psycopg://NAME@SERVER/DATABASE; in a password, write @ as %40, / as %2F and : as %3A."
        ),
    )


def _settle(connection: Any, _record: object) -> None:
    """Set what holds for one connection: how long to wait, and that what was kept is on the disk of the server.

    To compile what is looked up by person takes the server three times as long as to look it up.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
        cursor.execute(f"SET lock_timeout = {max(1, int(PATIENCE * 1000))}")
        cursor.execute(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
        )
    connection.commit()


def _state(error: BaseException | None) -> str:
    """Return the SQLSTATE of an error; "no connection" where no server spoke."""
    state = getattr(error, "sqlstate", None)
    if state:
        return str(state)
    return "no connection" if type(error).__name__ in ("OperationalError", "ProgrammingError") else ""


def _said(error: BaseException | None) -> str:
    """Return what the driver says, in one line."""
    line = str(error).strip().partition("\n")[0]
    return line.removeprefix("connection failed: ").removeprefix("FATAL:").strip().rstrip(".")
