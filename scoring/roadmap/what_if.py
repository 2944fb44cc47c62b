"""Try other limits: a run as it would be planned if some of them were different."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from questionnaires.responses import MustReach, PlanLimits, Responses
from scoring.roadmap.limits import limits_of
from scoring.roadmap.model import WEEKS_PER_QUARTER, Limits


class Demand(NamedTuple):
    """A level (1..5) that a domain must reach; by the last quarter where none is named."""

    level: int
    quarter: int | None = None


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """The limits to try in place of a run's own; what is empty stays as the run has it.

    `capacity` is in person-days: one figure for every quarter, or one for each of the first. `replan_from` plans what
    is left anew from a day, while `start` moves the whole roadmap to one. `pins` and `musts` name quarters of the
    roadmap that is tried, from 1.
    """

    capacity: tuple[float, ...] = ()
    quarters: int | None = None
    start: dt.date | None = None
    replan_from: dt.date | None = None
    reserve: float | None = None
    without: tuple[str, ...] = ()
    pins: dict[str, int] = {}
    musts: dict[str, Demand] = {}
    effort: float | None = None
    efforts: dict[str, float] = {}
    owners: dict[str, float] = {}

    @property
    def is_empty(self) -> bool:
        return self == WhatIf()


def tried(responses: Responses, what_if: WhatIf) -> Responses:
    """Return a run with other limits in its own, so that they are read in one place.

    What is tried comes before what the run says: leaving an action out takes away its pin, and a pin lets it in again.
    """
    if what_if.replan_from is not None:
        responses = _from_day(responses, what_if.replan_from)
    own = limits_of(responses)
    horizon = what_if.quarters or max(own.quarters, len(what_if.capacity))
    plan = responses.plan
    pinned = {action: quarter for action, quarter in plan.pinned.items() if action not in what_if.without}
    excluded = [action for action in plan.excluded if action not in what_if.pins]
    plan = replace(
        plan,
        start=plan.start if what_if.start is None else what_if.start.isoformat(),
        capacity=_capacity(responses, what_if, horizon),
        reserve=plan.reserve if what_if.reserve is None else what_if.reserve,
        pinned=pinned | what_if.pins,
        excluded=tuple(dict.fromkeys((*excluded, *what_if.without))),
        must=plan.must | _demands(what_if.musts, horizon),
        effort_factor=plan.effort_factor if what_if.effort is None else what_if.effort,
        effort_factors=plan.effort_factors | what_if.efforts,
        owners=plan.owners | what_if.owners,
    )
    is_longer = horizon != own.quarters
    context = replace(responses.context, horizon_quarters=horizon) if is_longer else responses.context
    return replace(responses, plan=plan, context=context)


def _capacity(responses: Responses, what_if: WhatIf, horizon: int) -> tuple[float, ...] | None:
    match what_if.capacity:
        case ():
            return responses.plan.capacity
        case (days,):
            return (days,) * horizon
    return what_if.capacity


def _demands(musts: Mapping[str, Demand], horizon: int) -> dict[str, MustReach]:
    return {
        domain: MustReach(level=each.level, quarter=horizon if each.quarter is None else each.quarter)
        for domain, each in musts.items()
    }


def _from_day(responses: Responses, day: dt.date) -> Responses:
    """Return a run whose roadmap starts anew on a day, with as many quarters ahead as it had.

    The quarters that its own limits name are counted from that day: those gone by lose their capacity, and what was
    asked for in one of them is asked for in the first that is left.
    """
    limits = limits_of(responses)
    gone = _quarters_gone(limits, day)
    plan = responses.plan
    begun = limits_of(replace(responses, plan=replace(plan, start=day.isoformat())))
    under_way = begun.done | begun.running.keys()
    plan = replace(
        plan,
        start=day.isoformat(),
        capacity=None if plan.capacity is None else _padded(responses, plan, gone, limits.quarters),
        pinned={action: max(1, quarter - gone) for action, quarter in plan.pinned.items() if action not in under_way},
        must={
            domain: MustReach(level=each.level, quarter=max(1, each.quarter - gone))
            for domain, each in plan.must.items()
        },
    )
    return replace(responses, plan=plan)


def _padded(responses: Responses, plan: PlanLimits, gone: int, quarters: int) -> tuple[float, ...]:
    """Return the capacity of what is left, with that of the run's context for the quarters beyond."""
    unnamed = replace(responses, plan=replace(plan, capacity=None))
    left = (plan.capacity or ())[gone:]
    return (*left, *limits_of(unnamed, quarters=quarters).capacity)[:quarters]


def _quarters_gone(limits: Limits, day: dt.date) -> int:
    """Return how many quarters of a roadmap have gone by on a day, to the nearest whole one."""
    if limits.start is None or day <= limits.start:
        return 0
    return round((day - limits.start).days / (7 * WEEKS_PER_QUARTER))
