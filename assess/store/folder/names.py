"""Name the files of a folder: so that people know them, on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count

ANSWERS, FIGURES, COMPANION = ".yaml", ".json", ".meetlat.json"
ENDINGS = (".yaml", ".yml", ".json")
LONGEST = 40  # characters of the organisation; with a long number of the run all stays far below 255


def is_ours(name: str) -> bool:
    """Say whether a file belongs to the store by its name; what starts with a point is of somebody else."""
    return name.lower().endswith(ENDINGS) and not name.startswith(".")


def is_companion(name: str) -> bool:
    return name.lower().endswith(COMPANION)


def stem(name: str) -> str:
    """Return the name of a file without its ending, which its companion shares."""
    if is_companion(name):
        return name[: -len(COMPANION)]
    return name.rpartition(".")[0]


def new_stem(date: str, organisation: str, run_id: str, taken: Collection[str]) -> str:
    """Return date, organisation and number of a run as a name of a file, without ending; none of `taken`.

    Only signs that every system and every git reads alike. It begins with the date, so it is no CON or NUL.
    """
    told = "-".join(part for part in (_plain(date), _plain(organisation)[:LONGEST].strip("-"), run_id) if part)
    known = {stem(name).casefold() for name in taken}  # Windows and macOS see no difference between A and a
    for number in count(1):
        name = told if number == 1 else f"{told}-{number}"
        if name.casefold() not in known:
            return name
    raise AssertionError("there is always another number")


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
