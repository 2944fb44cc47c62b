"""Hold what comes in against what the store has of the same run, before it is taken in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from assess.errors import Mistake
from questionnaires.correcting import held_against
from questionnaires.language import Phrase
from questionnaires.merging import Part

if TYPE_CHECKING:
    from assess.store.history import History
    from assess.store.writing import FiguresPart


def held_against_store(
    parts: Iterable[Part | FiguresPart], history: History, *, correct: bool
) -> tuple[list[Part | FiguresPart], list[Phrase]]:
    """Return what comes in as it joins the runs that are here, and what to tell of it; see `held_against`.

    Should the store change before it is taken in, joining finds that answers contradict, and nothing is written.
    """
    held: list[Part | FiguresPart] = []
    remarks: list[Phrase] = []
    for part in parts:
        if isinstance(part, Part):
            try:
                here = history.responses(part.run)
            except Mistake:  # a new run; or one that cannot be read, which taking it in will tell
                held.append(part)
                continue
            found = held_against(here, part.responses, part.name, correct=correct)
            held.append(msgspec.structs.replace(part, responses=found.responses))
            remarks += found.remarks
        else:
            held.append(part)
    return held, remarks
