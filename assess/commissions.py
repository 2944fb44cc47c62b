"""Turn runs into the reports that are to be made of them, each with a file name of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from assess.errors import Mistake
from assess.many import Commission
from assess.reporting import Order
from assess.workflow import Run, stored
from questionnaires.language import phrase
from reports.forms import suffix

NAME_CHARACTERS = 60
_NOT_IN_A_NAME = re.compile(r"[^\w]+")


def complete_runs(store_url: str | None) -> tuple[list[Run], int]:
    """Return the runs of a store that are complete, in the order in which they came, and how many are not.

    Raises Mistake where no run is complete.
    """
    from assess import store

    with store.open(store_url, create=False) as history:
        summaries = history.runs()
        complete = [one.id for one in summaries if one.is_complete]
        runs = [stored(history, run_id) for run_id in complete]
    if not runs:
        raise Mistake(
            phrase("no run in the store is complete."), phrase("See which there are with: `assess runs list`")
        )
    return runs, len(summaries) - len(runs)


def commissions(
    runs: Sequence[Run], order: Order, folder: Path, before: Callable[[Run], tuple[Run, ...]] | None = None
) -> tuple[Commission, ...]:
    """Return a report to be made of each run, in files of a folder that are called after organisation, date and run.

    `before` finds the runs before one, for what changed since; without it nothing is said of that.
    """
    names: dict[str, int] = {}
    made = []
    for run in runs:
        name = _name(run, anonymous=order.edition.anonymous)
        names[name] = names.get(name, 0) + 1
        again = f"-{names[name]}" if names[name] > 1 else ""
        own = order if before is None else msgspec.structs.replace(order, earlier=before(run))
        made.append(Commission(run=run, order=own, path=folder / f"{name}{again}.{suffix(order.form)}"))
    return tuple(made)


def _name(run: Run, *, anonymous: bool) -> str:
    """Return a name that every file system takes; it never starts with a word that Windows keeps for itself."""
    responses = run.responses
    known = responses.run or Path(run.reference).stem
    parts = (responses.date, known) if anonymous else (responses.organisation, responses.date, known)
    return "-".join(filter(None, (_plain(part) for part in parts)))


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).lower()
    return _NOT_IN_A_NAME.sub("-", composed)[:NAME_CHARACTERS].strip("-")
