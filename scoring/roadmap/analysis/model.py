"""What an analysis says of a roadmap: how far the ambition is within reach, and what the plan hangs on."""

from __future__ import annotations

from typing import Literal

import msgspec

from scoring.roadmap.state import Placement

Hindrance = Literal["capacity", "time", "last_step", "excluded"]
WayKind = Literal["days", "quarters", "target"]
Dependence = Literal["less_capacity", "more_capacity", "effort", "answers"]


class DomainOutlook(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a domain reaches its target, the mean of those of its capabilities, and what keeps it from that.

    `score` (1..5) is what is expected at the end of the horizon. `met_in` is the quarter, from 1, at the end of which
    the target is met; 0 where it is met now, and None where it is not within the horizon, with the `reason`:

    - last_step: no action of the catalogue goes that far; a target of 5 has to be invented with users.
    - excluded: it would be met but for what is left out.
    - time: it would take `weeks`, whatever the days and the people, because of `chain`: prerequisites in their order,
      the last of which brings the target.
    - capacity: it could be met within the horizon if there were room for it.

    `capabilities` are those that are under their own target at the end.
    """

    domain: str
    target: float
    score: float | None
    met_in: int | None
    reason: Hindrance | None = None
    chain: tuple[str, ...] = ()
    weeks: int | None = None
    capabilities: tuple[str, ...] = ()


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One way to close more of the gap, with its plan.

    `capacity` is in person-days per quarter, the same in each (days); `quarters` the length of the horizon (quarters);
    `capability` and `target` name whose target would be lowered to what (target). `is_enough` says whether all is
    closed that the catalogue can close. `reach`, `days` (person-days of the whole plan) and `value` are those of its
    plan, `adds` and `drops` how its actions differ from those of the roadmap.
    """

    kind: WayKind
    capacity: int | None = None
    quarters: int | None = None
    capability: str | None = None
    target: int | None = None
    reach: float
    is_enough: bool
    days: float
    value: float
    adds: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    steps: tuple[Placement, ...] = ()


class FrontierPoint(msgspec.Struct, frozen=True, kw_only=True):
    """What can be reached with a capacity, in person-days per quarter on average.

    `reach` is None where no plan keeps to the limits with it. `is_proved` says whether the plan is the best there is.
    """

    capacity: float
    reach: float | None
    is_proved: bool


class Steadiness(msgspec.Struct, frozen=True, kw_only=True):
    """How an action fares when the circumstances change.

    `kept` is the share (0..1) of the variants whose plan has it. `is_no_regret` says that it is in the roadmap and in
    the plan of every variant; `depends_on` names the changes by which it comes in or goes out.
    """

    action: str
    in_plan: bool
    kept: float
    is_no_regret: bool
    depends_on: tuple[Dependence, ...] = ()


class FindOut(msgspec.Struct, frozen=True, kw_only=True):
    """A capability to look into before acting: `items` whose answers leave open what is to be done.

    `if_low` are actions that are planned only where the answers turn out at their lowest, `if_high` at their highest.
    """

    capability: str
    items: tuple[str, ...]
    if_low: tuple[str, ...]
    if_high: tuple[str, ...]


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """What an analysis of a roadmap found.

    `highest_reach` (0..1) is what the catalogue can close of the gap at all, without what is left out; None where
    there is no gap. `variants` is the number of plans that were made. An analysis that was interrupted, or ran out of
    time, is not complete and holds what was found until then.
    """

    reach: float | None
    highest_reach: float | None
    domains: tuple[DomainOutlook, ...] = ()
    ways: tuple[Way, ...] = ()
    frontier: tuple[FrontierPoint, ...] = ()
    steadiness: dict[str, Steadiness] = {}
    find_out: tuple[FindOut, ...] = ()
    variants: int = 0
    is_complete: bool = False
