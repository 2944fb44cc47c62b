"""Check what a roadmap says of its reasons by doing it: moving steps, taking them out, and putting others in."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.model import Questionnaire
from scoring.roadmap.checking_ground import CLOSE
from scoring.roadmap.model import WEEKS_PER_QUARTER, LeftOut, Roadmap, Step
from scoring.roadmap.reasons import AtStake, Later, Obstacle
from scoring.roadmap.rehearsal import Plan, Rehearsal, Span
from scoring.scorecard import Scorecard


def faults_of_reasons(questionnaire: Questionnaire, scorecard: Scorecard, roadmap: Roadmap) -> tuple[str, ...]:
    """Return every reason of a sound roadmap that does not hold."""
    rehearsal = Rehearsal(questionnaire, scorecard, roadmap)
    faults: list[str] = []
    for step in roadmap.steps:
        faults += _of_earlier(rehearsal, step)
        if step.why.later is not None:
            faults += _of_later(rehearsal, roadmap, step, step.why.later)
        if step.why.at_stake is not None:
            faults += _of_what_is_at_stake(rehearsal, roadmap, step, step.why.at_stake)
    for left in roadmap.left_out:
        faults += _of_swap(rehearsal, roadmap, left)
    for quarter in roadmap.expected:
        if set(quarter.noticed) != rehearsal.noticed(rehearsal.plan, quarter.quarter):
            faults.append(f"quarter {quarter.quarter} tells of other changes than users notice")
        if quarter.binds is not None and quarter.binds.by in ("days", "owner"):
            faults += _of_days(rehearsal, rehearsal.plan, quarter.binds, f"quarter {quarter.quarter}")
    return tuple(faults)


def _moved(rehearsal: Rehearsal, action: str, weeks: int) -> Plan:
    start, finish = rehearsal.plan[action]
    return {**rehearsal.plan, action: Span(start + weeks, finish + weeks)}


def _can_move(rehearsal: Rehearsal, roadmap: Roadmap, action: str, weeks: int) -> bool:
    """Say whether a step can move with nothing broken and nothing lost."""
    then = rehearsal.outcome(_moved(rehearsal, action, weeks), [action])
    return not then.breaks and not then.behind and then.value > roadmap.value - CLOSE


def _of_earlier(rehearsal: Rehearsal, step: Step) -> Iterator[str]:
    held = step.why.earlier
    if step.action in rehearsal.limits.running or step.start_week == 0:
        return
    if bool(rehearsal.outcome(_moved(rehearsal, step.action, -1), [step.action]).breaks) != (held is not None):
        yield f"{step.action} tells wrongly whether it can start earlier"
    if held is not None:
        in_the_way = rehearsal.plan if held.by in ("days", "owner") else _others(rehearsal, step.action)
        yield from _of_obstacle(rehearsal, in_the_way, held, step.action)


def _of_later(rehearsal: Rehearsal, roadmap: Roadmap, step: Step, later: Later) -> Iterator[str]:
    if later.slack and not _can_move(rehearsal, roadmap, step.action, later.slack):
        yield f"{step.action} does not have {later.slack} weeks of slack"
    if _can_move(rehearsal, roadmap, step.action, later.slack + 1):
        yield f"{step.action} has more than {later.slack} weeks of slack"
    if later.obstacle is not None:
        yield from _of_obstacle(rehearsal, _others(rehearsal, step.action), later.obstacle, step.action)
    elif not later.moves and not any(
        abs(cost - (later.cost or 0.0)) < CLOSE for cost in _costs_of_a_quarter(rehearsal, roadmap, step)
    ):
        yield f"{step.action} cannot come a quarter later at a cost of {later.cost}"


def _costs_of_a_quarter(rehearsal: Rehearsal, roadmap: Roadmap, step: Step) -> Iterator[float]:
    """Yield what each way to finish a step in the next quarter costs, as a share of the value."""
    first = WEEKS_PER_QUARTER * step.quarter + 1 - step.finish_week
    for weeks in range(first, first + WEEKS_PER_QUARTER):
        then = rehearsal.outcome(_moved(rehearsal, step.action, weeks), [step.action])
        if not then.breaks and not then.behind:
            yield (roadmap.value - then.value) / roadmap.value if roadmap.value else 0.0


def _of_what_is_at_stake(rehearsal: Rehearsal, roadmap: Roadmap, step: Step, stake: AtStake) -> Iterator[str]:
    gone = {step.action, *stake.falls}
    rest = {action: span for action, span in rehearsal.plan.items() if action not in gone}
    then = rehearsal.outcome(rest)
    if then.breaks:
        yield f"without {step.action} more falls than it tells: {then.breaks}"
    elif abs(then.value - (1 - stake.share) * roadmap.value) > CLOSE:
        yield f"without {step.action} the roadmap does not lose {stake.share} of its value"
    if set(then.behind) != set(step.why.musts):
        yield f"{step.action} tells of other demands than need it"


def _of_swap(rehearsal: Rehearsal, roadmap: Roadmap, left: LeftOut) -> Iterator[str]:
    if left.swap is None:
        return
    rest = {action: span for action, span in rehearsal.plan.items() if action not in left.swap.goes}
    plan = rehearsal.with_action(rest, left.action)
    then = None if plan is None else rehearsal.outcome(plan)
    if plan is None or then is None or then.breaks or then.behind or not rehearsal.limits.fixed <= plan.keys():
        yield f"{left.action} has no room when {', '.join(left.swap.goes)} makes way"
    elif abs(then.value - (1 - left.swap.cost) * roadmap.value) > CLOSE:
        yield f"{left.action} does not cost {left.swap.cost} of the value when it comes in"
    days = sum(rehearsal.rate(action) * rehearsal.length(action) for action in left.swap.goes)
    if abs(days - left.swap.days) > CLOSE:
        yield f"what makes way for {left.action} has {days} days, not {left.swap.days}"


def _others(rehearsal: Rehearsal, action: str) -> Plan:
    return {other: span for other, span in rehearsal.plan.items() if other != action}


def _of_obstacle(rehearsal: Rehearsal, plan: Plan, held: Obstacle, action: str) -> Iterator[str]:
    """Check the figures of what is in the way of a step; `plan` is what is there."""
    match held.by:
        case "days" | "owner":
            yield from _of_days(rehearsal, plan, held, action)
        case "people":
            at_once = rehearsal.at_once(plan, held.week)
            if at_once != set(held.actions) or len(at_once) != held.taken or held.taken < held.room:
                yield f"{action} tells of other actions in week {held.week} than run in it"
        case "users":
            noticed = rehearsal.noticed(plan, held.quarter)
            if noticed != set(held.actions) or len(noticed) != held.taken or held.taken < held.room:
                yield f"{action} tells of other changes than users notice in quarter {held.quarter}"


def _of_days(rehearsal: Rehearsal, plan: Plan, held: Obstacle, who: str) -> Iterator[str]:
    taken, room = rehearsal.days_in(plan, held.quarter, held.owner), rehearsal.days_for(held.quarter, held.owner)
    if abs(taken - held.taken) > CLOSE or abs(room - held.room) > CLOSE:
        yield f"{who} tells of {held.taken} of {held.room} days in quarter {held.quarter}, not {taken} of {room}"
