"""Plans for circumstances other than those of the roadmap, with a count of how many there are to make."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from questionnaires.model import Questionnaire
from scoring.roadmap.contradictions import NoPlan
from scoring.roadmap.model import Limits, Roadmap
from scoring.roadmap.planner import plan
from scoring.roadmap.search import Search
from scoring.roadmap.state import Placement
from scoring.scorecard import Scorecard

NODES = 20  # of the search tree, for each plan [measured: most are proved with it]
SECONDS = 120.0  # a safety net for all plans together

Progress = Callable[[int, int], None]


class OutOfTime(Exception):
    """Raised where the plans take longer than the safety net, or are interrupted."""


@dataclass
class Variants:
    """Makes plans, each within a small effort, and tells after each how many of how many are made.

    `expected` is the largest number there may be; what a part of the analysis does not need is passed over.
    """

    questionnaire: Questionnaire
    search: Search | None
    expected: int
    progress: Progress | None = None
    made: int = 0
    _passed: int = 0
    _until: float | None = field(default=None)

    def __post_init__(self) -> None:
        if self.search is not None and self.search.seconds is not None:
            self._until = time.monotonic() + SECONDS

    def plan(self, scorecard: Scorecard, limits: Limits) -> Roadmap | None:
        """Return the plan of a department within limits; None where none can keep to them."""
        try:
            roadmap = plan(self.questionnaire, scorecard, limits, self.effort)
        except NoPlan:
            roadmap = None
        if roadmap is not None and roadmap.status == "stopped":
            raise OutOfTime
        self.made += 1
        self._tell()
        return roadmap

    @property
    def effort(self) -> Search | None:
        """How long to look for each plan; None for the greedy one."""
        if self.search is None:
            return None
        left = None if self._until is None else max(0.1, self._until - time.monotonic())
        return Search(min(NODES, self.search.nodes), left)

    def pass_over(self, plans: int) -> None:
        """Count plans that need not be made."""
        self._passed += max(0, plans)
        self._tell()

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(min(self.made + self._passed, self.expected), self.expected)


def placements_of(roadmap: Roadmap) -> tuple[Placement, ...]:
    """Return the steps of a roadmap with their weeks."""
    return tuple(Placement(step.action, step.start_week, step.finish_week) for step in roadmap.steps)


def actions_of(roadmap: Roadmap) -> frozenset[str]:
    """Return the actions of a roadmap."""
    return frozenset(step.action for step in roadmap.steps)
