"""Find the best plan there is, and prove it: a model of whole numbers, solved by HiGHS (scoring 6)."""

from __future__ import annotations

from importlib.util import find_spec
from typing import NamedTuple

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
    """Return the best plan that is found, no worse than `start`."""
    from scoring.roadmap.exact.placing import search_best

    best, bound, status = search_best(state, limits, start, search)
    return Solution(best.placements, bound, status)
