"""Plan the roadmap of a stored run once: find the one that its store keeps, or keep a new one there."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import msgspec

from assess.errors import Mistake
from scoring.roadmap import check
from scoring.roadmap.fingerprint import fingerprint_of
from scoring.roadmap.model import Limits, Roadmap
from scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from assess.store.kept import Kept
    from assess.workflow import Run
    from scoring.roadmap.analysis.model import Analysis

Value = TypeVar("Value")


class Plans(msgspec.Struct, frozen=True):
    """What a store kept of a run and still fits."""

    roadmap: Roadmap | None = None
    analysis: Analysis | None = None


NOTHING = Plans()


def find(run: Run, card: Scorecard, limits: Limits) -> Plans:
    """Return the roadmap and the analysis that were made for these scores and limits, where they came with the run.

    A roadmap that does not pass the rules of planning counts as none, whoever put it there.
    """
    fingerprint = fingerprint_of(card, limits)
    roadmap = _fitting(run.kept_roadmap, fingerprint)
    if roadmap is not None and not _is_sound(run, card, limits, roadmap):
        roadmap = None
    return Plans(roadmap, _fitting(run.kept_analysis, fingerprint))


def keep(run: Run, card: Scorecard, roadmap: Roadmap) -> None:
    """Keep a roadmap with its run, where it is of a store that can be written.

    A roadmap of which nothing is proved is made again in a moment, and better where the solver is there: it is not
    kept.
    """
    if run.store is None or roadmap.bound is None:
        return
    from assess import store

    today = dt.datetime.now().astimezone().date().isoformat()
    with suppress(Mistake), store.open(str(run.store), create=False) as history:
        history.keep_roadmap(run.reference, roadmap, fingerprint_of(card, roadmap.limits), today)


def keep_analysis(run: Run, card: Scorecard, limits: Limits, analysis: Analysis) -> None:
    """Keep an analysis with its run, where it is of a store that can be written."""
    if run.store is None:
        return
    from assess import store

    today = dt.datetime.now().astimezone().date().isoformat()
    with suppress(Mistake), store.open(str(run.store), create=False) as history:
        history.keep_analysis(run.reference, analysis, fingerprint_of(card, limits), today)


def _fitting(kept: Kept[Value] | None, fingerprint: str) -> Value | None:
    return kept.value if kept and kept.fingerprint == fingerprint else None


def _is_sound(run: Run, card: Scorecard, limits: Limits, roadmap: Roadmap) -> bool:
    try:
        return roadmap.limits == limits and not check(run.questionnaire, card, roadmap)
    except LookupError:  # it is not even whole
        return False
