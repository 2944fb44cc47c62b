"""Check a roadmap by the rules of scoring 6, worked out week by week and apart from any planner."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from questionnaires.model import Questionnaire
from scoring.levels import Standing, capability_level, domain_level
from scoring.priority import risk_of
from scoring.roadmap.model import (
    DISCOUNT_PER_QUARTER,
    REACH_OF_AN_ACTION,
    WEEKS_PER_QUARTER,
    WHERE_NOBODY_GAVE_A_LEVEL,
    WORTH_OF_A_LEVEL,
    Limits,
    Roadmap,
    Step,
)
from scoring.scorecard import Scorecard

CLOSE = 1e-6  # person-days and values may differ this much by rounding


def check(questionnaire: Questionnaire, scorecard: Scorecard, roadmap: Roadmap) -> tuple[str, ...]:
    """Return every way in which a roadmap breaks the rules, in plain English for who maintains a planner."""
    faults = [*_faults_of_steps(questionnaire, roadmap), *_faults_of_left_out(questionnaire, roadmap)]
    if faults:
        return tuple(faults)  # what follows takes sound steps for granted
    return (
        *_faults_of_limits(questionnaire, roadmap),
        *_faults_of_time(questionnaire, scorecard, roadmap),
        *_faults_of_promises(scorecard, roadmap),
    )


def _faults_of_steps(questionnaire: Questionnaire, roadmap: Roadmap) -> Iterator[str]:
    limits = roadmap.limits
    for step in roadmap.steps:
        action = questionnaire.actions_by_id.get(step.action)
        if action is None:
            yield f"{step.action} is no action of the questionnaire"
            continue
        weeks = max(1, action.weeks - limits.running.get(step.action, 0))
        if step.finish_week - step.start_week != weeks:
            yield f"{step.action} takes {step.finish_week - step.start_week} weeks instead of {weeks}"
        if step.start_week < 0 or step.finish_week > WEEKS_PER_QUARTER * limits.quarters:
            yield f"{step.action} runs outside the horizon"
        if step.quarter != math.ceil(step.finish_week / WEEKS_PER_QUARTER):
            yield f"{step.action} finishes in week {step.finish_week}, which is not in quarter {step.quarter}"
        days = action.days * limits.effort_factors.get(step.action, limits.effort_factor) / action.weeks * weeks
        if abs(step.days - days) > CLOSE:
            yield f"{step.action} counts {step.days} days instead of {days}"
        if step.action in limits.running and step.start_week != 0:
            yield f"{step.action} runs already and is said to start in week {step.start_week}"
        if step.action in limits.done:
            yield f"{step.action} is done"
        if step.action in limits.excluded:
            yield f"{step.action} is excluded"
        if limits.pinned.get(step.action, step.quarter) != step.quarter:
            yield f"{step.action} is pinned to quarter {limits.pinned[step.action]} and finishes in {step.quarter}"
    if sorted(step.rank for step in roadmap.steps) != list(range(len(roadmap.steps))):
        yield "the order of choice has gaps or doubles"


def _faults_of_left_out(questionnaire: Questionnaire, roadmap: Roadmap) -> Iterator[str]:
    left_out = [left.action for left in roadmap.left_out]
    told = Counter([*(step.action for step in roadmap.steps), *left_out, *roadmap.limits.done])
    for action in roadmap.limits.running:
        if action in left_out:
            yield f"{action} runs already and is left out"
    for action in questionnaire.actions_by_id:
        if told[action] != 1:
            yield f"{action} is told of {told[action]} times, as a step and as left out"


def _faults_of_limits(questionnaire: Questionnaire, roadmap: Roadmap) -> Iterator[str]:
    """Check the room week by week: what runs already may take more than there is, and then nothing comes beside it."""
    limits, share = roadmap.limits, 1 - roadmap.limits.reserve
    horizon = WEEKS_PER_QUARTER * limits.quarters
    at_work = [
        [step for step in roadmap.steps if step.start_week <= week < step.finish_week] for week in range(horizon)
    ]
    for week, steps in enumerate(at_work):
        if len(steps) > limits.max_concurrent and not all(step.action in limits.running for step in steps):
            yield f"{len(steps)} actions run in week {week}"
    for quarter in range(1, limits.quarters + 1):
        weeks = at_work[WEEKS_PER_QUARTER * (quarter - 1) : WEEKS_PER_QUARTER * quarter]
        days = _days_of(step for steps in weeks for step in steps)
        if _is_too_much(days, share * limits.capacity[quarter - 1], limits):
            yield f"quarter {quarter} plans {sum(days.values()):.2f} days"
        for name, owner in limits.owners.items():
            theirs = {action: each for action, each in days.items() if action in owner.actions}
            if _is_too_much(theirs, share * owner.capacity, limits):
                yield f"quarter {quarter} plans {sum(theirs.values()):.2f} days of {name}"
        finishes = [step.action for step in roadmap.steps if step.quarter == quarter]
        visible = [action for action in finishes if questionnaire.actions_by_id[action].visible_to_users]
        if len(visible) > limits.max_visible_finishes and not limits.running.keys() >= set(visible):
            yield f"users notice {len(visible)} changes in quarter {quarter}"
        told = roadmap.expected[quarter - 1].days
        if abs(told - sum(days.values())) > CLOSE:
            yield f"quarter {quarter} tells of {told} days and plans {sum(days.values())}"


def _days_of(steps: Iterable[Step]) -> dict[str, float]:
    """Return the person-days of steps that are named once for every week in which they run."""
    days: dict[str, float] = {}
    for step in steps:
        days[step.action] = days.get(step.action, 0.0) + step.days / (step.finish_week - step.start_week)
    return days


def _is_too_much(days: Mapping[str, float], limit: float, limits: Limits) -> bool:
    return sum(days.values()) > limit + CLOSE and not limits.running.keys() >= days.keys()


class _Ground:
    """The items of a department, which finished actions lift."""

    def __init__(self, questionnaire: Questionnaire, scorecard: Scorecard, limits: Limits) -> None:
        self._questionnaire = questionnaire
        self._scorecard = scorecard
        self._values: dict[str, float] = {}
        self._gate_values: dict[str, float] = {}
        for item, score in scorecard.items.items():
            if not score.not_applicable:
                self._values[item] = score.value or WHERE_NOBODY_GAVE_A_LEVEL
                self._gate_values[item] = score.low_median or WHERE_NOBODY_GAVE_A_LEVEL
        self._weights = {
            capability_id: scored.importance * self._risk(capability_id)
            for capability_id, scored in scorecard.capabilities.items()
        }

        for action in sorted(limits.unmeasured):
            self.finish(action)

    def _risk(self, capability_id: str) -> float:
        gate_values = [standing.middle for standing in self._standings(capability_id).values()]
        return risk_of(capability_id, gate_values, self._scorecard.critical_data)

    def _standings(self, capability_id: str) -> Mapping[str, Standing]:
        items = self._questionnaire.capabilities[capability_id].items
        return {
            item.id: Standing(self._values[item.id], self._gate_values[item.id])
            for item in items
            if item.id in self._values
        }

    def is_there(self, action: str) -> bool:
        """Say whether every applicable item that an action lifts has its level."""
        lifts = self._questionnaire.actions_by_id[action].lifts
        return all(self._values.get(item, level) >= level - CLOSE for item, level in lifts.items())

    def finish(self, action: str) -> set[str]:
        """Lift the items of an action, and return those whose value moved, or whose low median counts at a gate."""
        moved = set()
        for item, level in self._questionnaire.actions_by_id[action].lifts.items():
            if item in self._values and level - self._values[item] <= REACH_OF_AN_ACTION + CLOSE:
                is_gate = self._questionnaire.items[item].gate is not None
                if self._values[item] < level or (is_gate and self._gate_values[item] < level):
                    moved.add(item)
                self._values[item] = max(self._values[item], level)
                self._gate_values[item] = max(self._gate_values[item], level)
        return moved

    def level(self, domain_id: str) -> int:
        """Return the level of a domain; what has no level counts as 1."""
        domain = next(domain for domain in self._questionnaire.domains if domain.id == domain_id)
        in_scope = (part for part in domain.capabilities if not self._scorecard.capabilities[part.id].out_of_scope)
        levels = {part.id: capability_level(part, self._standings(part.id)).level for part in in_scope}
        return domain_level(levels, domain.core)

    def worth(self) -> float:
        """Return V, over the capabilities in scope."""
        total = 0.0
        for capability_id, weight in self._weights.items():
            target = self._scorecard.capabilities[capability_id].target
            reached = capability_level(self._questionnaire.capabilities[capability_id], self._standings(capability_id))
            if target is not None and reached.score is not None and reached.level is not None:
                total += weight * (min(target, reached.score) + WORTH_OF_A_LEVEL * min(target, reached.level))
        return total


def _faults_of_time(questionnaire: Questionnaire, scorecard: Scorecard, roadmap: Roadmap) -> Iterator[str]:
    """Walk through the weeks: what finishes lifts its items first, what starts finds its prerequisites met."""
    ground = _Ground(questionnaire, scorecard, roadmap.limits)
    done = set(roadmap.limits.done)
    worth, value = ground.worth(), 0.0
    for week in range(WEEKS_PER_QUARTER * roadmap.limits.quarters + 1):
        for step in sorted((step for step in roadmap.steps if step.finish_week == week), key=_action):
            if ground.finish(step.action) != {lift.item for lift in step.lifts}:
                yield f"{step.action} tells of other lifts than it makes"
            done.add(step.action)
            before, worth = worth, ground.worth()
            value += DISCOUNT_PER_QUARTER ** ((week - 1) // WEEKS_PER_QUARTER) * (worth - before)
        for step in roadmap.steps:
            if step.start_week == week and step.action not in roadmap.limits.running:
                for needed in questionnaire.actions_by_id[step.action].needs:
                    if needed not in done and not ground.is_there(needed):
                        yield f"{step.action} starts in week {week} before its prerequisite {needed} is met"
                if not done.issuperset(step.waits_for):
                    yield f"{step.action} starts in week {week} before what it is said to wait for"
        for domain, must in roadmap.limits.must.items():
            if week == WEEKS_PER_QUARTER * must.quarter and ground.level(domain) < must.level:
                yield f"{domain} is at level {ground.level(domain)} at the end of quarter {must.quarter}"
    if abs(value - roadmap.value) > CLOSE:
        yield f"the value is {value}, not {roadmap.value}"


def _action(step: Step) -> str:
    return step.action


def _faults_of_promises(scorecard: Scorecard, roadmap: Roadmap) -> Iterator[str]:
    """Check what the roadmap promises: bounds in their order, and nothing lower than before."""
    if roadmap.bound is not None and roadmap.bound < roadmap.value - CLOSE:
        yield f"the bound {roadmap.bound} is below the value {roadmap.value}"
    if (roadmap.bound is None) != (roadmap.gap is None):
        yield "a gap goes with a bound"
    if roadmap.reach is not None and not -CLOSE <= roadmap.reach <= 1 + CLOSE:
        yield f"the reach is {roadmap.reach}"
    standing = [scorecard.overall.score] + [domain.score for domain in scorecard.domains.values()]
    for quarter in roadmap.expected:
        promises = [quarter.overall, *(quarter.domains[domain] for domain in scorecard.domains)]
        for low_before, promise in zip(standing, promises, strict=True):
            if _is_below(promise.low, low_before) or _is_below(promise.high, promise.low):
                yield f"quarter {quarter.quarter} expects less than before"
        standing = [promise.high for promise in promises]


def _is_below(figure: float | None, other: float | None) -> bool:
    return other is not None and (figure is None or figure < other - CLOSE)
