"""A plan in the making: what is placed, the room that is left and the value so far (scoring 6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.roadmap.model import Limits
from scoring.roadmap.room import Room
from scoring.roadmap.state import Finish, Placement, State


@dataclass(slots=True)
class Draft:
    """Some placed actions, in the order of choice, and what follows from them.

    `finishes` holds, by capability, those that touch it; `value` is the objective so far.
    """

    state: State
    room: Room
    placed: dict[str, Placement]
    finishes: dict[str, tuple[Finish, ...]]
    days: float = 0.0
    value: float = 0.0

    @classmethod
    def of(cls, state: State, limits: Limits, placements: Iterable[Placement] = ()) -> Draft:
        """Return the draft in which some actions stand in the weeks that were chosen for them."""
        draft = cls(state, Room.within(limits), {}, dict.fromkeys(state.stakes, ()))
        for action, start, _ in placements:
            draft.put(action, start)
        return draft

    @property
    def limits(self) -> Limits:
        return self.room.limits

    @property
    def placements(self) -> tuple[Placement, ...]:
        return tuple(self.placed.values())

    def days_of(self, action: str) -> float:
        """Return the person-days of an action in this department."""
        return self.state.actions[action].days

    @property
    def keeps_its_promises(self) -> bool:
        """Whether all that is pinned is placed, and every domain is where it must be in time."""
        reached = (self.level_of(domain) >= must.level for domain, must in self.limits.must.items())
        return self.limits.pinned.keys() <= self.placed.keys() and all(reached)

    def level_of(self, domain_id: str) -> int:
        """Return the level of a domain by the quarter in which it must be at one."""
        return self.state.level_of(domain_id, self.finishes, self.limits.must[domain_id].quarter)

    def with_action(self, action: str) -> Draft | None:
        """Return the draft with an action and its unmet prerequisites, each as early as it fits; None if one cannot.

        A pinned action fits in its own quarter only, and an excluded one nowhere.
        """
        bundle = self.bundle(action)
        if not self.limits.excluded.isdisjoint(bundle):
            return None
        extended = self.copy()
        for part in bundle:
            start = extended.earliest_start(part)
            if start is None:
                return None
            extended.put(part, start)
        return extended

    def copy(self) -> Draft:
        return Draft(self.state, self.room.copy(), self.placed.copy(), self.finishes.copy(), self.days, self.value)

    def without(self, action: str) -> Draft:
        """Return the draft without one of its actions, the others in their weeks."""
        return Draft.of(self.state, self.limits, (each for each in self.placements if each.action != action))

    def gains_by(self, action: str) -> bool:
        """Say whether a placed action adds to the value, with all others where they are."""
        return any(stake.gains_by(action, self.finishes[stake.capability.id]) for stake in self.state.touched[action])

    @property
    def is_in_order(self) -> bool:
        """Whether every placed action finds its prerequisites met at its start."""
        ready = ((self.ready_from(action), placement.start) for action, placement in self.placed.items())
        return all(week is not None and week <= start for week, start in ready)

    def bundle(self, action: str) -> tuple[str, ...]:
        """Return an action after those of its prerequisites, and of theirs, that nothing in the draft meets."""
        bundle: dict[str, None] = {}
        self._collect(action, bundle)
        return tuple(bundle)

    def _collect(self, action: str, bundle: dict[str, None]) -> None:
        for needed in sorted(self.state.actions[action].needs):
            if needed not in bundle and self.met_from(needed) is None:
                self._collect(needed, bundle)
        bundle[action] = None

    def met_from(self, action: str) -> int | None:
        """Return the week from which a prerequisite is met, by being done or by the state; None if it never is."""
        spared = self.state.spared_from(action, self.finishes)
        if action not in self.placed:
            return spared
        finish = self.placed[action].finish
        return finish if spared is None else min(finish, spared)

    def ready_from(self, action: str) -> int | None:
        """Return the week from which all prerequisites of an action are met; None if one never is."""
        ready = 0
        for needed in self.state.actions[action].needs:
            week = self.met_from(needed)
            if week is None:
                return None
            ready = max(ready, week)
        return ready

    def earliest_start(self, action: str) -> int | None:
        """Return the first week in which an action can start within all limits; None if there is none."""
        ready = self.ready_from(action)
        if ready is None:
            return None
        first, last = self.limits.window_of(self.state.actions[action])
        return self.room.earliest(self.state.actions[action], max(first, ready), last)

    def put(self, action: str, start: int) -> None:
        """Place an action in the draft itself."""
        placement = self.placed[action] = self.room.take(self.state.actions[action], start)
        self.days += self.days_of(action)
        for stake in self.state.touched[action]:
            before = self.finishes[stake.capability.id]
            after = tuple(sorted((*before, Finish(placement.finish, action))))
            self.finishes[stake.capability.id] = after
            self.value += stake.earned(after) - stake.earned(before)
