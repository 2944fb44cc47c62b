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

    `reach` is at least that of fewer days, whose plan fits as well: what is worth most need not reach furthest.
    `is_planned` is not so where fewer days reach all there is.
    """

    share: float
    limits: Limits
    variant: Variant | None
    reach: float | None
    is_planned: bool = True


def capacities(variants: Variants, own: Variant, highest: float | None) -> Iterator[Capacity]:
    """Yield the plan for each capacity up to the highest reach; `own` is that of the department's own."""
    before: Variant | None = None
    furthest: float | None = None
    for share in SHARES:
        limits = with_share(own.draft.limits, share)
        is_planned = share <= MORE or furthest is None or not reaches(furthest, highest or 0.0)
        if is_planned:
            before = own if share == OWN else variants.plan(own.scorecard, limits, near=before)
            found = [each for each in (furthest, before.reach if before else None) if each is not None]
            furthest = max(found, default=None)
        else:
            variants.pass_over(1)
        yield Capacity(share, limits, before, furthest, is_planned)


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
        reach=capacity.reach,
        is_proved=variant is not None and (_is_best(variant, capacity.reach) or not capacity.is_planned),
    )


def _is_best(variant: Variant, reach: float | None) -> bool:
    """Say whether a plan is proved the best, and the one that reaches so far."""
    return variant.is_proved and reach is not None and reaches(variant.reach or 0.0, reach)
