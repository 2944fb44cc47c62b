"""What a roadmap is: the steps by quarter, what is left out and why, and what may be expected."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from questionnaires.model import Action
from scoring.roadmap.reasons import AtStake, Later, Limit, Obstacle, Swap

WEEKS_PER_QUARTER = 13
DEFAULT_RESERVE = 0.2
MAX_CONCURRENT = 4
MAX_VISIBLE_FINISHES = 3
WHERE_NOBODY_GAVE_A_LEVEL = 1
REACH_OF_AN_ACTION = 2  # an action lifts an item over at most two levels
WORTH_OF_A_LEVEL = 0.25  # what a level counts beside the score [assumption]
DISCOUNT_PER_QUARTER = 0.9  # what a gain keeps of its worth when it comes a quarter later [assumption]

LeftOutReason = Literal["not_needed", "no_capacity", "too_far", "prerequisite", "excluded"]
ReasonCode = Literal["unlocks_level", "closes_gap", "prepares", "runs", "must", "pinned"]
PlanStatus = Literal["optimal", "feasible", "stopped"]


class Must(msgspec.Struct, frozen=True):
    """A demand on a roadmap: that a domain is at a level (1..5) at the end of a quarter (from 1)."""

    level: int
    quarter: int


class Owner(msgspec.Struct, frozen=True):
    """Who carries out some actions, with their own person-days per quarter."""

    capacity: float
    actions: frozenset[str]


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """An action as it is to be done in one department.

    `days` (person-days) has its effort factor in it, and with `weeks` counts what is left where the action runs
    already. `needs` are the prerequisites that are not done: none where it runs.
    """

    id: str
    capability: str
    days: float
    weeks: int
    needs: tuple[str, ...]
    visible_to_users: bool


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a roadmap must keep to. `capacity` is in person-days, one figure for each quarter of the horizon.

    The share `reserve` of it, and of what owners have, is not planned. `effort_factor` multiplies the person-days of
    every action (0.6 small department, 1.6 large), `effort_factors` those of one action instead. `pinned` maps an
    action to the quarter (from 1) in which it must finish, `must` a domain to what it must reach.

    `running` maps what runs when the plan starts to the weeks that it has run by then: it goes on, and takes its room
    whatever the limits. What is `done` is not planned again, and nothing waits for it; `unmeasured` are those of it
    that ended after the answers were given, so that the plan goes on from what they were to bring. `dropped` are
    those of what is `excluded` on which work was stopped.
    """

    capacity: tuple[float, ...]
    reserve: float = DEFAULT_RESERVE
    max_concurrent: int = MAX_CONCURRENT
    max_visible_finishes: int = MAX_VISIBLE_FINISHES
    effort_factor: float = 1.0
    effort_factors: dict[str, float] = {}
    excluded: frozenset[str] = frozenset()
    pinned: dict[str, int] = {}
    running: dict[str, int] = {}
    done: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    unmeasured: frozenset[str] = frozenset()
    must: dict[str, Must] = {}
    owners: dict[str, Owner] = {}
    start: date | None = None

    @property
    def quarters(self) -> int:
        return len(self.capacity)

    @property
    def fixed(self) -> frozenset[str]:
        """Return what cannot be left out: what runs, and what is pinned."""
        return frozenset((*self.running, *self.pinned))

    def work_of(self, action: Action) -> Work:
        """Return an action as it is to be done here."""
        runs = action.id in self.running
        weeks = max(1, action.weeks - self.running.get(action.id, 0))
        return Work(
            id=action.id,
            capability=action.capability,
            days=action.days * self.effort_factors.get(action.id, self.effort_factor) * weeks / action.weeks,
            weeks=weeks,
            needs=() if runs else tuple(needed for needed in action.needs if needed not in self.done),
            visible_to_users=action.visible_to_users,
        )

    def window_of(self, work: Work) -> tuple[int, int]:
        """Return the first week in which an action may start, and the week by which it must be finished."""
        horizon = WEEKS_PER_QUARTER * self.quarters
        if work.id in self.running:
            return 0, work.weeks
        if work.id not in self.pinned:
            return 0, horizon
        end = WEEKS_PER_QUARTER * self.pinned[work.id]
        return max(0, end - WEEKS_PER_QUARTER + 1 - work.weeks), min(end, horizon)


