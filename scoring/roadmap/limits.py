"""Say what a roadmap must keep to: what the department told, over the defaults, under what is asked now."""

from __future__ import annotations

import datetime as dt

from questionnaires.responses import DEFAULT_CAPACITY_DAYS, DEFAULT_HORIZON_QUARTERS, Responses
from scoring.roadmap.model import DEFAULT_RESERVE, Limits


def limits_of(responses: Responses, capacity: float | None = None, quarters: int | None = None) -> Limits:
    """Return the limits of a run's roadmap.

    `capacity` (person-days per quarter, the same in each) and `quarters` are what-ifs: they come before what the run
    says of them. Quarters for which the run's plan names no capacity have that of its context.
    """
    plan, context = responses.plan, responses.context
    named = plan.capacity or ()
    horizon = quarters or context.horizon_quarters or len(named) or DEFAULT_HORIZON_QUARTERS
    usual = DEFAULT_CAPACITY_DAYS if context.capacity_days is None else context.capacity_days
    per_quarter = (*named, *[usual] * horizon)[:horizon] if capacity is None else (capacity,) * horizon
    return Limits(
        capacity=per_quarter,
        reserve=DEFAULT_RESERVE if plan.reserve is None else plan.reserve,
        effort_factor=1.0 if plan.effort_factor is None else plan.effort_factor,
        excluded=frozenset(plan.excluded),
        pinned=plan.pinned,
        start=dt.date.fromisoformat(plan.start) if plan.start else start_after(dt.date.fromisoformat(responses.date)),
    )


def start_after(date: dt.date) -> dt.date:
    """Return the first Monday of the next calendar quarter."""
    next_quarter = (date.month - 1) // 3 + 1
    first = dt.date(date.year + next_quarter // 4, next_quarter % 4 * 3 + 1, 1)
    return first + dt.timedelta(days=-first.weekday() % 7)


def unused_limits(responses: Responses) -> tuple[str, ...]:
    """Return what the run says of its roadmap that no planner takes into account yet, as its answer file names it."""
    said = {
        "plan.must": responses.plan.must,
        "plan.owners": responses.plan.owners,
        "actions": responses.actions,
    }
    return tuple(name for name, value in said.items() if value)
