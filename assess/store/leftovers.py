"""Find the other files that hold runs of a store too: backups and copies, which deleting does not reach."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from assess.store.place import Place
from assess.store.sqlite import File

MAGIC = b"SQLite format 3\x00"


def other_stores(place: Place, organisations: Iterable[str]) -> tuple[Path, ...]:
    """Return the files, by name, that are stores as well and hold runs of an organisation.

    They are looked for in the folder of the store and in the present one, where a backup without a name comes. None
    for a store that is no file of SQLite. A file that cannot be read is left out.
    """
    if not isinstance(place, File):
        return ()
    wanted = frozenset(organisations)
    folders = {place.path.absolute().parent.resolve(), Path.cwd().resolve()}
    return tuple(sorted(file for folder in folders for file, held in _held_in(folder, place.path) if wanted & held))


def _held_in(folder: Path, store: Path) -> Iterator[tuple[Path, frozenset[str]]]:
    with suppress(OSError):
        for file in folder.iterdir():
            if file.is_file() and not file.samefile(store) and _is_database(file):
                yield file, _organisations_in(file)


def _is_database(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _organisations_in(file: Path) -> frozenset[str]:
    """Return whose runs a file holds; none where it is no store. It is left as it is, without a journal beside it."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as there:
        return frozenset(str(name) for (name,) in there.execute("SELECT DISTINCT organisation FROM runs"))
    return frozenset()
