"""What a roadmap is: the steps by quarter, what is left out and why, and what may be expected."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

WEEKS_PER_QUARTER = 13
DEFAULT_RESERVE = 0.2
MAX_CONCURRENT = 4
MAX_VISIBLE_FINISHES = 3

LeftOutReason = Literal["not_needed", "no_capacity", "too_far", "prerequisite", "excluded"]
PlanStatus = Literal["optimal", "feasible", "stopped"]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a roadmap must keep to. `capacity` is in person-days, one figure for each quarter of the horizon.

    `effort_factor` multiplies the person-days of every action (0.6 small department, 1.6 large). `pinned` maps an
    action to the quarter (from 1) in which it must finish.
    """

    capacity: tuple[float, ...]
    reserve: float = DEFAULT_RESERVE
    max_concurrent: int = MAX_CONCURRENT
    max_visible_finishes: int = MAX_VISIBLE_FINISHES
    effort_factor: float = 1.0
    excluded: frozenset[str] = frozenset()
    pinned: dict[str, int] = {}
    start: date | None = None

    @property
    def quarters(self) -> int:
        return len(self.capacity)


class Lift(msgspec.Struct, frozen=True):
    """What a step does to one item: from its value when the step finishes to the level it reaches."""

    item: str
    value: float
    level: int


class Reason(msgspec.Struct, frozen=True):
    """Why something is so: a code with the figures that fill its sentence."""

    code: str
    values: dict[str, Any] = {}


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """An action with its place in time. Weeks count from 0 and `finish_week` is exclusive; quarters from 1.

    `rank` is the planner's order of choice, from 0. `waits_for` holds the prerequisites that are steps themselves.
    """

    action: str
    start_week: int
    finish_week: int
    quarter: int
    days: float
    rank: int
    serves: tuple[str, ...]
    lifts: tuple[Lift, ...]
    waits_for: tuple[str, ...]
    why: Reason


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """An action that is not in the roadmap, and why."""

    action: str
    reason: LeftOutReason
    values: dict[str, Any] = {}


class ExpectedDomain(msgspec.Struct, frozen=True, kw_only=True):
    """Where a domain may stand: `low` if everything is a quarter late, `high` if all is on time."""

    low: float | None
    high: float | None
    level: int | None


class ExpectedQuarter(msgspec.Struct, frozen=True, kw_only=True):
    """Where the department may stand at the end of a quarter (from 1), with the person-days planned in it."""

    quarter: int
    days: float
    domains: dict[str, ExpectedDomain]
    overall: ExpectedDomain
    capabilities: dict[str, float | None]


class Roadmap(msgspec.Struct, frozen=True, kw_only=True):
    """The plan: `value` is the objective of specification 6, `bound` a proven upper bound of it.

    `reach` is the share (0..1) of the gap that the plan closes; None where there is no gap. `last_step` names the
    capabilities that ask for level 5, which no catalogue can give.
    """

    limits: Limits
    value: float
    bound: float | None
    gap: float | None
    status: PlanStatus
    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]
    expected: tuple[ExpectedQuarter, ...]
    reach: float | None
    last_step: tuple[str, ...]
