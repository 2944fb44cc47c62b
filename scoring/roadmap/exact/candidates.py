"""Which actions could be of use in a plan, and from which week each could start (scoring 6)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scoring.roadmap.arrivals import earliest_arrivals
from scoring.roadmap.model import Limits
from scoring.roadmap.state import Finish, State


def candidates(state: State, limits: Limits) -> dict[str, int]:
    """Return the actions that may take part in a best plan, each with the first week in which it could start.

    Those that gain or are demanded, those they wait for, and those that could bring about what these would. What
    cannot be finished in time, and what can only ever be idle, is left out: no plan is better with it.
    """
    arrivals = earliest_arrivals(state, limits)
    in_time = {
        action: arrivals[action].week - work.weeks
        for action, work in state.actions.items()
        if action in arrivals and arrivals[action].week <= limits.window_of(work)[1]
    }
    useful = limits.fixed | {
        action for action in in_time if state.can_gain_by(action) or _is_demanded(state, limits, action)
    }
    while (more := useful | set(_helpers(state, useful))) != useful:
        useful = more
    taken = {action: in_time[action] for action in state.actions if action in useful and action in in_time}
    return taken | dict.fromkeys(sorted(limits.running), 0)


def unmet_needs(state: State, action: str) -> Iterator[str]:
    """Yield the prerequisites of an action that the starting state does not spare it."""
    nothing: dict[str, tuple[Finish, ...]] = dict.fromkeys(state.stakes, ())
    return (needed for needed in state.actions[action].needs if state.spared_from(needed, nothing) is None)


def _is_demanded(state: State, limits: Limits, action: str) -> bool:
    """Say whether an action touches a domain that must reach a level: what gains nothing may be needed there."""
    demanded = {
        part.id for domain in limits.must if domain in state.domains for part in state.domains[domain].capabilities
    }
    return any(stake.capability.id in demanded for stake in state.touched[action])


def _helpers(state: State, useful: Collection[str]) -> Iterator[str]:
    """Yield what useful actions wait for, and what lifts an item that those would lift."""
    for action in useful:
        for needed in unmet_needs(state, action):
            yield needed
            for stake in state.touched[needed]:
                yield from (
                    other for other, levels in stake.lifts.items() if not levels.keys().isdisjoint(stake.lifts[needed])
                )
