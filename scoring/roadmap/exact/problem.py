"""A state within limits, made ready for the solver: its candidates, their slots and what may come of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from msgspec.structs import replace

from scoring.roadmap.draft import Draft
from scoring.roadmap.exact.candidates import candidates
from scoring.roadmap.exact.configurations import Configuration, configurations
from scoring.roadmap.exact.model import Model, add_concurrency, add_configurations, add_musts, add_room, add_starts
from scoring.roadmap.exact.slots import Slot, slots_between
from scoring.roadmap.exact.solving import Effort, solve
from scoring.roadmap.exact.waiting import add_waiting
from scoring.roadmap.model import Limits
from scoring.roadmap.state import Placement, State

NODES_TO_PLACE = 1000

Detail = Literal["quarters", "whole weeks", "each week", "all"]
"""How close a model comes to the problem. Each leaves out less, and none forbids what is possible.

- quarters: whole numbers are only the quarters in which actions finish; what runs at once is counted by quarter.
- whole weeks: actions start in whole weeks.
- each week: what runs at once is counted in each week, though a start may be spread over weeks.
- all: the problem itself.
"""


@dataclass(frozen=True)
class Problem:
    """A state within limits, with what every model of it has in common."""

    state: State
    limits: Limits
    slots: Mapping[str, tuple[Slot, ...]]
    configurations: Mapping[str, Sequence[Configuration]]

    @classmethod
    def of(cls, state: State, limits: Limits) -> Problem:
        """Return the problem of the best plan for a state within some limits."""
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
        return cls(state, limits, slots, found)

    @cached_property
    def weeks(self) -> dict[str, tuple[Slot, ...]]:
        """The slots of each action, week by week."""
        return {
            action: tuple(week for slot in slots for week in slot.single_weeks())
            for action, slots in self.slots.items()
        }

    @property
    def can_keep_its_promises(self) -> bool:
        """Whether what is fixed is among the candidates at all."""
        return self.limits.fixed <= self.slots.keys()

    def model(self, detail: Detail) -> Model:
        """Return the model of the problem in some detail."""
        slots = self.slots if detail in {"quarters", "whole weeks"} else self.weeks
        return self._model(slots, is_whole=detail in {"whole weeks", "all"})

    def _model(self, slots: Mapping[str, Sequence[Slot]], *, is_whole: bool) -> Model:
        model = Model(self.state, self.limits, slots)
        found = {
            capability_id: [each for each in found if each.done <= slots.keys()]
            for capability_id, found in self.configurations.items()
        }
        add_starts(model, is_whole=is_whole)
        add_room(model)
        if model.is_by_week:
            add_concurrency(model)
        add_configurations(model, found)
        add_musts(model)
        add_waiting(model, found)
        return model

    def placed(self, finishes: Mapping[str, int], worth: float, effort: Effort) -> tuple[Placement, ...] | None:
        """Return weeks in which actions finish in their quarters and are worth so much; None where there are none."""
        weeks = {
            action: tuple(week for week in self.weeks[action] if week.finishes_in == quarter)
            for action, quarter in finishes.items()
        }
        model = self._model(weeks, is_whole=True)
        program = model.program
        program.row({column: each for column, each in enumerate(program.worth) if each}, lower=worth)
        program.worth = [0.0] * len(program.worth)
        answer = solve(program, Effort(NODES_TO_PLACE, effort.until), first_that_fits=True)
        return model.placements(answer.solutions[-1][1]) if answer.solutions else None

    @cached_property
    def at_once(self) -> Problem:
        """The same problem where any number of actions may run at once."""
        return Problem(
            self.state, replace(self.limits, max_concurrent=len(self.slots)), self.slots, self.configurations
        )

    def repaired(self, finishes: Mapping[str, int]) -> Draft:
        """Return a plan that comes near to finishing actions in their quarters: each as soon as it fits."""
        draft = Draft.of(self.state, self.limits, self._running())
        for action in sorted(finishes, key=lambda action: (finishes[action], -self._works(action), action)):
            if action not in draft.placed:
                draft = draft.with_action(action) or draft
        return draft

    def _running(self) -> Iterator[Placement]:
        return (Placement(action, 0, self.state.actions[action].weeks) for action in sorted(self.limits.running))

    def _works(self, action: str) -> int:
        return self.state.actions[action].weeks
