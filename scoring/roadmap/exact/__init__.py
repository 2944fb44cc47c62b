"""Find the best plan there is, and prove it: a model of whole numbers, solved by HiGHS (scoring 6)."""

from __future__ import annotations

from importlib.util import find_spec
from typing import NamedTuple

from questionnaires.language import phrase
from scoring.roadmap.contradictions import NoPlan
from scoring.roadmap.draft import Draft
from scoring.roadmap.model import Limits, PlanStatus
from scoring.roadmap.search import Search
from scoring.roadmap.state import Placement, State


class Solution(NamedTuple):
    """A plan with the highest value that any could still have."""

    placements: tuple[Placement, ...]
    bound: float
    status: PlanStatus


def is_available() -> bool:
    """Say whether the solver is installed."""
    return find_spec("highspy") is not None


def place(state: State, limits: Limits, start: Draft, search: Search) -> Solution:
    """Return the best plan that is found, no worse than `start`.

    `start` need not do what it must: then another is looked for. Raises NoPlan where there is none.
    """
    from scoring.roadmap.exact.placing import Impossible, search_best
    from scoring.roadmap.exact.relaxing import no_plan

    try:
        best, bound, status = search_best(state, limits, start, search)
    except Impossible:
        raise no_plan(state, limits, search) from None
    if not best.keeps_its_promises:
        raise NoPlan(
            phrase("No roadmap was found in time with all that is pinned or must be reached."),
            phrase("Ask for less, or allow more time."),
        )
    return Solution(best.placements, bound, status)


def least_capacity(state: State, limits: Limits, search: Search) -> int | None:
    """Return the fewest person-days per quarter, the same in each, that bring the highest reach within the horizon.

    A whole number; the reserve is kept. None where no number of days will do, because time is short.
    Where the search ends before the proof, it is the fewest with which a plan was found.
    """
    from scoring.roadmap.exact.least import least_days_for_highest

    return least_days_for_highest(state, limits, search)
