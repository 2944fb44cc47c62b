"""What a run has to say of the one before it: what changed, how it went over more runs, and what the plan brought."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from scoring.change.comparing import compare
from scoring.change.model import Comparison, Measured
from scoring.change.plan import PlanOutcome, plan_outcome
from scoring.change.trend import Trend, trend
from scoring.roadmap.model import Roadmap

SERIES = 3  # runs from which there is more to see than one change


class Since(msgspec.Struct, frozen=True, kw_only=True):
    """A run beside the last one; `trend` is that of all runs, oldest first, where there are three or more."""

    old: Measured
    new: Measured
    comparison: Comparison
    plan: PlanOutcome
    trend: Trend | None = None


def since(earlier: Sequence[Measured], new: Measured, roadmap: Roadmap | None = None) -> Since:
    """Return what changed since the last of the earlier runs (oldest first, at least one).

    `roadmap` is what people began with after that last run, None where nobody kept one.
    """
    old = earlier[-1]
    comparison = compare(old, new, is_published=True)
    runs = (*earlier, new)
    return Since(
        old=old,
        new=new,
        comparison=comparison,
        plan=plan_outcome(old, new, comparison, roadmap),
        trend=trend(runs, is_published=True) if len(runs) >= SERIES else None,
    )