class Lift(msgspec.Struct, frozen=True):
    """What a step does to one item: from its value when the step finishes to the level it reaches.

    `value` is None where nobody gave a level. With `key_practice_only` the value was there already and the step
    lifts what counts at the gate: the low median.
    """

    item: str
    value: float | None
    level: int
    key_practice_only: bool = False


class Gain(msgspec.Struct, frozen=True, kw_only=True):
    """What a step brings a capability nearer to its target: score and level before and after, as they are expected."""

    capability: str
    target: int
    score: float | None
    score_after: float | None
    level: int | None
    level_after: int | None


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a step is in the roadmap.

    By `code`: a capability reaches a level that its target asks for, comes nearer to its target, other steps wait for
    this one, or it gains nothing else and runs already, is needed for what must be reached, or was pinned. `gains`
    holds the capabilities that it serves itself, `enables` the steps that wait for it, `opens` the actions outside the
    roadmap that do. `earlier` is what keeps it from starting a week earlier; None where nothing does. `later` is what
    it means to start later; None where it runs already, `runs` weeks by the start of the roadmap. `musts` are the
    domains that would not be where they must be without it.
    """

    code: ReasonCode
    gains: tuple[Gain, ...] = ()
    enables: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    earlier: Obstacle | None = None
    later: Later | None = None
    at_stake: AtStake | None = None
    musts: tuple[str, ...] = ()
    pinned: int | None = None
    runs: int | None = None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """An action with its place in time. Weeks count from 0 and `finish_week` is exclusive; quarters from 1.

    `rank` is the planner's order of placing, from 0: `in_order` says what to take up first. `serves` holds the
    capabilities that it brings nearer to their target, itself or by what waits for it. `waits_for` holds the steps
    without which it cannot start: its prerequisites, or what brings about all that these would lift.
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
    """An action that is not in the roadmap, and why.

    `days` counts it together with `prerequisites`: those that it waits for and that are not in the roadmap either.

    - no_capacity: `limit` is the one limit that would have to give way, None if no single one would do; `swap` is
      what would have to go, None where nothing would do. `only_for` as below.
    - too_far: `weeks` is the shortest time in which it can be finished with all that it waits for (`chain`, in order,
      itself last), or with `is_above_reach` its level is more than two above its items: `lifts`.
    - prerequisite: `missing` are those prerequisites that are excluded.
    - excluded: asked for, or with `is_dropped` because work on it was stopped.
    - not_needed: `lifts` are there already, or `reached` is where its capability comes to, which is what is asked;
      neither where that takes no part. `only_for` are actions that wait for it, but that are left out themselves.
    """

    action: str
    reason: LeftOutReason
    days: float = 0.0
    prerequisites: tuple[str, ...] = ()
    limit: Limit | None = None
    weeks: int | None = None
    chain: tuple[str, ...] = ()
    is_above_reach: bool = False
    missing: tuple[str, ...] = ()
    only_for: tuple[str, ...] = ()
    swap: Swap | None = None
    reached: Gain | None = None
    lifts: tuple[Lift, ...] = ()
    is_dropped: bool = False


class ExpectedDomain(msgspec.Struct, frozen=True, kw_only=True):
    """Where a domain may stand: `low` if everything is a quarter late, `high` if all is on time."""

    low: float | None
    high: float | None
    level: int | None


class ExpectedQuarter(msgspec.Struct, frozen=True, kw_only=True):
    """Where the department may stand at the end of a quarter (from 1), with the person-days planned in it.

    `noticed` are the steps finished in it that users notice, in their order; `binds` is the limit that keeps most of
    what comes later, or not at all, out of it: `actions`, of which the smallest `asks` so many days. None where
    nothing does.
    """

    quarter: int
    days: float
    domains: dict[str, ExpectedDomain]
    overall: ExpectedDomain
    capabilities: dict[str, float | None]
    noticed: tuple[str, ...] = ()
    binds: Obstacle | None = None


class Roadmap(msgspec.Struct, frozen=True, kw_only=True):
    """The plan: `value` is the objective of scoring 6, `bound` a proven upper bound of it.

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
