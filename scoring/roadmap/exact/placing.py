"""Search for the best plan: solve the program, place what it chose in weeks, and refine it where that fails."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scoring.bounds import exceeds
from scoring.roadmap.draft import Draft
from scoring.roadmap.exact.candidates import candidates
from scoring.roadmap.exact.configurations import Configuration, configurations
from scoring.roadmap.exact.model import (
    Model,
    add_concurrency,
    add_configurations,
    add_musts,
    add_room,
    add_starts,
)
from scoring.roadmap.exact.program import all_of
from scoring.roadmap.exact.slots import Slot, slots_between
from scoring.roadmap.exact.solving import ABSOLUTE_GAP, RELATIVE_GAP, Answer, Effort, solve
from scoring.roadmap.exact.tidying import tidied
from scoring.roadmap.exact.waiting import add_waiting
from scoring.roadmap.model import Limits, PlanStatus
from scoring.roadmap.search import Search
from scoring.roadmap.state import Placement, State

NODES_TO_PLACE = 1000


@dataclass
class Problem:
    """A state within limits, with what the program needs to know of it."""

    state: State
    limits: Limits
    first_weeks: Mapping[str, int]
    configurations: Mapping[str, Sequence[Configuration]]
    slots: dict[str, tuple[Slot, ...]]
    conflicts: list[frozenset[Slot]] = field(default_factory=list)

    @classmethod
    def of(cls, state: State, limits: Limits) -> Problem:
        first_weeks = candidates(state, limits)
        slots = {}
        for action, first in first_weeks.items():
            work = state.actions[action]
            opens, ends = limits.window_of(work)
            slots[action] = tuple(slots_between(action, work.weeks, max(first, opens), ends - work.weeks))
        found = {
            capability_id: configurations(stake, first_weeks, state.actions)
            for capability_id, stake in state.stakes.items()
        }
        return cls(state, limits, first_weeks, found, slots)

    def model(self, slots: Mapping[str, Sequence[Slot]] | None = None) -> Model:
        """Return the program for all slots, or for some."""
        model = Model(self.state, self.limits, self.slots if slots is None else slots)
        add_starts(model)
        add_room(model)
        add_concurrency(model)
        add_configurations(model, self._configurations_of(model.slots))
        add_musts(model)
        add_waiting(model, self._configurations_of(model.slots))
        for conflict in self.conflicts:
            if all(slot in model.starts for slot in conflict):
                model.program.row(all_of(model.starts[slot] for slot in sorted(conflict)), upper=len(conflict) - 1)
        return model

    def _configurations_of(self, slots: Mapping[str, Sequence[Slot]]) -> dict[str, list[Configuration]]:
        return {
            capability_id: [each for each in found if each.done <= slots.keys()]
            for capability_id, found in self.configurations.items()
        }

    def placed(self, chosen: Iterable[Slot], worth: float, effort: Effort) -> tuple[Placement, ...] | None:
        """Return weeks within chosen slots that keep all limits and are worth as much; None where there are none."""
        weeks = {slot.action: tuple(slot.single_weeks()) for slot in chosen}
        model = self.model(weeks)
        program = model.program
        program.row({column: each for column, each in enumerate(program.worth) if each}, lower=worth)
        program.worth = [0.0] * len(program.worth)
        answer = solve(program, Effort(NODES_TO_PLACE, effort.until), first_that_fits=True)
        if not answer.solutions:
            return None
        found = model.chosen(answer.solutions[-1][1])
        return tuple(Placement(slot.action, slot.first, slot.first + slot.weeks) for slot in found)

    def conflict_in(self, chosen: Sequence[Slot], worth: float, effort: Effort) -> frozenset[Slot]:
        """Return a set of slots, as small as it is easily made, that cannot be chosen together."""
        return frozenset(chosen)

    def split(self, conflict: Iterable[Slot]) -> None:
        """Take the weeks of some slots one by one from now on."""
        for slot in conflict:
            if slot.spare:
                self.slots[slot.action] = tuple(
                    part
                    for each in self.slots[slot.action]
                    for part in (each.single_weeks() if each == slot else (each,))
                )


def search_best(state: State, limits: Limits, start: Draft, search: Search) -> tuple[Draft, float, PlanStatus]:
    """Return the best plan that is found, no worse than one to start from, with its bound and how far the proof is."""
    until = None if search.seconds is None else time.monotonic() + search.seconds
    effort = Effort(search.nodes, until)
    best, bound = start, math.inf
    try:
        best = tidied(start)
        problem = Problem.of(state, limits)
        while True:
            model = problem.model()
            answer = solve(model.program, effort, model.columns_of(best.placements))
            bound = min(bound, answer.bound)
            better, failed = _best_of(problem, model, answer, best, effort)
            best = better
            if bound - best.value <= max(ABSOLUTE_GAP, RELATIVE_GAP * best.value):
                return best, max(bound, best.value), "optimal"
            if answer.ending != "optimal" or not failed:
                return best, bound, "stopped" if answer.ending == "stopped" else "feasible"
            problem.conflicts.extend(failed)
            for conflict in failed:
                problem.split(conflict)
    except KeyboardInterrupt:
        return best, bound, "stopped"


def _best_of(
    problem: Problem, model: Model, answer: Answer, best: Draft, effort: Effort
) -> tuple[Draft, list[frozenset[Slot]]]:
    failed: list[frozenset[Slot]] = []
    for worth, values in sorted(answer.solutions, key=lambda each: -each[0]):
        if not exceeds(worth, best.value + ABSOLUTE_GAP):
            break
        chosen = model.chosen(values)
        placements = problem.placed(chosen, worth - ABSOLUTE_GAP, effort)
        if placements is None:
            failed.append(problem.conflict_in(chosen, worth, effort))
            continue
        draft = Draft.of(problem.state, problem.limits, placements)
        if draft.value > best.value:
            best = tidied(draft)
    return best, failed
