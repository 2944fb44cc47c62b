"""Check a roadmap by the rules of scoring 6, worked out week by week and apart from any planner."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from questionnaires.model import Questionnaire
from scoring.levels import Standing, capability_level
from scoring.priority import risk_of
from scoring.roadmap.model import (
    DISCOUNT_PER_QUARTER,
    REACH_OF_AN_ACTION,
    WEEKS_PER_QUARTER,
    WHERE_NOBODY_GAVE_A_LEVEL,
    WORTH_OF_A_LEVEL,
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
        if step.finish_week - step.start_week != action.weeks:
            yield f"{step.action} takes {step.finish_week - step.start_week} weeks instead of {action.weeks}"
        if step.start_week < 0 or step.finish_week > WEEKS_PER_QUARTER * limits.quarters:
            yield f"{step.action} runs outside the horizon"
        if step.quarter != math.ceil(step.finish_week / WEEKS_PER_QUARTER):
            yield f"{step.action} finishes in week {step.finish_week}, which is not in quarter {step.quarter}"
        if abs(step.days - action.days * limits.effort_factor) > CLOSE:
            yield f"{step.action} counts {step.days} days instead of {action.days * limits.effort_factor}"
        if step.action in limits.excluded:
            yield f"{step.action} is excluded"
        if limits.pinned.get(step.action, step.quarter) != step.quarter:
            yield f"{step.action} is pinned to quarter {limits.pinned[step.action]} and finishes in {step.quarter}"
    if sorted(step.rank for step in roadmap.steps) != list(range(len(roadmap.steps))):
        yield "the order of choice has gaps or doubles"


def _faults_of_left_out(questionnaire: Questionnaire, roadmap: Roadmap) -> Iterator[str]:
    told = Counter([step.action for step in roadmap.steps] + [left.action for left in roadmap.left_out])
    for action in questionnaire.actions_by_id:
        if told[action] != 1:
            yield f"{action} is told of {told[action]} times, as a step and as left out"


def _faults_of_limits(questionnaire: Questionnaire, roadmap: Roadmap) -> Iterator[str]:
    limits = roadmap.limits
    effort = [0.0] * limits.quarters
    for week in range(WEEKS_PER_QUARTER * limits.quarters):
        running = [step for step in roadmap.steps if step.start_week <= week < step.finish_week]
        if len(running) > limits.max_concurrent:
            yield f"{len(running)} actions run in week {week}"
        effort[week // WEEKS_PER_QUARTER] += sum(step.days / (step.finish_week - step.start_week) for step in running)
    for quarter, days in enumerate(effort, start=1):
        if days > (1 - limits.reserve) * limits.capacity[quarter - 1] + CLOSE:
            yield f"quarter {quarter} plans {days:.2f} days"
        finishes = [step for step in roadmap.steps if step.quarter == quarter]
        visible = [step for step in finishes if questionnaire.actions_by_id[step.action].visible_to_users]
        if len(visible) > limits.max_visible_finishes:
            yield f"users notice {len(visible)} changes in quarter {quarter}"
        if abs(roadmap.expected[quarter - 1].days - days) > CLOSE:
            yield f"quarter {quarter} tells of {roadmap.expected[quarter - 1].days} days and plans {days}"


class _Ground:
    """The items of a department, which finished actions lift."""

    def __init__(self, questionnaire: Questionnaire, scorecard: Scorecard) -> None:
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
    ground = _Ground(questionnaire, scorecard)
    done: set[str] = set()
    worth, value = ground.worth(), 0.0
    for week in range(WEEKS_PER_QUARTER * roadmap.limits.quarters + 1):
        for step in sorted((step for step in roadmap.steps if step.finish_week == week), key=_action):
            if ground.finish(step.action) != {lift.item for lift in step.lifts}:
                yield f"{step.action} tells of other lifts than it makes"
            done.add(step.action)
            before, worth = worth, ground.worth()
            value += DISCOUNT_PER_QUARTER ** ((week - 1) // WEEKS_PER_QUARTER) * (worth - before)
        for step in roadmap.steps:
            if step.start_week == week:
                for needed in questionnaire.actions_by_id[step.action].needs:
                    if needed not in done and not ground.is_there(needed):
                        yield f"{step.action} starts in week {week} before its prerequisite {needed} is met"
                if not done.issuperset(step.waits_for):
                    yield f"{step.action} starts in week {week} before what it is said to wait for"
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
