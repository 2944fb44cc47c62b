"""A state within limits, made ready for the solver: its candidates, their slots and what may come of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from msgspec.structs import replace

from scoring.roadmap.draft import Draft
from scoring.roadmap.exact.candidates import candidates
from scoring.roadmap.exact.configurations import Configuration, configurations
from scoring.roadmap.exact.demands import add_goals, add_musts
from scoring.roadmap.exact.model import Model, add_concurrency, add_configurations, add_room, add_starts
from scoring.roadmap.exact.slots import Slot, slots_between
from scoring.roadmap.exact.solving import Effort, solve
from scoring.roadmap.exact.waiting import add_waiting
from scoring.roadmap.model import Limits
from scoring.roadmap.state import Placement, State

WORK_TO_PLACE = 0.5

Detail = Literal["quarters", "whole weeks", "each week", "all"]
"""How close a model comes to the problem. Each leaves out less, and none forbids what is possible.

- quarters: whole numbers are only the quarters in which actions finish; what runs at once is counted by quarter.
- whole weeks: actions start in whole weeks.
- each week: what runs at once is counted in each week, though a start may be spread over weeks.
- all: the problem itself.
"""


DETAILS: tuple[Detail, ...] = ("quarters", "whole weeks", "all")


@dataclass(frozen=True)
class Problem:
    """A state within limits, with what every model of it has in common."""

    state: State
    limits: Limits
    slots: Mapping[str, tuple[Slot, ...]]
    configurations: Mapping[str, Sequence[Configuration]]
    goals: Mapping[str, float]

    @classmethod
    def of(cls, state: State, limits: Limits, goals: Mapping[str, float] | None = None) -> Problem:
        """Return the problem of the best plan for a state within some limits.

        `goals` are scores, up to the target, that capabilities must have at the end.
        """
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
        return cls(state, limits, slots, found, goals or {})

    @cached_property
    def weeks(self) -> dict[str, tuple[Slot, ...]]:
        """The slots of each action, week by week."""
        return {
            action: tuple(week for slot in slots for week in slot.single_weeks())
            for action, slots in self.slots.items()
        }

    def with_days(self, days: int) -> Problem:
        """Return the problem with some person-days in each quarter."""
        capacity = (float(days),) * self.limits.quarters
        return Problem(self.state, replace(self.limits, capacity=capacity), self.slots, self.configurations, self.goals)

    @property
    def can_keep_its_promises(self) -> bool:
        """Whether what is fixed is among the candidates at all."""
        return self.limits.fixed <= self.slots.keys()

    def model(self, detail: Detail) -> Model:
        """Return the model of the problem in some detail."""
        slots = self.slots if detail in {"quarters", "whole weeks"} else self.weeks
        return self._model(slots, is_whole=detail in {"whole weeks", "all"}, each_week=detail in {"each week", "all"})

    def nearby(self, finishes: Sequence[Mapping[str, int]], spread: int) -> Model:
        """Return the model in all detail of the plans near to some: actions that are in none of them stay out.

        Each action finishes in a quarter in which it does in one of them, or at most `spread` from that, or not at all.
        """
        near = {
            action: tuple(
                week
                for week in weeks
                if any(action in each and abs(week.finishes_in - each[action]) <= spread for each in finishes)
            )
            for action, weeks in self.weeks.items()
        }
        slots = {action: weeks for action, weeks in near.items() if weeks}
        return self._model(slots, is_whole=True, each_week=True)

    def least_days(self, detail: Detail) -> tuple[Model, int]:
        """Return the model in which as few person-days per quarter as will do are sought, and their column."""
        slots = self.slots if detail in {"quarters", "whole weeks"} else self.weeks
        model = Model(self.state, self.limits, slots)
        days = model.program.column(upper=math.inf, is_whole=True)
        self._fill(
            model, is_whole=detail in {"whole weeks", "all"}, each_week=detail in {"each week", "all"}, days=days
        )
        model.program.worth = [0.0] * len(model.program.worth)
        model.program.worth[days] = -1.0
        return model, days

    def _model(self, slots: Mapping[str, Sequence[Slot]], *, is_whole: bool, each_week: bool) -> Model:
        model = Model(self.state, self.limits, slots)
        self._fill(model, is_whole=is_whole, each_week=each_week)
        return model

    def _fill(self, model: Model, *, is_whole: bool, each_week: bool, days: int | None = None) -> None:
        found = {
            capability_id: [each for each in found if each.done <= model.slots.keys()]
            for capability_id, found in self.configurations.items()
        }
        add_starts(model, is_whole=is_whole)
        add_room(model, days)
        if each_week:
            add_concurrency(model)
        add_configurations(model, found)
        add_musts(model)
        add_goals(model, self.goals)
        add_waiting(model, found)

    def placed(
        self, finishes: Mapping[str, int], worth: float, *, each_week: bool = True
    ) -> tuple[Placement, ...] | None:
        """Return weeks in which actions finish in their quarters and are worth so much; None where there are none.

        Unless `each_week` is asked for, what runs at once is counted by quarter.
        """
        weeks = {
            action: tuple(week for week in self.weeks[action] if week.finishes_in == quarter)
            for action, quarter in finishes.items()
        }
        model = self._model(weeks, is_whole=True, each_week=each_week)
        program = model.program
        for action, quarter in finishes.items():
            program.lower[model.finished[action, quarter]] = 1.0
        program.row({column: each for column, each in enumerate(program.worth) if each}, lower=worth)
        program.worth = [0.0] * len(program.worth)
        answer = solve(program, Effort(WORK_TO_PLACE, None), first_that_fits=True)
        return model.placements(answer.solutions[-1][1]) if answer.solutions else None

    def repaired(self, finishes: Mapping[str, int]) -> Draft:
        """Return a plan that comes near to finishing actions in their quarters: each as soon as it fits."""
        draft = self.ground
        for action in sorted(finishes, key=lambda action: (finishes[action], -self._works(action), action)):
            if action not in draft.placed:
                draft = draft.with_action(action) or draft
        return draft

    @cached_property
    def ground(self) -> Draft:
        """The plan of what runs already."""
        running = (Placement(action, 0, self.state.actions[action].weeks) for action in sorted(self.limits.running))
        return Draft.of(self.state, self.limits, running)

    def _works(self, action: str) -> int:
        return self.state.actions[action].weeks
