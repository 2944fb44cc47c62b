"""Analyse a roadmap: what is within reach, what it would take, and what the plan hangs on."""

from __future__ import annotations

from typing import Any

from questionnaires.model import Questionnaire
from scoring.roadmap.analysis import frontier, steadiness, uncertainty, ways
from scoring.roadmap.analysis.domains import domains_of
from scoring.roadmap.analysis.everything import Everything
from scoring.roadmap.analysis.frontier import LESS, MORE, Capacity
from scoring.roadmap.analysis.model import Analysis, Dependence, FindOut, Way
from scoring.roadmap.analysis.steadiness import Changed
from scoring.roadmap.analysis.variants import OutOfTime, Progress, Variants, placements_of, variant_of
from scoring.roadmap.model import Limits, Roadmap
from scoring.roadmap.search import Search
from scoring.roadmap.state import starting_state
from scoring.scorecard import Scorecard

PLANS_FOR_ANSWERS = 2
PLANS = frontier.PLANS + steadiness.SAMPLES + PLANS_FOR_ANSWERS + ways.PLANS


def analyse(  # noqa: PLR0917 - what an analysis needs, in the order in which it comes about
    questionnaire: Questionnaire,
    scorecard: Scorecard,
    limits: Limits,
    roadmap: Roadmap,
    search: Search | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Return the analysis of the roadmap that was planned for a department within limits.

    Each of its plans is made with at most `search`, the greedy ones without; `progress` is told how many of how many
    are made. The same input gives the same analysis, unless it ran out of time or was interrupted (Ctrl-C): then it
    keeps what it has, and says that it is not complete.
    """
    variants = Variants(questionnaire, placements_of(roadmap), search, PLANS, progress)
    found: dict[str, Any] = {"reach": roadmap.reach, "highest_reach": None}
    try:
        everything = Everything(questionnaire, scorecard, starting_state(questionnaire, scorecard, limits), limits)
        found["highest_reach"] = _highest(everything, roadmap)
        found["domains"] = tuple(domains_of(everything, roadmap))
        if roadmap.reach is None:
            variants.pass_over(PLANS)
        else:
            _plan_variants(everything, roadmap, variants, found)
    except (KeyboardInterrupt, OutOfTime):
        return Analysis(**found, variants=variants.made)
    return Analysis(**found, variants=variants.made, is_complete=True)


def _highest(everything: Everything, roadmap: Roadmap) -> float | None:
    if everything.reach is None or roadmap.reach is None:
        return everything.reach
    return max(everything.reach, roadmap.reach)


def _plan_variants(everything: Everything, roadmap: Roadmap, variants: Variants, found: dict[str, Any]) -> None:
    """Make the plans of every part, and keep in `found` what is known so far: it may be all that there is time for."""
    own = variant_of(everything.scorecard, everything.state, roadmap)
    known: list[Capacity] = []
    for capacity in frontier.capacities(variants, own, everything.reach):
        known.append(capacity)
        found["frontier"] = tuple(frontier.point_of(each) for each in known)
    found_ways: list[Way] = []
    for way in ways.Ways(everything, roadmap, own, variants, known).all():
        found_ways.append(way)
        found["ways"] = ways.cheapest_first(found_ways)
    named: dict[float, Dependence] = {LESS: "less_capacity", MORE: "more_capacity"}
    changed: list[Changed] = [
        (named[each.share], each.variant.actions) for each in known if each.share in named and each.variant is not None
    ]
    answers, found["find_out"] = _uncertain(everything, roadmap, variants)
    changed += answers
    for limits in steadiness.with_other_efforts(everything.state, everything.limits):
        other = variants.plan(everything.scorecard, limits)
        if other is not None:
            changed.append(("effort", other.actions))
    found["steadiness"] = steadiness.steadiness_of(everything.state.actions, own.actions, changed)


def _uncertain(
    everything: Everything, roadmap: Roadmap, variants: Variants
) -> tuple[list[Changed], tuple[FindOut, ...]]:
    """Return the plans on the lowest and on the highest state that the answers leave open, and where they differ."""
    questionnaire, scorecard = everything.questionnaire, everything.scorecard
    ranges = uncertainty.ranges_of(scorecard)
    if not ranges:
        variants.pass_over(PLANS_FOR_ANSWERS)
        return [], ()
    ends = [
        variants.plan(uncertainty.rescored(questionnaire, scorecard, items), roadmap.limits)
        for items in (
            {item: each.low for item, each in ranges.items()},
            {item: each.high for item, each in ranges.items()},
        )
    ]
    planned = [each.actions for each in ends if each is not None]
    made: list[Changed] = [("answers", actions) for actions in planned]
    if len(planned) < len(ends):
        return made, ()
    return made, tuple(uncertainty.find_out(questionnaire, ranges, *planned))
