"""Search for the best plan: solve a model, place in weeks what it chose, and go into more detail where that fails."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.bounds import exceeds
from scoring.roadmap.draft import Draft
from scoring.roadmap.exact.improving import improved
from scoring.roadmap.exact.model import Model
from scoring.roadmap.exact.problem import Detail, Problem
from scoring.roadmap.exact.solving import ABSOLUTE_GAP, RELATIVE_GAP, Answer, Effort, Ending, effort_of, solve
from scoring.roadmap.exact.tidying import tidied
from scoring.roadmap.model import WORTH_OF_A_LEVEL, Limits, PlanStatus
from scoring.roadmap.search import Search
from scoring.roadmap.state import State, quarter_of

FIRST: tuple[Detail, float] = ("quarters", 3.0)
"""The first detail, and the work (see Search) that it is given."""

TRIES, TRIES_OF_ONE = 4000, 3000
"""How many orders are tried for a better plan at a time, and how many are a work of one."""

NEARBY = ((0, 0.4), (1, 0.7))
"""How many quarters from two plans a better one is looked for, and the work of that: before other orders and after."""


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
    improvements: int = 0

    @property
    def is_over(self) -> bool:
        """Whether no plan can be better by more than the solver tells apart."""
        apart = max(ABSOLUTE_GAP, RELATIVE_GAP * abs(self.best.value))
        return self.best.keeps_its_promises and self.bound - self.value <= apart

    @property
    def goes_on(self) -> bool:
        """Whether a better plan is still looked for."""
        return not (self.is_over or self.effort.is_spent)

    @property
    def value(self) -> float:
        """The value of the best plan; below any other where it does not do what it must."""
        return self.best.value if self.best.keeps_its_promises else -math.inf

    def go(self, detail: Detail, work: float = math.inf) -> tuple[Ending, Mapping[str, int] | None]:
        """Solve the model in some detail; return how that ended, and the best choice where it is not in weeks yet.

        Raises Impossible where it has no solution.
        """
        model = self.problem.model(detail)
        answer = self._solve(model, work)
        if answer.ending == "infeasible":
            raise Impossible
        self.bound = min(self.bound, answer.bound)
        return answer.ending, self._place(model, answer)

    def improve(self, failed: Mapping[str, int] | None) -> None:
        """Look for a better plan in other orders, and between the best and a choice that cannot be placed in weeks."""
        if not self.best.keeps_its_promises:
            return
        before, after = NEARBY
        self._look_near(failed, *before)
        self._try_other_orders()
        self._look_near(failed, *after)

    def _try_other_orders(self) -> None:
        tries = int(min(TRIES, (self.effort.work - self.effort.spent) * TRIES_OF_ONE))
        if not self.goes_on or tries <= 0:
            return
        self.effort.spent += tries / TRIES_OF_ONE
        self.improvements += 1  # each goes another way
        self._keep(improved(self.best, self.problem.ground, tuple(self.problem.slots), tries, self.improvements))

    def _look_near(self, failed: Mapping[str, int] | None, spread: int, work: float) -> None:
        if not self.goes_on:
            return
        best = {placed.action: quarter_of(placed.finish) for placed in self.best.placements}
        model = self.problem.nearby((failed or best, best), spread)
        for worth, values in self._solve(model, work).solutions:
            if exceeds(worth, self.value + ABSOLUTE_GAP):
                self._keep(Draft.of(self.problem.state, self.problem.limits, model.placements(values)))

    def _solve(self, model: Model, work: float) -> Answer:
        known = model.columns_of(self.best.placements) if self.best.keeps_its_promises else None
        part = self.effort.part(work)
        answer = solve(model.program, part, known)
        self.effort.add(part)
        return answer

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
    _go_into_detail(quest)
    if quest.is_over:
        return quest.best, max(quest.bound, quest.best.value), "optimal"
    bound = min(quest.bound, _beyond(quest.problem.state))
    return quest.best, bound, "stopped" if quest.effort.is_cut_short else "feasible"


def _go_into_detail(quest: Quest) -> None:
    """Go on until nothing better can be, the effort is spent or there is no more detail.

    What the first detail chooses before it is proved is placed in weeks, or shows already that weeks are the matter.
    """
    detail, work = FIRST
    while quest.goes_on:
        ending, failed = quest.go(detail, work)
        quest.improve(failed)
        following = _next(quest, detail, ending, failed)
        if following is None:
            return
        detail, work = following, math.inf


def _next(quest: Quest, detail: Detail, ending: Ending, failed: Mapping[str, int] | None) -> Detail | None:
    """Return the detail to go on in; None where a better plan can no longer be found."""
    if failed is None:
        return None if ending == "optimal" else detail
    if detail == "quarters":
        would_fit = quest.problem.placed(failed, -math.inf, each_week=False)
        return "whole weeks" if would_fit is None else "each week"
    return None if detail == "all" else "all"


def _beyond(state: State) -> float:
    """Return what no plan can be above: every capability at its target from the start."""
    return sum(
        stake.weight * stake.target * (1 + WORTH_OF_A_LEVEL) - stake.after(()).worth for stake in state.stakes.values()
    )
