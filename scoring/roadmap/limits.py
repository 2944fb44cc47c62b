"""Say what a roadmap must keep to: what the department told, over the defaults, under what is asked now."""

from __future__ import annotations

import datetime as dt

from questionnaires.responses import (
    DEFAULT_CAPACITY_DAYS,
    DEFAULT_HORIZON_QUARTERS,
    ActionProgress,
    ActionStatus,
    Responses,
)
from scoring.roadmap.model import DEFAULT_RESERVE, Limits, Must, Owner


def limits_of(responses: Responses, capacity: float | None = None, quarters: int | None = None) -> Limits:
    """Return the limits of a run's roadmap.

    `capacity` (person-days per quarter, the same in each) and `quarters` are what-ifs: they come before what the run
    says of them. Quarters for which the run's plan names no capacity have that of its context. What became of actions
    counts up to the start of the roadmap: what came since is what became of this one, and changes the next.
    """
    plan, context = responses.plan, responses.context
    named = plan.capacity or ()
    horizon = quarters or context.horizon_quarters or len(named) or DEFAULT_HORIZON_QUARTERS
    usual = DEFAULT_CAPACITY_DAYS if context.capacity_days is None else context.capacity_days
    per_quarter = (*named, *[usual] * horizon)[:horizon] if capacity is None else (capacity,) * horizon
    start = dt.date.fromisoformat(plan.start) if plan.start else start_after(dt.date.fromisoformat(responses.date))
    of_status = {status: _with_status(responses, status, start) for status in ("running", "done", "dropped")}
    return Limits(
        capacity=per_quarter,
        reserve=DEFAULT_RESERVE if plan.reserve is None else plan.reserve,
        effort_factor=1.0 if plan.effort_factor is None else plan.effort_factor,
        effort_factors=plan.effort_factors,
        excluded=frozenset((*plan.excluded, *of_status["dropped"])),
        pinned=plan.pinned,
        running={action: _weeks_until(start, each.since) for action, each in of_status["running"].items()},
        done=frozenset(of_status["done"]),
        dropped=frozenset(of_status["dropped"]),
        unmeasured=frozenset(
            action for action, each in of_status["done"].items() if each.since and each.since > responses.date
        ),
        must={domain: Must(each.level, each.quarter) for domain, each in plan.must.items()},
        owners={
            name: Owner(days, frozenset(action for action, each in responses.actions.items() if each.owner == name))
            for name, days in plan.owners.items()
        },
        start=start,
    )


def _with_status(responses: Responses, status: ActionStatus, start: dt.date) -> dict[str, ActionProgress]:
    """Return the actions that have a status when a roadmap starts, those without a day among them."""
    return {
        action: each
        for action, each in responses.actions.items()
        if each.status == status and (each.since is None or each.since <= start.isoformat())
    }


def _weeks_until(start: dt.date, since: str | None) -> int:
    """Return the whole weeks from a day to the start of a roadmap."""
    return 0 if since is None else (start - dt.date.fromisoformat(since)).days // 7


def start_after(date: dt.date) -> dt.date:
    """Return the first Monday of the next calendar quarter."""
    next_quarter = (date.month - 1) // 3 + 1
    first = dt.date(date.year + next_quarter // 4, next_quarter % 4 * 3 + 1, 1)
    return first + dt.timedelta(days=-first.weekday() % 7)
