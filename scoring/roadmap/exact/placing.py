"""Search for the best plan: solve a model, place in weeks what it chose, and go into more detail where that fails."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.bounds import exceeds
from scoring.roadmap.draft import Draft
from scoring.roadmap.exact.model import Model
from scoring.roadmap.exact.problem import Detail, Problem
from scoring.roadmap.exact.solving import ABSOLUTE_GAP, RELATIVE_GAP, Answer, Effort, effort_of, solve
from scoring.roadmap.exact.tidying import tidied
from scoring.roadmap.model import WORTH_OF_A_LEVEL, Limits, PlanStatus
from scoring.roadmap.search import Search
from scoring.roadmap.state import State, quarter_of

NEARBY = ((0, 0.5), (1, 1.0))
"""How many quarters from two plans a better one is looked for, and the work (see Search) that this may take."""


class Impossible(Exception):
    """Raised where no plan can keep to the limits."""


@dataclass
class Quest:
    """The best plan so far, what no plan can be above, and the choices that could not be placed in weeks."""

    problem: Problem
    effort: Effort
    best: Draft
    bound: float = math.inf
    failed: set[tuple[tuple[str, int], ...]] = field(default_factory=set)

    @property
    def is_over(self) -> bool:
        """Whether no plan can be better by more than the solver tells apart."""
        return self.bound - self.value <= max(ABSOLUTE_GAP, RELATIVE_GAP * abs(self.value))

    @property
    def value(self) -> float:
        """The value of the best plan; below any other where it does not do what it must."""
        return self.best.value if self.best.keeps_its_promises else -math.inf

    def go(self, detail: Detail) -> Mapping[str, int] | None:
        """Solve the model in some detail; return its best choice if that is proved the best, and not in weeks yet.

        Raises Impossible where it has no solution.
        """
        model = self.problem.model(detail)
        known = model.columns_of(self.best.placements) if self.best.keeps_its_promises else None
        answer = solve(model.program, self.effort, known)
        if answer.ending == "infeasible":
            raise Impossible
        self.bound = min(self.bound, answer.bound)
        failed = self._place(model, answer)
        if failed is not None:
            self._look_near(failed)
        return failed if answer.ending == "optimal" else None

    def _look_near(self, finishes: Mapping[str, int]) -> None:
        """Look between a choice that cannot be placed in weeks and the best plan: most often the best is there."""
        for spread, work in NEARBY:
            if self.is_over or self.effort.is_spent or not self.best.keeps_its_promises:
                return
            best = {placed.action: quarter_of(placed.finish) for placed in self.best.placements}
            model = self.problem.nearby((finishes, best), spread)
            effort = self.effort.part(work)
            answer = solve(model.program, effort, model.columns_of(self.best.placements))
            self.effort.add(effort)
            for worth, values in answer.solutions:
                if exceeds(worth, self.value + ABSOLUTE_GAP):
                    self._keep(Draft.of(self.problem.state, self.problem.limits, model.placements(values)))

    def _place(self, model: Model, answer: Answer) -> Mapping[str, int] | None:
        """Place what the solver found in weeks; return its best choice where that cannot be.

        In the order in which it was found: a longer search goes on where a shorter one ended, and has no less.
        """
        failed = None
        for worth, values in answer.solutions:
            if not exceeds(worth, self.value + ABSOLUTE_GAP):
                continue
            failed = model.finishes(values)
            choice = tuple(sorted(failed.items()))
            if choice in self.failed:
                continue
            placements = self.problem.placed(failed, worth - ABSOLUTE_GAP)
            if placements is None:
                self.failed.add(choice)
                self._keep(self.problem.repaired(failed))
            else:
                self._keep(Draft.of(self.problem.state, self.problem.limits, placements))
                failed = None
        return failed

    def _keep(self, draft: Draft) -> None:
        if draft.keeps_its_promises:
            draft = tidied(draft)
            if exceeds(draft.value, self.value):
                self.best = draft


def search_best(state: State, limits: Limits, start: Draft, search: Search) -> tuple[Draft, float, PlanStatus]:
    """Return the best plan that is found, no worse than one to start from, with its bound and how far the proof is.

    Raises Impossible where no plan keeps to the limits.
    """
    problem = Problem.of(state, limits)
    if not problem.can_keep_its_promises:
        raise Impossible
    quest = Quest(problem, effort_of(search), start)
    try:
        return _search(quest)
    except KeyboardInterrupt:
        return quest.best, min(quest.bound, _beyond(state)), "stopped"


def _search(quest: Quest) -> tuple[Draft, float, PlanStatus]:
    quest.best = tidied(quest.best)
    detail: Detail | None = "quarters"
    while detail is not None:
        failed = quest.go(detail)
        if quest.is_over:
            return quest.best, max(quest.bound, quest.best.value), "optimal"
        detail = _next(quest, detail, failed)
    bound = min(quest.bound, _beyond(quest.problem.state))
    return quest.best, bound, "stopped" if quest.effort.is_cut_short else "feasible"


def _next(quest: Quest, detail: Detail, failed: Mapping[str, int] | None) -> Detail | None:
    if failed is None or quest.effort.is_spent:
        return None
    if detail == "quarters":
        would_fit = quest.problem.placed(failed, -math.inf, each_week=False)
        return "whole weeks" if would_fit is None else "each week"
    return None if detail == "all" else "all"


def _beyond(state: State) -> float:
    """Return what no plan can be above: every capability at its target from the start."""
    return sum(
        stake.weight * stake.target * (1 + WORTH_OF_A_LEVEL) - stake.after(()).worth for stake in state.stakes.values()
    )
