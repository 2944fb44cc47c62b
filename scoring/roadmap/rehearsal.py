"""Try out a roadmap with a change in it, week by week: what the checks of its reasons count with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from questionnaires.model import Questionnaire
from scoring.roadmap.checking_ground import CLOSE, Ground
from scoring.roadmap.model import DISCOUNT_PER_QUARTER, WEEKS_PER_QUARTER, Limits, Roadmap
from scoring.scorecard import Scorecard


class Span(NamedTuple):
    """The weeks of an action, from 0; `finish` is exclusive."""

    start: int
    finish: int


Plan = Mapping[str, Span]


class Outcome(NamedTuple):
    """What comes of a plan: its value, the first rule that it breaks (empty where none), and what must be and is not.

    `behind` are the domains that are not where they must be.
    """

    value: float
    breaks: str
    behind: tuple[str, ...]


class Rehearsal:
    """Plans of one department within the limits of a roadmap."""

    def __init__(self, questionnaire: Questionnaire, scorecard: Scorecard, roadmap: Roadmap) -> None:
        self.limits: Limits = roadmap.limits
        self.plan: Plan = {step.action: Span(step.start_week, step.finish_week) for step in roadmap.steps}
        self.actions = questionnaire.actions_by_id
        self._ground = Ground(questionnaire, scorecard, roadmap.limits)

    def length(self, action: str) -> int:
        return max(1, self.actions[action].weeks - self.limits.running.get(action, 0))

    def rate(self, action: str) -> float:
        """Return the person-days of an action in one of its weeks."""
        each = self.actions[action]
        return each.days * self.limits.effort_factors.get(action, self.limits.effort_factor) / each.weeks

    def days_in(self, plan: Plan, quarter: int, owner: str = "") -> float:
        """Return the person-days of a quarter (from 1) that a plan asks, of everyone or of one owner."""
        first, last = WEEKS_PER_QUARTER * (quarter - 1), WEEKS_PER_QUARTER * quarter
        of = self.limits.owners[owner].actions if owner else self.actions.keys()
        return sum(
            self.rate(action) * max(0, min(span.finish, last) - max(span.start, first))
            for action, span in plan.items()
            if action in of
        )

    def days_for(self, quarter: int, owner: str = "") -> float:
        """Return the person-days of a quarter (from 1) that can be planned."""
        of = self.limits.owners[owner].capacity if owner else self.limits.capacity[quarter - 1]
        return of * (1 - self.limits.reserve)

    def at_once(self, plan: Plan, week: int) -> set[str]:
        return {action for action, span in plan.items() if span.start <= week < span.finish}

    def noticed(self, plan: Plan, quarter: int) -> set[str]:
        """Return what is finished in a quarter (from 1) and noticed by users."""
        return {
            action
            for action, span in plan.items()
            if (span.finish - 1) // WEEKS_PER_QUARTER + 1 == quarter and self.actions[action].visible_to_users
        }

    def outcome(self, plan: Plan, changed: Iterable[str] = ()) -> Outcome:
        """Return what comes of a plan; only around what is `changed` can the limits that were kept be broken."""
        ground = self._ground.copy()
        done = set(self.limits.done)
        value, worth = 0.0, ground.worth()
        breaks = next((said for action in changed for said in self._limits_broken(plan, action)), "")
        behind = []
        starts, finishes = defaultdict(list), defaultdict(list)
        for action in sorted(plan):
            starts[plan[action].start].append(action)
            finishes[plan[action].finish].append(action)
        demands = {WEEKS_PER_QUARTER * must.quarter for must in self.limits.must.values()}
        for week in sorted({*starts, *finishes, *demands}):
            for action in finishes.get(week, ()):
                ground.finish(action)
                done.add(action)
                before, worth = worth, ground.worth()
                value += DISCOUNT_PER_QUARTER ** ((week - 1) // WEEKS_PER_QUARTER) * (worth - before)
            for action in starts.get(week, ()):
                if action not in self.limits.running:
                    for needed in self.actions[action].needs:
                        if needed not in done and not ground.is_there(needed):
                            breaks = breaks or f"{action} starts before {needed} is met"
            for domain, must in sorted(self.limits.must.items()):
                if week == WEEKS_PER_QUARTER * must.quarter and ground.level(domain) < must.level:
                    behind.append(domain)
        return Outcome(value, breaks, tuple(behind))

    def _limits_broken(self, plan: Plan, action: str) -> Iterable[str]:
        span, limits = plan[action], self.limits
        if span.start < 0 or span.finish > WEEKS_PER_QUARTER * limits.quarters:
            yield f"{action} runs outside the horizon"
            return
        ends = (span.finish - 1) // WEEKS_PER_QUARTER + 1
        if limits.pinned.get(action, ends) != ends:
            yield f"{action} is pinned"
        if any(len(self.at_once(plan, week)) > limits.max_concurrent for week in range(span.start, span.finish)):
            yield f"too many run beside {action}"
        if self.actions[action].visible_to_users and len(self.noticed(plan, ends)) > limits.max_visible_finishes:
            yield f"too many are noticed beside {action}"
        for quarter in range(span.start // WEEKS_PER_QUARTER + 1, ends + 1):
            names = ["", *(name for name, owner in limits.owners.items() if action in owner.actions)]
            if any(self.days_in(plan, quarter, name) > self.days_for(quarter, name) + CLOSE for name in names):
                yield f"quarter {quarter} has too few days for {action}"

    def with_action(self, plan: Plan, action: str) -> Plan | None:
        """Return a plan with an action, and what it still waits for, each in the first week that will do."""
        for needed in sorted(self.actions[action].needs):
            if needed not in plan and not self._is_met(plan, needed):
                extended = None if needed in self.limits.excluded else self.with_action(plan, needed)
                if extended is None:
                    return None
                plan = extended
        for start in range(WEEKS_PER_QUARTER * self.limits.quarters - self.length(action) + 1):
            tried = {**plan, action: Span(start, start + self.length(action))}
            if not any(self._limits_broken(tried, action)) and not self._waits(tried, action):
                return tried
        return None

    def _is_met(self, plan: Plan, needed: str) -> bool:
        return needed in self.limits.done or self._after(plan, WEEKS_PER_QUARTER * self.limits.quarters).is_there(
            needed
        )

    def _waits(self, plan: Plan, action: str) -> bool:
        start = plan[action].start
        unmet = [
            needed
            for needed in self.actions[action].needs
            if needed not in self.limits.done and not (needed in plan and plan[needed].finish <= start)
        ]
        ground = self._after(plan, start) if unmet else self._ground
        return not all(ground.is_there(needed) for needed in unmet)

    def _after(self, plan: Plan, week: int) -> Ground:
        ground = self._ground.copy()
        for action, _ in sorted(plan.items(), key=lambda each: (each[1].finish, each[0])):
            if plan[action].finish <= week:
                ground.finish(action)
        return ground
