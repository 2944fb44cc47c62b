"""What the actions of a catalogue come to if all of them are done, in the best order and with room for all."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from questionnaires.model import Questionnaire
from scoring.bounds import exceeds, reaches
from scoring.levels import Standing
from scoring.roadmap.draft import Draft
from scoring.roadmap.model import REACH_OF_AN_ACTION, WEEKS_PER_QUARTER, Limits
from scoring.roadmap.outlook import expected, reach, turns_of
from scoring.roadmap.state import Placement, State, counted, lifted
from scoring.scorecard import Scorecard

ORDERS_TRIED = 200  # where one lift can only be had at the cost of another; no catalogue known comes near it


@dataclass(frozen=True)
class Everything:
    """All actions that may be done, whatever the days, the people and the time."""

    questionnaire: Questionnaire
    scorecard: Scorecard
    state: State
    limits: Limits

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The order of finishing that closes most of the gap."""
        best: tuple[str, ...] = ()
        highest = -math.inf
        for order in orders(self.state, self.limits.excluded):
            closed = self._reach_of(order) or 0.0
            if closed > highest:
                best, highest = order, closed
        return best

    @cached_property
    def reach(self) -> float | None:
        """The share (0..1) of the gap that all actions close together; None where there is no gap."""
        return self._reach_of(self.order)

    @cached_property
    def soonest(self) -> tuple[Placement, ...]:
        """Every action in the first weeks in which it can be done without spoiling the order."""
        draft = Draft.of(self.state, roomy(self.state, self.limits))
        done: tuple[Placement, ...] = ()
        for action in self.order:
            done = (*done, Placement(action, len(done), len(done) + 1))
            draft.put(action, self._start(draft, action, done))
        return draft.placements

    @cached_property
    def useful(self) -> tuple[Placement, ...]:
        """Those of the soonest that add to the value: nothing that brings a capability beyond its target."""
        draft = Draft.of(self.state, roomy(self.state, self.limits), self.soonest)
        for action, *_ in sorted(self.soonest, key=lambda placement: (-placement.start, placement.action)):
            if action not in self.limits.fixed and not draft.gains_by(action):
                lighter = draft.without(action)
                if lighter.is_in_order and not exceeds(draft.value, lighter.value):
                    draft = lighter
        return draft.placements

    def scores_by(self, placements: Iterable[Placement], quarters: int) -> dict[str, float | None]:
        """Return the score that each domain comes to at the end of a quarter (from 1) by some placed actions."""
        turns = turns_of(self.scorecard, self.state, placements)
        last = expected(self.questionnaire, self.scorecard, turns, (0.0,) * quarters)[-1]
        return {domain: range_.high for domain, range_ in last.domains.items()}

    def _reach_of(self, order: Collection[str]) -> float | None:
        one_by_one = (Placement(action, week, week + 1) for week, action in enumerate(order))
        return reach(self.scorecard, turns_of(self.scorecard, self.state, one_by_one))

    def _start(self, draft: Draft, action: str, done: Collection[Placement]) -> int:
        """Return the first week in which an action loses nothing of what it lifts after those before it."""
        if action in self.limits.running:
            return 0
        ready = draft.earliest_start(action) or draft.ready_from(action) or 0
        last = max((placement.finish for placement in draft.placements), default=0)
        return next((start for start in range(ready, last) if self._is_unspoilt(draft, action, start, done)),
                    max(ready, last))  # fmt: skip

    def _is_unspoilt(self, draft: Draft, action: str, start: int, done: Collection[Placement]) -> bool:
        placements = (*draft.placements, Placement(action, start, start + self.state.actions[action].weeks))
        for stake in self.state.touched[action]:
            in_order = stake.after(tuple(each.action for each in done if each.action in stake.lifts)).standings
            by_week = sorted((each.finish, each.action) for each in placements if each.action in stake.lifts)
            in_time = stake.after(tuple(each for _, each in by_week)).standings
            if not all(reaches(counted(in_time[item])[0], counted(in_order[item])[0]) for item in in_order):
                return False
        return True


def roomy(state: State, limits: Limits) -> Limits:
    """Return limits with room and time for every action; what runs, is pinned or is left out stays so."""
    weeks = sum(work.weeks for work in state.actions.values()) + WEEKS_PER_QUARTER * limits.quarters
    enough = len(state.actions)
    return replace(
        limits,
        capacity=(math.inf,) * (weeks // WEEKS_PER_QUARTER + 1),
        reserve=0.0,
        max_concurrent=enough,
        max_visible_finishes=enough,
        owners={},
        must={},
    )


def orders(state: State, excluded: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield orders in which all actions that may be done are, one of which leaves every item as high as can be.

    An action that has all its lifts now is never better done later. So there is more than one order only where each
    action that may come next would lose a lift that another could still bring about.
    """
    lifts = {
        action: {item: level for stake in stakes for item, level in stake.lifts[action].items()}
        for action, stakes in state.touched.items()
    }
    start = {item: standing for stake in state.stakes.values() for item, standing in stake.start.items()}
    ends = _Orders(state, lifts, frozenset(excluded)).after((), start)
    return (order for order, _ in zip(ends, range(ORDERS_TRIED), strict=False))


@dataclass(frozen=True)
class _Orders:
    state: State
    lifts: Mapping[str, Mapping[str, int]]
    excluded: frozenset[str]

    def after(self, done: tuple[str, ...], items: Mapping[str, Standing]) -> Iterator[tuple[str, ...]]:
        while True:
            may = [action for action in self._left(done) if self._may_start(action, done, items)]
            free = next((action for action in may if self._loses_nothing(action, done, items)), None)
            if free is None:
                break
            done, items = (*done, free), self._lifted(free, items)
        if not may:
            yield done
        for action in may:
            yield from self.after((*done, action), self._lifted(action, items))

    def _left(self, done: Collection[str]) -> list[str]:
        return [action for action in self.state.actions if action not in done and action not in self.excluded]

    def _may_start(self, action: str, done: Collection[str], items: Mapping[str, Standing]) -> bool:
        return all(
            needed in done or all(reaches(counted(items[item])[0], level) for item, level in self.lifts[needed].items())
            for needed in self.state.actions[action].needs
        )

    def _loses_nothing(self, action: str, done: Collection[str], items: Mapping[str, Standing]) -> bool:
        others = [other for other in self._left(done) if other != action]
        return not any(
            not reaches(counted(items[item])[0], level - REACH_OF_AN_ACTION)
            and self._could_come_within(item, level - REACH_OF_AN_ACTION, items[item], others)
            for item, level in self.lifts[action].items()
        )

    def _could_come_within(self, item: str, level: int, standing: Standing, others: Collection[str]) -> bool:
        for raised_to in sorted(self.lifts[other][item] for other in others if item in self.lifts[other]):
            standing = lifted(standing, raised_to)
        return reaches(counted(standing)[0], level)

    def _lifted(self, action: str, items: Mapping[str, Standing]) -> Mapping[str, Standing]:
        return {**items, **{item: lifted(items[item], level) for item, level in self.lifts[action].items()}}
