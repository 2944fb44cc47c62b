"""Find out whether the ambition of a run is feasible, and keep that with the run."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from assess import kept_plans
from assess.interrupts import watched
from assess.workflow import Results
from scoring.roadmap.search import Search


def analysed(outcome: Results, progress: Callable[[int, int], None]) -> Results:
    """Return what a run comes to with the analysis of its roadmap: the kept one where it is whole, else a new one.

    It is kept where its run is in a store, unless Ctrl-C stopped it: then it holds what was found until then.
    """
    if outcome.analysis is not None and outcome.analysis.is_complete:
        return outcome
    from scoring.roadmap.analysis import analyse

    run, card, roadmap = outcome.run, outcome.scorecard, outcome.roadmap
    with watched() as interrupts:
        analysis = analyse(run.questionnaire, card, roadmap.limits, roadmap, Search(), progress)
    if not interrupts.was_pressed:
        kept_plans.keep_analysis(run, card, roadmap.limits, analysis)
    return replace(outcome, analysis=analysis)
