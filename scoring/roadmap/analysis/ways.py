"""The ways to close what a plan leaves of the gap: more days, more quarters, or a lower target."""

from __future__ import annotations

import math
import statistics
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from scoring.bounds import exceeds, reaches
from scoring.roadmap.analysis.everything import Everything
from scoring.roadmap.analysis.frontier import Capacity
from scoring.roadmap.analysis.lowering import left_by, lowerings
from scoring.roadmap.analysis.model import Way, WayKind
from scoring.roadmap.analysis.variants import WORK_TO_BE_SURE, Variant, Variants, placements_of
from scoring.roadmap.greedy import place_greedily
from scoring.roadmap.model import Limits, Roadmap
from scoring.roadmap.outlook import reach, turns_of

MOST_QUARTERS = 12
QUARTERS_PROVED_SOON = 4  # with more, the fewest days are found sooner by planning than by proof
PLANS_FOR_DAYS, PLANS_FOR_QUARTERS, PLANS_FOR_TARGET = 8, 3, 2
PLANS = PLANS_FOR_DAYS + PLANS_FOR_QUARTERS + PLANS_FOR_TARGET


@dataclass
class Ways:
    """Finds the ways from a roadmap to the most that the catalogue can close, and plans each.

    `known` are capacities that are planned already.
    """

    everything: Everything
    roadmap: Roadmap
    own: Variant
    variants: Variants
    known: Collection[Capacity] = ()
    _by_capacity: dict[int, Variant | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.known:
            days = set(each.limits.capacity)
            if each.is_planned and len(days) == 1 and (only := days.pop()) == int(only):
                self._by_capacity[int(only)] = each.variant

    def all(self) -> Iterator[Way]:
        """Yield the ways, each as soon as it is found; none where the roadmap closes all that can be closed."""
        highest, reached = self.everything.reach, self.own.reach
        if highest is None or reached is None or reaches(reached, highest):
            return
        for find, plans in (
            (self.lower_target, PLANS_FOR_TARGET),
            (self.more_days, PLANS_FOR_DAYS),
            (self.more_quarters, PLANS_FOR_QUARTERS),
        ):
            made = self.variants.made
            way = find(highest)
            self.variants.pass_over(plans - (self.variants.made - made))
            if way is not None:
                yield way

    def more_days(self, highest: float) -> Way | None:
        """Return the plan with the smallest whole number of days per quarter that closes all.

        Where time forbids that, the one that closes as much as any number of days would; where more days close nothing
        more, that without a number.
        """
        if reaches(self._limits.reserve, 1):
            return None
        goal, least = highest, self._least_capacity()
        if least is None:
            plenty = self._plenty()
            most = self._with_capacity(plenty)
            if most is None or most.reach is None:
                return None
            furthest = max(found.reach or 0.0 for found in self._by_capacity.values() if found is not None)
            if not exceeds(furthest, self.own.reach or 0.0):
                return self._way("days", most, is_enough=False)
            goal = min(goal, furthest)
        days, found = self._fewest_days(goal, least)
        if found is None:
            return None
        return self._way("days", found, capacity=days, is_enough=reaches(found.reach or 0.0, highest))

    def more_quarters(self, highest: float) -> Way | None:
        """Return the plan with the fewest quarters, up to twelve, that closes all; else that of twelve if it helps."""
        first = self._limits.quarters + 1
        if first > MOST_QUARTERS:
            return None
        quarters = self._first_guess(highest, first)
        found = self._with_quarters(quarters)
        if found is not None and reaches(found.reach or 0.0, highest):
            while quarters > first:
                fewer = self._with_quarters(quarters - 1)
                if fewer is None or not reaches(fewer.reach or 0.0, highest):
                    break
                quarters, found = quarters - 1, fewer
            return self._way("quarters", found, quarters=quarters, is_enough=True)
        while quarters < MOST_QUARTERS:
            quarters += 1
            found = self._with_quarters(quarters)
            if found is not None and reaches(found.reach or 0.0, highest):
                return self._way("quarters", found, quarters=quarters, is_enough=True)
        if found is None or not exceeds(found.reach or 0.0, self.own.reach or 0.0):
            return None
        return self._way("quarters", found, quarters=quarters, is_enough=False)

    def lower_target(self, _: float) -> Way | None:
        """Return the plan with the one target that, lowered by a level, leaves least undone."""
        best: Way | None = None
        least = left_by(self.everything, self.own.placements)
        for lowering in [*lowerings(self.everything, self.roadmap)][:PLANS_FOR_TARGET]:
            lowered = self.variants.plan(lowering.everything.scorecard, self._limits)
            if lowered is None:
                continue
            left = left_by(lowering.everything, lowered.placements)
            if exceeds(least, left):
                least = left
                best = self._way(
                    "target",
                    lowered,
                    capability=lowering.capability,
                    target=lowering.target,
                    is_enough=not exceeds(left, 0),
                )
        return best

    @property
    def _limits(self) -> Limits:
        return self.own.draft.limits

    def _least_capacity(self) -> int | None:
        """Return the smallest whole number of days with which some plan closes all; None where that is not known.

        The best plan may still prefer to close something else sooner.
        """
        from scoring.roadmap import exact

        effort = self.variants.effort()
        if effort is None or not exact.is_available() or self._limits.quarters > QUARTERS_PROVED_SOON:
            return None
        return exact.least_capacity(self.everything.state, self._limits, effort)

    def _plenty(self) -> int:
        """Return days per quarter of which there are enough for everything in one quarter."""
        days = sum(work.days for work in self.everything.state.actions.values())
        return math.ceil(days / (1 - self._limits.reserve))

    def _fewest_days(self, goal: float, least: int | None) -> tuple[int, Variant | None]:
        """Return the smallest whole number of days per quarter whose plan reaches a goal, between one that does not.

        What is proved to be too little need not be planned.
        """
        if least is not None and (self._reaches(least, goal) or self._surely_reaches(least, goal)):
            low, high = least - 1, least
        else:
            enough = [days for days in self._by_capacity if self._reaches(days, goal)]
            high = min((days for days in enough if least is None or days > least), default=self._plenty())
            low = max([least or 0, *(days for days in self._by_capacity if days < high and days not in enough)])
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._reaches(middle, goal) else (middle, high)
        found = self._with_capacity(high)
        return high, found

    def _reaches(self, days: int, goal: float) -> bool:
        found = self._with_capacity(days)
        return found is not None and found.reach is not None and reaches(found.reach, goal)

    def _surely_reaches(self, days: int, goal: float) -> bool:
        """Look longer for the plan of a number of days, where what was found is not proved the best."""
        found = self._by_capacity[days]
        if found is None or found.is_proved:
            return False
        limits = replace(self._limits, capacity=(float(days),) * self._limits.quarters)
        self._by_capacity[days] = self.variants.plan(self.everything.scorecard, limits, WORK_TO_BE_SURE)
        return self._reaches(days, goal)

    def _with_capacity(self, days: int) -> Variant | None:
        if days not in self._by_capacity:
            limits = replace(self._limits, capacity=(float(days),) * self._limits.quarters)
            fewer = max((known for known in self._by_capacity if known < days), default=None)
            near = None if fewer is None else self._by_capacity[fewer]
            self._by_capacity[days] = self.variants.plan(self.everything.scorecard, limits, near=near)
        return self._by_capacity[days]

    def _with_quarters(self, quarters: int) -> Variant | None:
        return self.variants.plan(self.everything.scorecard, longer(self._limits, quarters))

    def _first_guess(self, highest: float, first: int) -> int:
        """Return the fewest quarters in which the quick planner closes all; the most there may be where it does not."""
        state, scorecard = self.everything.state, self.everything.scorecard
        for quarters in range(first, MOST_QUARTERS):
            quick = place_greedily(state, longer(self._limits, quarters))
            closed = reach(scorecard, turns_of(scorecard, state, quick.placements)) or 0.0
            if quick.keeps_its_promises and reaches(closed, highest):
                return quarters
        return MOST_QUARTERS

    def _way(self, kind: WayKind, variant: Variant, *, is_enough: bool, **change: Any) -> Way:
        roadmap = self.variants.checked(variant)
        then, now = variant.actions, self.own.actions
        return Way(
            kind=kind,
            reach=1.0 if roadmap.reach is None else roadmap.reach,
            is_enough=is_enough,
            days=sum(step.days for step in roadmap.steps),
            value=roadmap.value,
            adds=tuple(action for action in self.everything.state.actions if action in then - now),
            drops=tuple(action for action in self.everything.state.actions if action in now - then),
            steps=placements_of(roadmap),
            **change,
        )


def longer(limits: Limits, quarters: int) -> Limits:
    """Return limits with a longer horizon; the quarters that come to it have the usual days, the median."""
    usual = statistics.median_high(limits.capacity)
    return replace(limits, capacity=(*limits.capacity, *(usual,) * quarters)[:quarters])


def cheapest_first(ways: Collection[Way]) -> tuple[Way, ...]:
    """Return ways that are enough before those that are not, and of these the one with the fewest person-days first."""
    kinds: tuple[WayKind, ...] = ("target", "days", "quarters")
    return tuple(sorted(ways, key=lambda way: (not way.is_enough, round(way.days, 6), kinds.index(way.kind))))
