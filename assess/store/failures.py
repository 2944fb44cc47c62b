"""What goes wrong with a store that is no mistake in the program: told in one line with the way out."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy.exc import DBAPIError, NoResultFound

from assess.errors import COULD_NOT, Mistake
from questionnaires.language import Phrase, phrase

SIGNS_OF_DAMAGE = ("Could not decode to UTF-8", "no such table", "no such column")  # without a code of their own
LEAST_ROOM = 64 * 1024  # bytes: SQLite shares 32 kB between programs, and writes at least a page


class Unreadable(Exception):
    """Raised where what a store holds is not what any Meetlat writes."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise a Mistake for whatever the disk, the file or another program does to the store at `path`.

    A full, locked, read-only, damaged or unreachable store is told; any other error of the database is a bug and
    passes. What a store holds and cannot be read was written by no Meetlat: it is damaged.
    """
    try:
        yield
    except (Unreadable, NoResultFound, UnicodeDecodeError, json.JSONDecodeError, msgspec.DecodeError) as error:
        raise damaged(path) from error
    except DBAPIError as error:
        raise _told(error.orig, path) or error from error
    except (sqlite3.Error, OSError) as error:
        raise _told(error, path) or error from error


def kind_of(error: BaseException | None) -> int:
    """Return what kind of error SQLite met: the lower byte of its code, the rest being details; 0 where it met none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _told(error: BaseException | None, path: Path) -> Mistake | None:
    if isinstance(error, OSError):
        return _mistake(
            phrase("{store} cannot be opened: {reason}.", store=path, reason=error.strerror or str(error)),
            phrase("Check the folder and its permissions, or choose another file with --store."),
        )
    match kind_of(error):
        case sqlite3.SQLITE_FULL:
            return full(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _mistake(
                phrase("{store} is in use by another program; nothing was saved.", store=path),
                phrase("Close the other program, or wait a moment, and try again."),
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return _mistake(
                phrase("{store} may only be read; nothing was saved.", store=path),
                phrase("Ask for permission to write to it, or choose another file with --store."),
            )
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path)
        case sqlite3.SQLITE_NOTADB:
            return not_a_store(path)
        case sqlite3.SQLITE_CANTOPEN:
            return _mistake(
                phrase("{store} cannot be opened, or nothing may be written beside it.", store=path),
                phrase("Check the folder and its permissions, or choose another file with --store."),
            )
        case sqlite3.SQLITE_IOERR if _is_full(path):  # the file that programs share beside it could not grow
            return full(path)
        case sqlite3.SQLITE_IOERR:
            return _mistake(
                phrase("the disk of {store} does not answer; nothing was saved.", store=path),
                phrase("Check the disk and its free space, and try again."),
            )
        case _:
            return damaged(path) if str(error).startswith(SIGNS_OF_DAMAGE) else None


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.absolute().parent).free < LEAST_ROOM
    except OSError:
        return False


def full(path: Path) -> Mistake:
    return _mistake(
        phrase("the disk is full; nothing was saved in {store}.", store=path),
        phrase("Free some space and try again."),
    )


def damaged(path: Path) -> Mistake:
    return _mistake(
        phrase("{store} is damaged; nothing was saved.", store=path),
        phrase("Put back a copy that is whole, or choose another file with --store."),
    )


def not_a_store(path: Path) -> Mistake:
    return Mistake(
        phrase("{store} is no store of Meetlat.", store=path),
        phrase("Choose another file with --store; a new file is made for you."),
    )


def no_store(path: Path) -> Mistake:
    return Mistake(
        phrase("there are no runs yet: {store} is not there.", store=path), phrase("Start one with: `assess run`")
    )


def newer_store(path: Path, layout: int, known: int) -> Mistake:
    return _mistake(
        phrase(
            "{store} is from a newer Meetlat (layout {layout}; this version knows {known}).",
            store=path.name,
            layout=layout,
            known=known,
        ),
        phrase("Upgrade Meetlat: `pip install --upgrade meetlat`"),
    )


def not_upgraded(path: Path, layout: int, wanted: int, reason: Exception) -> Mistake:
    return _mistake(
        phrase(
            "{store} could not be brought from layout {layout} to {wanted} ({reason}); it is as it was.",
            store=path,
            layout=layout,
            wanted=wanted,
            reason=str(reason).partition("\n")[0],
        ),
        phrase("Keep the file, and report this as a bug."),
    )


def only_figures(run: str) -> Mistake:
    return Mistake(
        phrase("of {run} only the figures are here, not the answers.", run=run),
        phrase("Use its answer file, or the store in which it was answered."),
    )


def other_figures(run: str, file: str) -> Mistake:
    return Mistake(
        phrase("{file}: run {run} is here already, with other figures; nothing was stored.", file=file, run=run),
        phrase("Keep the one in the store, or delete it first: `assess runs delete {run}`", run=run),
    )


def traces_left(path: Path) -> Mistake:
    return _mistake(
        phrase("the answers are deleted, but {store} is in use, so traces of them are still in the file.", store=path),
        phrase("Close the other program; then `assess runs list` wipes them."),
    )


def _mistake(message: Phrase, remedy: Phrase) -> Mistake:
    return Mistake(message, remedy, COULD_NOT)
