"""How far each capacity brings a department: the frontier of reach against person-days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from questionnaires.responses import DEFAULT_CAPACITY_DAYS
from scoring.bounds import reaches
from scoring.roadmap.analysis.model import FrontierPoint
from scoring.roadmap.analysis.variants import Variant, Variants
from scoring.roadmap.model import Limits

LESS, OWN, MORE = 0.75, 1.0, 1.25
SHARES = (0.5, LESS, OWN, MORE, 1.5, 1.75, 2.0)  # of the department's own capacity
PLANS = len(SHARES) - 1


class Capacity(NamedTuple):
    """A share of the department's own capacity, with its plan; None where no plan keeps to the limits.

    `is_planned` is not so where a plan for fewer days does: it fits as well, and nothing can reach further.
    """

    share: float
    limits: Limits
    variant: Variant | None
    is_planned: bool = True


def capacities(variants: Variants, own: Variant, highest: float | None) -> Iterator[Capacity]:
    """Yield the plan for each capacity up to the highest reach; `own` is that of the department's own."""
    before: Variant | None = None
    for share in SHARES:
        limits = with_share(own.draft.limits, share)
        if share > MORE and before is not None and before.reach is not None and reaches(before.reach, highest or 0.0):
            variants.pass_over(1)
            yield Capacity(share, limits, before, is_planned=False)
        else:
            before = own if share == OWN else variants.plan(own.scorecard, limits)
            yield Capacity(share, limits, before)


def with_share(limits: Limits, share: float) -> Limits:
    """Return limits with a share of their capacity in each quarter; where that is none, with one of the usual."""
    if any(limits.capacity):
        return replace(limits, capacity=tuple(share * days for days in limits.capacity))
    return replace(limits, capacity=((share - OWN) * DEFAULT_CAPACITY_DAYS if share > OWN else 0.0,) * limits.quarters)


def point_of(capacity: Capacity) -> FrontierPoint:
    """Return a capacity as a point of the frontier."""
    limits, variant = capacity.limits, capacity.variant
    return FrontierPoint(
        capacity=sum(limits.capacity) / limits.quarters,
        reach=None if variant is None else variant.reach,
        is_proved=variant is not None and (variant.is_proved or not capacity.is_planned),
    )
