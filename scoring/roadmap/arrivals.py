"""Find how soon each action can be finished where days and people are no limit (scoring 6)."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from scoring.roadmap.state import Finish, State


class Arrival(NamedTuple):
    """The first week by which an action can be finished, and the prerequisites it waits for, itself last."""

    week: int
    chain: tuple[str, ...]


def earliest_arrivals(state: State, excluded: Collection[str]) -> dict[str, Arrival]:
    """Return the arrival of each action if every one starts as soon as it may.

    An action that waits for an excluded one, and that no other can spare the wait, never arrives and is not there.
    """
    arrivals: dict[str, Arrival] = {}
    finishes: dict[str, tuple[Finish, ...]] = dict.fromkeys(state.stakes, ())
    waiting = [action for action in state.actions if action not in excluded]
    running: dict[str, Arrival] = {}
    week = 0
    while True:
        startable = [action for action in waiting if _may_start(state, action, arrivals, finishes)]
        for action in startable:
            waiting.remove(action)
            running[action] = _arrival(state, action, week, arrivals)
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


def _arrival(state: State, action: str, week: int, arrivals: dict[str, Arrival]) -> Arrival:
    waited_for = [arrivals[needed] for needed in state.actions[action].needs if needed in arrivals]
    last = [arrival.chain for arrival in waited_for if arrival.week == week and week > 0]
    return Arrival(week + state.actions[action].weeks, (*(last[0] if last else ()), action))
