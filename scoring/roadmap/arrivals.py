"""Find how soon each action can be finished where days and people are no limit (scoring 6)."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from scoring.roadmap.model import Limits
from scoring.roadmap.state import Finish, State


class Arrival(NamedTuple):
    """The first week by which an action can be finished, and the prerequisites it waits for, itself last."""

    week: int
    chain: tuple[str, ...]


def earliest_arrivals(state: State, limits: Limits) -> dict[str, Arrival]:
    """Return the arrival of each action if every one starts as soon as it may, a pinned one not before its quarter.

    An action that waits for an excluded one, and that no other can spare the wait, never arrives and is not there.
    """
    arrivals: dict[str, Arrival] = {}
    finishes: dict[str, tuple[Finish, ...]] = dict.fromkeys(state.stakes, ())
    waiting = [action for action in state.actions if action not in limits.excluded]
    running: dict[str, Arrival] = {}
    week = 0
    while True:
        for action in [action for action in waiting if _may_start(state, action, arrivals, finishes)]:
            waiting.remove(action)
            running[action] = _arrival(state, action, week, arrivals, limits)
        if not running:
            return arrivals
        week = min(arrival.week for arrival in running.values())
        for action in sorted(action for action, arrival in running.items() if arrival.week == week):
            arrivals[action] = running.pop(action)
            for stake in state.touched[action]:
                finishes[stake.capability.id] += (Finish(week, action),)


def _may_start(state: State, action: str, arrivals: Collection[str], finishes: dict[str, tuple[Finish, ...]]) -> bool:
    return all(
        needed in arrivals or state.spared_from(needed, finishes) is not None for needed in state.actions[action].needs
    )


def _arrival(state: State, action_id: str, week: int, arrivals: dict[str, Arrival], limits: Limits) -> Arrival:
    action = state.actions[action_id]
    first, _ = limits.window_of(action)
    last = [
        arrivals[each].chain for each in action.needs if week > 0 and each in arrivals and arrivals[each].week == week
    ]
    return Arrival(max(week, first) + action.weeks, (*(last[0] if last else ()), action_id))
