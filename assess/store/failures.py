"""What goes wrong with a store that is no mistake in the program: told in one line with the way out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy.exc import DBAPIError, NoResultFound

from assess.errors import COULD_NOT, Mistake
from questionnaires.language import Phrase, phrase

if TYPE_CHECKING:
    from assess.store.place import Place


class Unreadable(Exception):
    """Raised where what a store holds is not what any Meetlat writes."""


@contextmanager
def told(place: Place) -> Iterator[None]:
    """Raise a Mistake for whatever the disk, the file or another program does to the store at a place.

    A full, locked, read-only, damaged or unreachable store is told; any other error of the database is a bug and
    passes. What a store holds and cannot be read was written by no Meetlat: it is damaged.
    """
    try:
        yield
    except (Unreadable, NoResultFound, UnicodeDecodeError, json.JSONDecodeError, msgspec.DecodeError) as error:
        raise damaged(place) from error
    except DBAPIError as error:
        raise place.told(error.orig) or error from error
    except sqlite3.Error as error:
        raise place.told(error) or error from error
    except OSError as error:
        raise _of_disk(error, place) from error


def _of_disk(error: OSError, place: Place) -> Mistake:
    return could_not(
        phrase("{store} cannot be opened: {reason}.", store=place, reason=error.strerror or str(error)),
        phrase("Check the folder and its permissions, or choose another file with --store."),
    )


def in_use(place: Place) -> Mistake:
    return could_not(
        phrase("{store} is in use by another program; nothing was saved.", store=place),
        phrase("Close the other program, or wait a moment, and try again."),
    )


def may_only_be_read(place: Place) -> Mistake:
    return could_not(
        phrase("{store} may only be read; nothing was saved.", store=place),
        phrase("Ask for permission to write to it, or choose another file with --store."),
    )


def full(place: Place) -> Mistake:
    return could_not(
        phrase("the disk is full; nothing was saved in {store}.", store=place),
        phrase("Free some space and try again."),
    )


def damaged(place: Place) -> Mistake:
    return could_not(
        phrase("{store} is damaged; nothing was saved.", store=place),
        phrase("Put back a copy that is whole, or choose another file with --store."),
    )


def not_a_store(place: Place) -> Mistake:
    return Mistake(
        phrase("{store} is no store of Meetlat.", store=place),
        phrase("Choose another file with --store; a new file is made for you."),
    )


def no_store(place: Place) -> Mistake:
    return Mistake(
        phrase("there are no runs yet: {store} is not there.", store=place), phrase("Start one with: `assess run`")
    )


def no_runs(place: Place) -> Mistake:
    return Mistake(phrase("there are no runs yet in {store}.", store=place), phrase("Start one with: `assess run`"))


def newer_store(place: Place, layout: int, known: int) -> Mistake:
    return could_not(
        phrase(
            "{store} is from a newer Meetlat (layout {layout}; this version knows {known}).",
            store=place.name,
            layout=layout,
            known=known,
        ),
        phrase("Upgrade Meetlat: `pip install --upgrade meetlat`"),
    )


def not_upgraded(place: Place, layout: int, wanted: int, reason: Exception) -> Mistake:
    return could_not(
        phrase(
            "{store} could not be brought from layout {layout} to {wanted} ({reason}); it is as it was.",
            store=place,
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


def traces_left(place: Place) -> Mistake:
    return could_not(
        phrase("the answers are deleted, but {store} is in use, so traces of them are still in the file.", store=place),
        phrase("Close the other program; then `assess runs list` wipes them."),
    )


def no_room_to_wipe(place: Place) -> Mistake:
    return could_not(
        phrase(
            "the answers are deleted, but the disk is too full to rewrite {store}, so traces of them are still in the "
            "file.",
            store=place,
        ),
        phrase("Make room; then `assess runs list` wipes them."),
    )


def could_not(message: Phrase, remedy: Phrase) -> Mistake:
    return Mistake(message, remedy, COULD_NOT)
