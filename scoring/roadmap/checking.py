"""Check a roadmap by the rules of scoring 6, worked out week by week and apart from any planner."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from questionnaires.model import Questionnaire
from scoring.roadmap.checking_ground import CLOSE, Ground
from scoring.roadmap.checking_reasons import faults_of_reasons
from scoring.roadmap.model import DISCOUNT_PER_QUARTER, WEEKS_PER_QUARTER, Limits, Roadmap, Step
from scoring.scorecard import Scorecard


def check(questionnaire: Questionnaire, scorecard: Scorecard, roadmap: Roadmap) -> tuple[str, ...]:
    """Return every way in which a roadmap breaks the rules, in plain English for who maintains a planner."""
    faults = [*_faults_of_steps(questionnaire, roadmap), *_faults_of_left_out(questionnaire, roadmap)]
    if faults:
        return tuple(faults)  # what follows takes sound steps for granted
    faults = [
        *_faults_of_limits(questionnaire, roadmap),
        *_faults_of_time(questionnaire, scorecard, roadmap),
        *_faults_of_promises(scorecard, roadmap),
    ]
    return tuple(faults) or faults_of_reasons(questionnaire, scorecard, roadmap)


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


def _faults_of_time(questionnaire: Questionnaire, scorecard: Scorecard, roadmap: Roadmap) -> Iterator[str]:
    """Walk through the weeks: what finishes lifts its items first, what starts finds its prerequisites met."""
    ground = Ground(questionnaire, scorecard, roadmap.limits)
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
