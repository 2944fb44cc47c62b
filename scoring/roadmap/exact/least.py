"""How many person-days a quarter are needed to attain a goal, found on the same model as the best plan."""

from __future__ import annotations

import math
from collections.abc import Collection

from msgspec.structs import replace

from scoring.bounds import exceeds, reaches
from scoring.roadmap.exact.candidates import candidates
from scoring.roadmap.exact.configurations import Configuration, configurations
from scoring.roadmap.exact.problem import DETAILS, Problem
from scoring.roadmap.exact.solving import Effort, effort_of, solve
from scoring.roadmap.model import WEEKS_PER_QUARTER, Limits
from scoring.roadmap.search import Search
from scoring.roadmap.state import State

CLOSE = 1e-6


def least_days_for_highest(state: State, limits: Limits, search: Search) -> int | None:
    """Return the fewest person-days a quarter with which the horizon brings the highest scores there can be."""
    return least_days(Problem.of(state, limits, highest_scores(state, limits)), search)


def highest_scores(state: State, limits: Limits) -> dict[str, float]:
    """Return the score, up to its target, that each capability could have if time and days were no limit."""
    weeks = sum(work.weeks for work in state.actions.values())
    ample = replace(limits, capacity=(math.inf,) * (1 + weeks // WEEKS_PER_QUARTER), pinned={}, must={})
    reachable = candidates(state, ample)
    return {
        capability_id: max(each.score for each in configurations(stake, reachable, state.actions))
        for capability_id, stake in state.stakes.items()
    }


def least_days(problem: Problem, search: Search) -> int | None:
    """Return the fewest person-days a quarter with which a problem has a plan; None where no number will do.

    Where the search ends before that is proved: the fewest with which a plan was found, None where none was.
    """
    if not problem.can_keep_its_promises or not _is_in_reach(problem):
        return None
    effort = effort_of(search)
    found = _found_quickly(problem)
    model, days = problem.least_days("quarters")
    if found is not None:
        model.program.upper[days] = float(found)
    answer = solve(model.program, effort)
    if answer.ending == "infeasible":
        return None
    lowest = max(0, math.ceil(-answer.bound - CLOSE)) if math.isfinite(answer.bound) else 0
    if answer.solutions:
        values = answer.solutions[-1][1]
        first = round(values[days])
        if (found is None or first < found) and problem.with_days(first).placed(model.finishes(values), -math.inf):
            found = first
    while (found is None or lowest < found) and not effort.is_spent:
        if has_plan(problem.with_days(lowest), effort):
            return lowest
        if effort.is_spent or lowest > _most(problem):
            return found
        lowest += 1
    return found


def has_plan(problem: Problem, effort: Effort) -> bool:
    """Say whether a problem has any plan that is found; the effort says whether that is proved."""
    if not problem.can_keep_its_promises or not _is_in_reach(problem):
        return False
    for detail in DETAILS:
        model = problem.model(detail)
        model.program.worth = [0.0] * len(model.program.worth)
        answer = solve(model.program, effort, first_that_fits=True)
        if not answer.solutions:
            return False
        if problem.placed(model.finishes(answer.solutions[-1][1]), -math.inf) is not None:
            return True
    return False


def _found_quickly(problem: Problem) -> int | None:
    """Return the fewest person-days with which what is needed fits, each action as soon as it does."""
    wanted = {
        action
        for capability_id, score in problem.goals.items()
        for action in _smallest(problem, capability_id, score).done
    }
    lowest, highest = 0, _most(problem)
    if not _fits(problem, wanted, highest):
        return None
    while lowest < highest:
        middle = (lowest + highest) // 2
        lowest, highest = (lowest, middle) if _fits(problem, wanted, middle) else (middle + 1, highest)
    return highest


def _fits(problem: Problem, wanted: Collection[str], days: int) -> bool:
    draft = problem.with_days(days).repaired({action: problem.slots[action][0].finishes_in for action in wanted})
    return draft.keeps_its_promises and all(action in draft.placed for action in wanted)


def _smallest(problem: Problem, capability_id: str, score: float) -> Configuration:
    found = (each for each in problem.configurations[capability_id] if reaches(each.score, score))
    return min(
        found, key=lambda each: (sum(problem.state.actions[action].days for action in each.done), sorted(each.done))
    )


def _most(problem: Problem) -> int:
    """Return the person-days a quarter with which everything could be done in one."""
    share = 1 - problem.limits.reserve
    return math.ceil(sum(work.days for work in problem.state.actions.values()) / share) if share > 0 else 0


def _is_in_reach(problem: Problem) -> bool:
    """Say whether the actions that end within the horizon can bring the goals at all."""
    return not any(
        exceeds(score, max(each.score for each in problem.configurations[capability_id]))
        for capability_id, score in problem.goals.items()
    )
