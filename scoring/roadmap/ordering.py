"""Say in which order to take up the steps of a roadmap, whoever planned it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from scoring.roadmap.model import WEEKS_PER_QUARTER, Roadmap, Step

MONTHS_PER_QUARTER = 3


def in_order(roadmap: Roadmap) -> tuple[Step, ...]:
    """Return the steps as they are best taken up.

    What starts in an earlier month comes first; within one month that on which most of the value of the roadmap
    depends for each of its own person-days, with all that needs it; none comes before what it waits for. A plan that
    weighs all together has no order of choice of its own: this one is counted from what the plan would lose.
    """
    ordered: list[Step] = []
    for month in range(MONTHS_PER_QUARTER * roadmap.limits.quarters):
        waiting = [step for step in roadmap.steps if _month(step) == month]
        while waiting:
            first = min(_free(waiting, {step.action for step in waiting}), key=_order)
            waiting.remove(first)
            ordered.append(first)
    return tuple(ordered)


def first_steps(roadmap: Roadmap, n: int) -> tuple[Step, ...]:
    """Return the steps to take up first: what runs already was taken up before, and comes last."""
    runs = roadmap.limits.running
    return tuple(sorted(in_order(roadmap), key=lambda step: step.action in runs)[:n])


def _month(step: Step) -> int:
    return step.start_week * MONTHS_PER_QUARTER // WEEKS_PER_QUARTER


def _free(waiting: Sequence[Step], ids: AbstractSet[str]) -> list[Step]:
    return [step for step in waiting if ids.isdisjoint(step.waits_for)] or list(waiting)


def _order(step: Step) -> tuple[float, int, str]:
    stake = step.why.at_stake
    per_day = 0.0 if stake is None or not step.days else stake.share / step.days
    return -round(per_day, 9), step.start_week, step.action
