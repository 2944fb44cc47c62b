"""Copy a store that may be in use to a file beside it or elsewhere: whole, or not at all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from assess.store.failures import told


def copy(store: Path, destination: Path) -> None:
    """Put one moment of a store in another file, in place of what is there; raises Mistake where it cannot be done.

    Nobody finds half of it: it gets its name when all of it is on the disk. It is for the eyes of its owner only, as
    the store is.
    """
    unfinished = destination.with_name(f".{destination.name}.part")
    with told(destination):
        try:
            unfinished.unlink(missing_ok=True)  # of a program that was killed
            unfinished.touch(mode=0o600)
            pour(store, unfinished)
            unfinished.replace(destination)
        except BaseException:
            for file in (unfinished, *_beside(unfinished)):
                file.unlink(missing_ok=True)
            raise


def pour(source: Path, target: Path) -> None:
    """Make the content of one database that of another, in one transaction of the other; raises sqlite3.Error.

    What another program writes to the source meanwhile is not in it.
    """
    with closing(sqlite3.connect(source, isolation_level=None)) as here, closing(sqlite3.connect(target)) as there:
        there.execute("PRAGMA synchronous=FULL")
        here.execute("BEGIN")  # one moment of the source, however long it takes
        here.execute("SELECT 1 FROM sqlite_master").fetchone()
        here.backup(there)
        here.execute("ROLLBACK")


def copy_before(store: Path, layout: int) -> Path:
    """Copy a store beside itself before it gets a layout, and return the copy; the same copy is not made twice.

    Raises Mistake where it cannot be done.
    """
    spare = _before(store, layout, 0)
    copy(store, spare)
    for number in count(1):
        name = _before(store, layout, number)
        if not name.exists():
            return spare.replace(name)
        if name.read_bytes() == spare.read_bytes():  # an upgrade that was killed had made it
            spare.unlink()
            return name
    raise AssertionError("there is always another number")


def copies_beside(store: Path) -> tuple[Path, ...]:
    """Return the copies that were made of a store before it got another layout, by name."""
    form = re.compile(rf"{re.escape(store.stem)}-before-layout-\d+(-\d+)?{re.escape(store.suffix)}")
    try:
        return tuple(sorted(file for file in store.absolute().parent.iterdir() if form.fullmatch(file.name)))
    except OSError:
        return ()


def _before(store: Path, layout: int, number: int) -> Path:
    """Return the name of the copy of this number (from 1), or with 0 that of a copy that has no name yet."""
    more = f"-{number}" if number > 1 else ""
    name = store.with_stem(f"{store.stem}-before-layout-{layout}{more}")
    return name if number else name.with_name(f".{name.name}.new")


def _beside(file: Path) -> Iterator[Path]:
    """Yield what SQLite may leave beside a database."""
    for ending in ("-journal", "-wal", "-shm"):
        yield file.with_name(file.name + ending)
