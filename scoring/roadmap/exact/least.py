"""How many person-days a quarter are needed to attain a goal, found on the same model as the best plan."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec.structs import replace

from scoring.bounds import exceeds
from scoring.roadmap.exact.candidates import candidates
from scoring.roadmap.exact.configurations import configurations
from scoring.roadmap.exact.problem import DETAILS, Problem
from scoring.roadmap.exact.solving import Effort, solve
from scoring.roadmap.model import WEEKS_PER_QUARTER, Limits
from scoring.roadmap.state import State

NODES = 20_000


def least_days_for_highest(state: State, limits: Limits) -> int | None:
    """Return the fewest person-days a quarter with which the horizon brings the highest scores there can be."""
    return least_days(Problem.of(state, limits, highest_scores(state, limits)))


def highest_scores(state: State, limits: Limits) -> dict[str, float]:
    """Return the score, up to its target, that each capability could have if time and days were no limit."""
    weeks = sum(work.weeks for work in state.actions.values())
    ample = replace(limits, capacity=(math.inf,) * (1 + weeks // WEEKS_PER_QUARTER), pinned={}, must={})
    reachable = candidates(state, ample)
    return {
        capability_id: max(each.score for each in configurations(stake, reachable, state.actions))
        for capability_id, stake in state.stakes.items()
    }


def least_days(problem: Problem) -> int | None:
    """Return the fewest person-days a quarter with which a problem has a plan; None where no number will do."""
    if not problem.can_keep_its_promises or not _is_in_reach(problem):
        return None
    lowest = 0
    for detail in DETAILS:
        model, days = problem.least_days(detail)
        if lowest:
            model.program.lower[days] = float(lowest)
        answer = solve(model.program, Effort(NODES, None))
        if not answer.solutions:
            return None
        values = answer.solutions[-1][1]
        lowest = max(lowest, math.ceil(-answer.bound - 1e-6))
        if answer.ending != "optimal":
            return None
        if has_plan(problem.with_days(lowest), model.finishes(values)):
            return lowest
    return lowest


def has_plan(problem: Problem, finishes: Mapping[str, int] | None = None) -> bool:
    """Say whether a problem has any plan; `finishes` are quarters to try first."""
    if not problem.can_keep_its_promises or not _is_in_reach(problem):
        return False
    if finishes is not None and problem.placed(finishes, -math.inf) is not None:
        return True
    for detail in DETAILS:
        model = problem.model(detail)
        model.program.worth = [0.0] * len(model.program.worth)
        answer = solve(model.program, Effort(NODES, None), first_that_fits=True)
        if not answer.solutions:
            return False
        if problem.placed(model.finishes(answer.solutions[-1][1]), -math.inf) is not None:
            return True
    return False


def _is_in_reach(problem: Problem) -> bool:
    """Say whether the actions that end within the horizon can bring the goals at all."""
    return not any(
        exceeds(score, max(each.score for each in problem.configurations[capability_id]))
        for capability_id, score in problem.goals.items()
    )
