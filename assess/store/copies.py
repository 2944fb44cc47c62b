"""Copy a file that is a store and may be in use to a file beside it or elsewhere: whole, or not at all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from assess.errors import COULD_NOT, Mistake
from assess.store.failures import damaged, told
from assess.store.sqlite import File
from questionnaires.language import phrase


def copy(store: Path, destination: Path) -> None:
    """Put one moment of a store in another file, in place of what is there; raises Mistake where it cannot be done.

    Nobody finds half of it: it gets its name when all of it is on the disk. It is for the eyes of its owner only, as
    the store is.
    """
    unfinished = destination.with_name(f".{destination.name}.part")
    with told(File(destination)):
        try:
            unfinished.unlink(missing_ok=True)  # of a program that was killed
            unfinished.touch(mode=0o600)
            pour(store, unfinished)
            _check(unfinished, store)
            unfinished.replace(destination)
        except BaseException:
            for file in (unfinished, *beside(unfinished)):
                file.unlink(missing_ok=True)
            raise


def _check(copied: Path, store: Path) -> None:
    """Raise Mistake where a copy is damaged, which is because its store is."""
    with told(File(store)), closing(sqlite3.connect(copied)) as connection:
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok":
        raise damaged(File(store))


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


def back_up(store: Path, destination: Path) -> None:
    """Copy a store to a file that is none itself; raises Mistake where it cannot be done.

    A file that a program has open as a database stays: what it still writes would go to another file than it thinks.
    """
    if destination.exists() and destination.samefile(store):
        raise Mistake(
            phrase("{file} is the store itself.", file=destination),
            phrase("Choose another name with -o."),
        )
    if any(file.exists() for file in beside(destination)):
        raise Mistake(
            phrase("{file} is a store that is in use; nothing was copied.", file=destination),
            phrase("Close the other program, or choose another name with -o."),
            COULD_NOT,
        )
    copy(store, destination)


def copies_beside(store: Path) -> tuple[Path, ...]:
    """Return the copies that were made of a store before it got another layout, by name."""
    form = re.compile(rf"{re.escape(store.stem)}-before-layout-\d+(-\d+)?{re.escape(store.suffix)}")
    try:
        return tuple(sorted(file for file in store.absolute().parent.iterdir() if form.fullmatch(file.name)))
    except OSError:
        return ()


def put_back(store: Path, copy: Path) -> None:
    """See that a store is what it was, and make it so from its copy where the engine did not; then the copy can go.

    Answers are not compared: another program may have added some since, and they stay.
    """
    if _form(store) != _form(copy):
        with told(File(store)):
            pour(copy, store)
    copy.unlink()


def _before(store: Path, layout: int, number: int) -> Path:
    """Return the name of the copy of this number (from 1), or with 0 that of a copy that has no name yet."""
    more = f"-{number}" if number > 1 else ""
    name = store.with_stem(f"{store.stem}-before-layout-{layout}{more}")
    return name if number else name.with_name(f".{name.name}.new")


def beside(file: Path) -> Iterator[Path]:
    """Yield what SQLite may leave beside a database."""
    for ending in ("-journal", "-wal", "-shm"):
        yield file.with_name(file.name + ending)


def _form(path: Path) -> tuple[object, ...] | None:
    """Return the tables of a store with the number of its layout; None where it cannot be read."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            (layout,) = connection.execute("SELECT schema_version FROM store").fetchone()
            made_by = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
            (sound,) = connection.execute("PRAGMA quick_check").fetchone()
    except (sqlite3.Error, TypeError):
        return None
    return (layout, tuple(made_by), sound)
