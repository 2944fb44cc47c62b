"""Where the runs are kept: from what a person typed to the file of the store."""

from __future__ import annotations

import os
from pathlib import Path

from assess.errors import Mistake
from questionnaires.language import phrase

VARIABLE = "MEETLAT_STORE"
FILE_NAME = "meetlat.db"
SQLITE = "sqlite:///"


def locate(url: str | None) -> Path:
    """Return the file of the store: the one given, else that of MEETLAT_STORE, else the user's own.

    `url` is a path, or `sqlite:///` and a path. Raises Mistake for any other kind of store.
    """
    given = url or os.environ.get(VARIABLE)
    if not given:
        return default_place()
    path = given.removeprefix(SQLITE)
    if "://" in path or not path or path.startswith(("sqlite:", "file:")):
        kind = given.partition("://")[0] + "://…" if "://" in given else given  # what follows can hold a password
        raise Mistake(
            phrase("‘{store}’ is no store that this Meetlat can open.", store=kind),
            phrase("Give the path of a file, or sqlite:/// and the path."),
        )
    found = Path(os.path.expanduser(path))  # noqa: PTH111 - Path.expanduser raises for a user that does not exist
    if found.is_dir():
        raise Mistake(
            phrase("{store} is a folder.", store=found),
            phrase("Name a file in it, such as {file}.", file=found / FILE_NAME),
        )
    return found


def default_place() -> Path:
    """Return the file of the store in the user's own data folder."""
    from platformdirs import user_data_path

    return user_data_path("meetlat", appauthor=False) / FILE_NAME


def make_room(path: Path) -> None:
    """Make an empty file for a new store, for the eyes of its owner only; raises OSError."""
    if path.exists():
        return
    if path == default_place():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
