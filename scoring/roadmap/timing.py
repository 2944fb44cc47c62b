"""Say of a step why it stands where it stands: what keeps it from an earlier week, and what a later one means."""

from __future__ import annotations

from msgspec.structs import replace

from scoring.bounds import exceeds
from scoring.roadmap.absences import Absence, in_order
from scoring.roadmap.draft import Draft
from scoring.roadmap.model import WEEKS_PER_QUARTER
from scoring.roadmap.obstacles import obstacle
from scoring.roadmap.reasons import AtStake, Later, Obstacle
from scoring.roadmap.state import Placement, quarter_of


def earlier(draft: Draft, action: str, others: Draft, waits_for: tuple[str, ...]) -> Obstacle | None:
    """Return what keeps a step from starting a week earlier; None where nothing does, or it starts at once.

    `others` is the draft without it. Person-days that are taken count its own with them.
    """
    start = draft.placed[action].start
    if start == 0 or action in draft.limits.running:
        return None
    if draft.ready_from(action) == start:
        return Obstacle(by="prerequisite", week=start, actions=waits_for)
    work = draft.state.actions[action]
    if draft.limits.window_of(work)[0] == start:
        return Obstacle(by="pinned", quarter=draft.limits.pinned[action])
    found = obstacle(others, work, start - 1)
    if found is None or found.by not in ("days", "owner"):
        return found
    room = draft.room
    taken = room.days_owned[found.owner] if found.owner else room.days_planned
    return replace(found, taken=taken[found.quarter - 1], asks=work.days / work.weeks)


def later(draft: Draft, action: str, others: Draft) -> Later | None:
    """Return what it means to start a step later, with all others in their place; None where it runs already."""
    if action in draft.limits.running:
        return None
    slack = _slack(draft, action, others)
    start = _a_quarter_later(draft, action, others)
    if isinstance(start, Obstacle):
        return Later(slack=slack, obstacle=start)
    then = _with_what_waits(draft, action, others, start)
    if isinstance(then, Obstacle):
        return Later(slack=slack, obstacle=then)
    moves = tuple(other for other in then.placed if other != action and then.placed[other] != draft.placed[other])
    return Later(slack=slack, cost=share_of(draft, draft.value - then.value), moves=moves)


def at_stake(draft: Draft, absence: Absence) -> AtStake:
    """Return what a plan would lose without a step, and without what cannot be done for that."""
    return AtStake(share=share_of(draft, draft.value - absence.left.value), falls=absence.falls)


def needed_for(draft: Draft, absence: Absence) -> tuple[str, ...]:
    """Return the domains that are where they must be, and would not be without a step."""
    return tuple(
        domain
        for domain, must in sorted(draft.limits.must.items())
        if absence.left.level_of(domain) < must.level <= draft.level_of(domain)
    )


def share_of(draft: Draft, value: float) -> float:
    """Return a part of the value of a plan as a share of it; 0 where the plan is worth nothing."""
    return value / draft.value if exceeds(draft.value, 0) else 0.0


def _with(others: Draft, action: str, start: int) -> Draft:
    """Return a draft in which one more step starts in a week, whether there is room or not."""
    draft = others.copy()
    draft.put(action, start)
    return draft


def _slack(draft: Draft, action: str, others: Draft) -> int:
    work = draft.state.actions[action]
    _, last = draft.limits.window_of(work)
    start = draft.placed[action].start
    slack = 0
    while start + slack + 1 + work.weeks <= last and others.room.hindrance(work, start + slack + 1) is None:
        then = _with(others, action, start + slack + 1)
        breaks = not then.is_in_order or then.keeps_its_promises < draft.keeps_its_promises
        if breaks or exceeds(draft.value, then.value):
            break
        slack += 1
    return slack


def _a_quarter_later(draft: Draft, action: str, others: Draft) -> int | Obstacle:
    """Return the first week in which a step can start so that it finishes a quarter later, or why there is none."""
    work, placement = draft.state.actions[action], draft.placed[action]
    quarter = quarter_of(placement.finish) + 1
    if quarter >= draft.limits.quarters:
        horizon = WEEKS_PER_QUARTER * draft.limits.quarters
        return Obstacle(by="horizon", week=WEEKS_PER_QUARTER * quarter + 1, room=horizon)
    if action in draft.limits.pinned:
        return Obstacle(by="pinned", quarter=draft.limits.pinned[action])
    last = WEEKS_PER_QUARTER * (quarter + 1) - work.weeks
    for start in range(last - WEEKS_PER_QUARTER + 1, last):
        if others.room.hindrance(work, start) is None:
            return start
    return obstacle(others, work, last) or last


def _with_what_waits(draft: Draft, action: str, others: Draft, start: int) -> Draft | Obstacle:
    """Return the draft with a step in a later week and what waits for it as early as it then can.

    What had a place keeps it where it still can. Returns what is in the way where something is.
    """
    then = in_order(_with(others, action, start)).copy()
    waiting = [each for each in draft.placements if each.action not in then.placed]
    for placement in sorted(waiting, key=_by_start):
        found = then.earliest_start(placement.action)
        if found is None:
            return Obstacle(by="steps", actions=(placement.action,))
        then.put(placement.action, found)
    for domain, must in sorted(draft.limits.must.items()):
        if then.level_of(domain) < must.level <= draft.level_of(domain):
            return Obstacle(by="must", domain=domain, quarter=must.quarter)
    return then


def _by_start(placement: Placement) -> tuple[int, int, str]:
    return placement.start, placement.finish, placement.action
