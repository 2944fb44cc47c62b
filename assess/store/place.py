"""Where the runs are kept: from what a person typed to the place of the store."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from assess.errors import Mistake
from questionnaires.language import Phrase, phrase

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from assess.store.database import Database
    from questionnaires.problems import Problem

Fault = Literal["damaged", "reference", "stray"]  # what an engine can find wrong
Kind = Literal["file", "folder", "server"]  # how people see it

VARIABLE = "MEETLAT_STORE"
FILE_NAME = "meetlat.db"
SQLITE = "sqlite:///"
FOLDER = "folder:"
POSTGRESQL = ("postgresql://", "postgresql+psycopg://")

_PASSWORD = re.compile(r"(?<=://)([^/@]*?):.*@")  # to the last @: who writes a password wrong does not show it either
_SECRET = re.compile(r"(?<=[?&])[^=&]*password=[^&]*&?", re.IGNORECASE)


class Place(Protocol):
    """Where a store is, with what only its engine can do. As text it is what people may see: never with a password."""

    @property
    def url(self) -> str:
        """What --store opens it by; it can hold a password."""

    @property
    def full_name(self) -> str:
        """Return what tells it from every other store, as it may be shown."""

    @property
    def name(self) -> str:
        """What it is called where it is known where it is."""

    @property
    def kind(self) -> Kind:
        """What people see it as."""

    def exists(self) -> bool:
        """Say whether there is a store, without making it."""

    def make_room(self) -> None:
        """Make what must be there before a new store can be opened."""

    def discard(self) -> None:
        """Take away a new store that nothing came into."""

    def engine(self) -> Engine:
        """Return what makes connections with settings under which nothing that was kept is lost."""

    def begin(self, connection: Connection, *, is_writing: bool) -> None:
        """Let a transaction see one moment, or hold the store alone: no other program then writes until it ends."""

    def keep(self, connection: Connection) -> None:
        """Put what a transaction did where it is kept, where the engine does not do that when the transaction ends."""

    def end(self, connection: Connection) -> None:
        """Let other programs write again, where the engine does not do that when a transaction ends."""

    def beside(self, connection: Connection) -> AbstractContextManager[Sequence[Connection]]:
        """Give more connections that see the same moment, for work that can be shared; none where one does all."""

    def settle_new(self, database: Database) -> None:
        """Do what is done once, before a new store has tables."""

    def altering(self, database: Database, *, is_kept: bool) -> AbstractContextManager[Connection]:
        """Hold the store alone while its tables are made anew; when all is kept, every reference leads somewhere."""

    def wipe(self, database: Database) -> bool:
        """Rewrite the store without the bytes of what was deleted; False where another program prevents it."""

    def problems(self, connection: Connection) -> tuple[Problem, ...]:
        """Return what is wrong with files of the store of which nothing was read; the rest can be used."""

    def flaws(self, connection: Connection) -> Iterator[tuple[Fault, Phrase]]:
        """Yield what the engine finds wrong, and what it is."""

    def size(self, connection: Connection) -> int:
        """Return the bytes that the store takes."""

    def copy_before(self, layout: int) -> Path | None:
        """Copy the store beside itself before it gets a layout; None where the engine undoes all by itself."""

    def put_back(self, copy: Path) -> None:
        """See that the store is what its copy is, which can then go."""

    def copies(self) -> tuple[Path, ...]:
        """Return the copies that were made before it got another layout."""

    def count_on(self, connection: Connection) -> None:
        """Let new rows have keys after those that came with rows from elsewhere."""

    def told(self, error: BaseException | None) -> Mistake | None:
        """Return what to say of an error of the engine; None for one that is a bug."""


def locate(url: str | None) -> Place:
    """Return the place of the store: the one given, else that of MEETLAT_STORE, else the user's own file.

    `url` is a path, `sqlite:///` and a path, `folder:` and a path, or `postgresql+psycopg://` and a database. Raises
    Mistake for any other kind of store.
    """
    from assess.store.sqlite import File

    given = url or os.environ.get(VARIABLE)
    if not given:
        return File(default_place())
    if given.startswith(POSTGRESQL):
        from assess.store.postgresql import server

        return server(given)
    if given.startswith(FOLDER) and given != FOLDER:
        from assess.store.folder.place import folder

        return folder(_expanded(given.removeprefix(FOLDER)))
    path = given.removeprefix(SQLITE)
    if "://" in path or not path or path.startswith(("sqlite:", "file:", FOLDER)):
        kind = given.partition("://")[0] + "://…" if "://" in given else given  # what follows can hold a password
        raise Mistake(
            phrase("‘{store}’ is no store that this Meetlat can open.", store=kind),
            phrase("Give the path of a file, folder:PATH, or postgresql+psycopg:// with a server and a database."),
        )
    found = _expanded(path)
    if found.is_dir():
        raise Mistake(
            phrase("{store} is a folder.", store=found),
            phrase("Name a file in it, such as {file}; or folder:{store} for an answer file of each run.",
                   file=found / FILE_NAME, store=found),
        )  # fmt: skip
    return File(found)


def _expanded(path: str) -> Path:
    return Path(os.path.expanduser(path))  # noqa: PTH111 - Path.expanduser raises for a user that does not exist


def default_place() -> Path:
    """Return the file of the store in the user's own data folder."""
    from platformdirs import user_data_path

    return user_data_path("meetlat", appauthor=False) / FILE_NAME


def without_password(url: str) -> str:
    """Return what names a store as it may be shown; the path of a file stays what it is."""
    if not url.startswith(POSTGRESQL):
        return url
    return _SECRET.sub("", _PASSWORD.sub(r"\1@", url)).rstrip("?&")
