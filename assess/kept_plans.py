"""Find the plan of a stored run that is meant: what it comes to now, what people go by, or what they began with."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from assess.errors import Mistake
from scoring.roadmap import check, limits_of
from scoring.roadmap.fingerprint import fingerprint_of
from scoring.roadmap.model import Limits, Roadmap
from scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from assess.store.kept import Kept, KeptRoadmap
    from assess.workflow import Run
    from scoring.roadmap.analysis.model import Analysis

Value = TypeVar("Value")
Use = Literal["now", "following", "looking_back"]


class Plans(msgspec.Struct, frozen=True):
    """What a store kept of a run and still fits."""

    roadmap: Roadmap | None = None
    analysis: Analysis | None = None


NOTHING = Plans()


def roadmap_for(run: Run, use: Use) -> Roadmap | None:
    """Return the roadmap of a run that is meant; None where none can be made.

    - `now`: what its scores and limits come to, for reports, `plan` and `explain`.
    - `following`: what people go by, for `actions` and to set a plan from today beside: the one that was given to them
      or chosen last, also where the run has changed since.
    - `looking_back`: what they began with, to hold what was measured a year later against.

    Where people go by none yet, it is the roadmap as it was before anything of it was done: what is planned anew has
    no place for what is done.
    """
    from assess import workflow

    with suppress(Mistake):
        match use:
            case "now":
                return workflow.results(run).roadmap
            case "following":
                chosen = max((one for one in _known(run) if one.agreed), key=lambda one: one.agreed or 0, default=None)
            case "looking_back":
                chosen = next((one for one in _known(run) if one.is_first), None)
        return workflow.results(_before_it_began(run)).roadmap if chosen is None else chosen.value
    return None


def find(run: Run, card: Scorecard, limits: Limits) -> Plans:
    """Return the roadmap and the analysis that were made for these scores and limits, where they came with the run.

    A roadmap that does not pass the rules of planning counts as none, whoever put it there.
    """
    fingerprint = fingerprint_of(card, limits)
    fitting = (one.value for one in reversed(run.kept_roadmaps) if one.fingerprint == fingerprint)
    roadmap = next((one for one in fitting if _is_sound(run, card, limits, one)), None)
    return Plans(roadmap, _fitting(run.kept_analysis, fingerprint))


def keep(run: Run, card: Scorecard, roadmap: Roadmap) -> None:
    """Keep a roadmap with its run, where it is of a store that can be written.

    A roadmap of which nothing is proved is made again in a moment, and better where the solver is there: it is not
    kept.
    """
    if run.store is None or roadmap.bound is None:
        return
    from assess import store

    with suppress(Mistake), store.open(run.store, create=False) as history:
        history.keep_roadmap(run.reference, roadmap, fingerprint_of(card, roadmap.limits), _today())


def go_by(run: Run, card: Scorecard, limits: Limits) -> None:
    """Keep that people go by the roadmap of a run for these limits from now on, where its store can be written."""
    fingerprint = fingerprint_of(card, limits)
    last = max(run.kept_roadmaps, key=lambda one: one.agreed or 0, default=None)
    if run.store is None or (last is not None and last.agreed and last.fingerprint == fingerprint):
        return
    from assess import store

    with suppress(Mistake), store.open(run.store, create=False) as history:
        history.go_by_roadmap(run.reference, fingerprint, _today())


def begin(run: Run) -> None:
    """Keep that people go by the roadmap that a run has, where they did by none yet and are about to.

    Nothing is planned for that.
    """
    if run.store is None or any(one.agreed for one in run.kept_roadmaps):
        return
    from assess import workflow

    before = _before_it_began(run)
    go_by(before, workflow.scorecard(before), limits_of(before.responses))


def keep_analysis(run: Run, card: Scorecard, limits: Limits, analysis: Analysis) -> None:
    """Keep an analysis with its run, where it is of a store that can be written."""
    if run.store is None:
        return
    from assess import store

    with suppress(Mistake), store.open(run.store, create=False) as history:
        history.keep_analysis(run.reference, analysis, fingerprint_of(card, limits), _today())


def _fitting(kept: Kept[Value] | None, fingerprint: str) -> Value | None:
    return kept.value if kept and kept.fingerprint == fingerprint else None


def _is_sound(run: Run, card: Scorecard, limits: Limits, roadmap: Roadmap) -> bool:
    try:
        return roadmap.limits == limits and not check(run.questionnaire, card, roadmap)
    except LookupError:  # it is not even whole
        return False


def _known(run: Run) -> list[KeptRoadmap]:
    """Return what was kept of a run as far as its questionnaire knows every step."""
    known = run.questionnaire.actions_by_id
    return [one for one in run.kept_roadmaps if all(step.action in known for step in one.value.steps)]


def _before_it_began(run: Run) -> Run:
    """Return a run with every action still planned."""
    actions = run.responses.actions
    planned = {action: msgspec.structs.replace(one, status="planned", since=None) for action, one in actions.items()}
    return msgspec.structs.replace(run, responses=msgspec.structs.replace(run.responses, actions=planned))


def _today() -> str:
    return dt.datetime.now().astimezone().date().isoformat()
