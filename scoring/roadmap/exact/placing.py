"""Search for the best plan: solve a model, place in weeks what it chose, and go into more detail where that fails."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.bounds import exceeds
from scoring.roadmap.draft import Draft
from scoring.roadmap.exact.model import Model
from scoring.roadmap.exact.problem import Detail, Problem
from scoring.roadmap.exact.solving import ABSOLUTE_GAP, RELATIVE_GAP, Answer, Effort, solve
from scoring.roadmap.exact.tidying import tidied
from scoring.roadmap.model import Limits, PlanStatus
from scoring.roadmap.search import Search
from scoring.roadmap.state import State


@dataclass
class Quest:
    """The best plan so far, what no plan can be above, and the choices of the models that were tried in weeks."""

    problem: Problem
    effort: Effort
    best: Draft
    bound: float = math.inf
    tried: set[tuple[tuple[str, int], ...]] = field(default_factory=set)

    @property
    def is_over(self) -> bool:
        """Whether no plan can be better by more than the solver tells apart."""
        return self.bound - self.best.value <= max(ABSOLUTE_GAP, RELATIVE_GAP * self.best.value)

    def go(self, detail: Detail) -> Mapping[str, int] | None:
        """Solve the model in some detail; return its best choice if that is proved the best, and not in weeks yet."""
        model = self.problem.model(detail)
        answer = solve(model.program, self.effort, model.columns_of(self.best.placements))
        self.bound = min(self.bound, answer.bound)
        failed = self._place(model, answer)
        return failed if answer.ending == "optimal" else None

    def _place(self, model: Model, answer: Answer) -> Mapping[str, int] | None:
        """Place what the solver found in weeks, the best first; return the first that cannot be."""
        failed = None
        for worth, values in sorted(answer.solutions, key=lambda each: -each[0]):
            finishes = model.finishes(values)
            choice = tuple(sorted(finishes.items()))
            if not exceeds(worth, self.best.value + ABSOLUTE_GAP):
                break
            if choice in self.tried:
                continue
            self.tried.add(choice)
            placements = self.problem.placed(finishes, worth - ABSOLUTE_GAP, self.effort)
            if placements is None:
                failed = failed or finishes
                self._keep(self.problem.repaired(finishes))
            else:
                self._keep(Draft.of(self.problem.state, self.problem.limits, placements))
        return failed

    def _keep(self, draft: Draft) -> None:
        if draft.keeps_its_promises >= self.best.keeps_its_promises:
            draft = tidied(draft)
            if exceeds(draft.value, self.best.value):
                self.best = draft


def search_best(state: State, limits: Limits, start: Draft, search: Search) -> tuple[Draft, float, PlanStatus]:
    """Return the best plan that is found, no worse than one to start from, with its bound and how far the proof is."""
    until = None if search.seconds is None else time.monotonic() + search.seconds
    quest = Quest(Problem.of(state, limits), Effort(search.nodes, until), tidied(start))
    detail: Detail | None = "quarters"
    while detail is not None:
        failed = quest.go(detail)
        if quest.is_over:
            return quest.best, max(quest.bound, quest.best.value), "optimal"
        detail = _next(quest, detail, failed)
    is_late = until is not None and time.monotonic() >= until
    return quest.best, quest.bound, "stopped" if is_late else "feasible"


def _next(quest: Quest, detail: Detail, failed: Mapping[str, int] | None) -> Detail | None:
    if failed is None or quest.effort.is_spent:
        return None
    if detail == "quarters":
        would_fit = quest.problem.at_once.placed(failed, -math.inf, quest.effort)
        return "whole weeks" if would_fit is None else "each week"
    return None if detail == "all" else "all"
