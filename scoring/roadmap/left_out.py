"""Say of every action that is not in a plan why it is not (scoring 6)."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from scoring.bounds import exceeds
from scoring.levels import Standing
from scoring.roadmap.absences import Absence
from scoring.roadmap.arrivals import Arrival, earliest_arrivals
from scoring.roadmap.draft import Draft
from scoring.roadmap.model import REACH_OF_AN_ACTION, Gain, LeftOut, LeftOutReason, Lift, Limits
from scoring.roadmap.outlook import Turn
from scoring.roadmap.reasons import Limit
from scoring.roadmap.state import Stake, State, counted
from scoring.roadmap.swaps import Swaps
from scoring.scorecard import Scorecard

Orders = Mapping[str, tuple[str, ...]]  # by capability, the actions that touch it in their order of finishing


def left_out(
    draft: Draft, scorecard: Scorecard, turns: Mapping[str, Sequence[Turn]], without: Mapping[str, Absence]
) -> tuple[LeftOut, ...]:
    """Return the actions outside a full plan, in the order of the questionnaire, each with its reason.

    `turns` are what the plan does to each capability, `without` the plan without each of its steps.
    """
    outside = [action for action in draft.state.actions if action not in draft.placed]
    allowed = [action for action in outside if action not in draft.limits.excluded]
    arrivals = earliest_arrivals(draft.state, draft.limits)
    with_more, swaps = _with_one_limit_less(draft), Swaps(draft, without)
    wanted = {
        action: _wanted(draft, action, arrivals, with_more, swaps) for action in allowed if _adds_value(draft, action)
    }
    return tuple(
        wanted[action]
        if action in wanted
        else _told(draft, action, "excluded", is_dropped=action in draft.limits.dropped)
        if action in draft.limits.excluded
        else _not_gaining(draft, action, wanted.values(), scorecard, turns)
        for action in outside
    )


def _adds_value(draft: Draft, action: str) -> bool:
    """Say whether an action would add value after a plan and the prerequisites that it still needs."""
    orders = _orders_with_prerequisites(draft, action)
    return any(
        exceeds(stake.after((*order, action)).worth, stake.after(order).worth)
        for stake, order in _touched(draft.state, action, orders)
    )


def _would_add_value_within_reach(draft: Draft, action: str) -> bool:
    """Say whether only the distance to its level keeps an action from adding value after a plan."""
    orders = _orders_with_prerequisites(draft, action)
    return any(
        exceeds(_worth_at_its_levels(stake, action, order), stake.after(order).worth)
        for stake, order in _touched(draft.state, action, orders)
    )


def _worth_at_its_levels(stake: Stake, action: str, order: tuple[str, ...]) -> float:
    levels = stake.lifts[action]
    return stake.worth(
        {
            item: Standing(*(max(figure, levels.get(item, 0)) for figure in counted(standing)))
            for item, standing in stake.after(order).standings.items()
        }
    )


def _orders_with_prerequisites(draft: Draft, action: str) -> Orders:
    orders = {part: tuple(finish.action for finish in finishes) for part, finishes in draft.finishes.items()}
    for needed in draft.bundle(action)[:-1]:
        for stake, order in _touched(draft.state, needed, orders):
            orders[stake.capability.id] = (*order, needed)
    return orders


def _touched(state: State, action: str, orders: Orders) -> Iterator[tuple[Stake, tuple[str, ...]]]:
    return ((stake, orders[stake.capability.id]) for stake in state.touched[action])


def _wanted(
    draft: Draft, action: str, arrivals: Mapping[str, Arrival], with_more: Mapping[Limit, Draft], swaps: Swaps
) -> LeftOut:
    """Return why an action that gains has no place."""
    limits = draft.limits
    *prerequisites, _ = draft.bundle(action)
    missing = tuple(each for each in prerequisites if each in limits.excluded)
    if missing:
        return _told(draft, action, "prerequisite", missing=missing)
    arrival, (_, last_week) = arrivals[action], limits.window_of(draft.state.actions[action])
    if arrival.week > last_week:
        return _told(draft, action, "too_far", weeks=arrival.week, chain=arrival.chain)
    in_the_way = (limit for limit, roomier in with_more.items() if roomier.with_action(action) is not None)
    return _told(draft, action, "no_capacity", limit=next(in_the_way, None), swap=swaps.for_action(action))


def _not_gaining(
    draft: Draft,
    action: str,
    wanted: Collection[LeftOut],
    scorecard: Scorecard,
    turns: Mapping[str, Sequence[Turn]],
) -> LeftOut:
    """Return why an action that gains nothing is left out: it may prepare another that is."""
    waiting = [left for left in wanted if action in left.prerequisites]
    short_of_room = tuple(left.action for left in waiting if left.reason == "no_capacity")
    if short_of_room:
        return _told(draft, action, "no_capacity", only_for=short_of_room)
    if _would_add_value_within_reach(draft, action):
        return _told(draft, action, "too_far", is_above_reach=True, lifts=tuple(_out_of_reach(draft, action)))
    only_for = tuple(left.action for left in waiting)
    there = tuple(_there(draft, action))
    reached = None if there else _reached(draft, action, scorecard, turns)
    return _told(draft, action, "not_needed", only_for=only_for, lifts=there, reached=reached)


def _out_of_reach(draft: Draft, action: str) -> Iterator[Lift]:
    """Yield the items whose level lies too far above where the plan brings them."""
    orders = _orders_with_prerequisites(draft, action)
    for stake, order in _touched(draft.state, action, orders):
        standings = stake.after(order).standings
        for item, level in stake.lifts[action].items():
            value, _ = counted(standings[item])
            if exceeds(level - REACH_OF_AN_ACTION, value):
                yield Lift(item, value, level)


def _there(draft: Draft, action: str) -> Iterator[Lift]:
    """Yield the items that an action would lift, if the plan has them all at that level without it."""
    found = []
    for stake in draft.state.touched[action]:
        standings = stake.after(tuple(finish.action for finish in draft.finishes[stake.capability.id])).standings
        for item, level in stake.lifts[action].items():
            value, _ = counted(standings[item])
            if exceeds(level, value):
                return
            found.append(Lift(item, value, level))
    yield from found


def _reached(draft: Draft, action: str, scorecard: Scorecard, turns: Mapping[str, Sequence[Turn]]) -> Gain | None:
    """Return where the plan brings the capability of an action; None where that takes no part."""
    capability_id = draft.state.actions[action].capability
    if capability_id not in draft.state.stakes:
        return None
    scored, made = scorecard.capabilities[capability_id], turns[capability_id]
    return Gain(
        capability=capability_id,
        target=draft.state.stakes[capability_id].target,
        score=scored.score,
        score_after=made[-1].after.score if made else scored.score,
        level=scored.level,
        level_after=made[-1].after.level if made else scored.level,
    )


def _told(draft: Draft, action: str, reason: LeftOutReason, **figures: Any) -> LeftOut:
    bundle = draft.bundle(action)
    return LeftOut(
        action=action,
        reason=reason,
        days=sum(draft.days_of(part) for part in bundle),
        prerequisites=bundle[:-1],
        **figures,
    )


def _with_one_limit_less(draft: Draft) -> dict[Limit, Draft]:
    """Return the same plan with the room that there would be without one of its limits."""
    unlimited = len(draft.state.actions)
    without: dict[Limit, Limits] = {
        "days": replace(draft.limits, capacity=(math.inf,) * draft.limits.quarters),
        "owner": replace(draft.limits, owners={}),
        "people": replace(draft.limits, max_concurrent=unlimited),
        "users": replace(draft.limits, max_visible_finishes=unlimited),
    }
    return {limit: Draft.of(draft.state, limits, draft.placements) for limit, limits in without.items()}
