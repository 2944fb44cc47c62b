"""Plans for circumstances other than those of the roadmap, with a count of how many there are to make."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from questionnaires.model import Questionnaire
from scoring.roadmap.checking import check
from scoring.roadmap.contradictions import NoPlan, contradictions
from scoring.roadmap.draft import Draft
from scoring.roadmap.greedy import place_greedily
from scoring.roadmap.model import Limits, Roadmap
from scoring.roadmap.outlook import reach, turns_of
from scoring.roadmap.planner import UNPROVED, Proof, UnsoundPlan, describe
from scoring.roadmap.search import Search
from scoring.roadmap.state import Placement, State, starting_state
from scoring.scorecard import Scorecard

WORK = 0.5  # for each plan (see Search): it starts from the roadmap, so that little is enough [measured]
WORK_TO_BE_SURE = 3.0  # where the number of days is proved, and its plan is still to be found
SECONDS = 120.0  # a safety net for all plans together

Progress = Callable[[int, int], None]


class OutOfTime(Exception):
    """Raised where the plans take longer than the safety net, or are interrupted."""


@dataclass(frozen=True)
class Variant:
    """A plan for a department within limits, as far as an analysis needs it."""

    scorecard: Scorecard
    draft: Draft
    proof: Proof

    @cached_property
    def reach(self) -> float | None:
        """The share (0..1) of the gap that it closes; None where there is none."""
        return reach(self.scorecard, turns_of(self.scorecard, self.draft.state, self.placements))

    @property
    def placements(self) -> tuple[Placement, ...]:
        return self.draft.placements

    @property
    def actions(self) -> frozenset[str]:
        return frozenset(self.draft.placed)

    @property
    def is_proved(self) -> bool:
        """Whether no plan is better."""
        return self.proof.status == "optimal"


def variant_of(scorecard: Scorecard, state: State, roadmap: Roadmap) -> Variant:
    """Return a roadmap as the variant in which nothing is changed."""
    draft = Draft.of(state, roadmap.limits, placements_of(roadmap))
    return Variant(scorecard, draft, Proof(roadmap.bound, roadmap.status))


@dataclass
class Variants:
    """Makes plans, each within a small effort, and tells after each how many of how many are made.

    `kept` are the steps of the roadmap: each search starts from as many of them as fit. `expected` is the largest
    number of plans there may be; what a part of the analysis does not need is passed over.
    """

    questionnaire: Questionnaire
    kept: tuple[Placement, ...]
    search: Search | None
    expected: int
    progress: Progress | None = None
    made: int = 0
    _passed: int = 0
    _until: float | None = field(default=None)

    def __post_init__(self) -> None:
        if self.search is not None and self.search.seconds is not None:
            self._until = time.monotonic() + SECONDS

    def plan(
        self, scorecard: Scorecard, limits: Limits, work: float = WORK, near: Variant | None = None
    ) -> Variant | None:
        """Return the plan of a department within limits; None where none can keep to them.

        The search starts from the roadmap or from another plan that is `near`, whichever is worth more here.
        """
        state = starting_state(self.questionnaire, scorecard, limits)
        variant = None
        if not any(contradictions(state, limits)):
            variant = self._planned(scorecard, state, limits, self.effort(work), near)
        self.made += 1
        self._tell()
        return variant

    def _planned(
        self, scorecard: Scorecard, state: State, limits: Limits, effort: Search | None, near: Variant | None
    ) -> Variant | None:
        from scoring.roadmap import exact

        quick = place_greedily(state, limits)
        if effort is None or not exact.is_available():
            return Variant(scorecard, quick, UNPROVED) if quick.keeps_its_promises else None
        starts = [quick, *(_fitting(placements, state, limits) for placements in self._known(near))]
        start = max(starts, key=lambda draft: (draft.keeps_its_promises, draft.value))
        try:
            found = exact.place(state, limits, start, effort)
        except NoPlan:
            return None
        if found.status == "stopped":
            raise OutOfTime
        return Variant(scorecard, Draft.of(state, limits, found.placements), Proof(found.bound, found.status))

    def _known(self, near: Variant | None) -> tuple[tuple[Placement, ...], ...]:
        return (self.kept,) if near is None else (self.kept, near.placements)

    def checked(self, variant: Variant) -> Roadmap:
        """Return a variant as a roadmap that may be shown. Raises UnsoundPlan where it breaks a rule."""
        roadmap = describe(self.questionnaire, variant.scorecard, variant.draft, variant.proof)
        faults = check(self.questionnaire, variant.scorecard, roadmap)
        if faults:
            raise UnsoundPlan(faults)
        return roadmap

    def effort(self, work: float = WORK) -> Search | None:
        """How long to look for each plan; None for the greedy one."""
        if self.search is None:
            return None
        left = None if self._until is None else max(0.1, self._until - time.monotonic())
        return Search(min(work, self.search.work), left)

    def pass_over(self, plans: int) -> None:
        """Count plans that need not be made."""
        self._passed += max(0, plans)
        self._tell()

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(min(self.made + self._passed, self.expected), self.expected)


def _fitting(placements: Iterable[Placement], state: State, limits: Limits) -> Draft:
    """Return those steps of a plan that fit within other limits, in their order."""
    draft = Draft.of(state, limits)
    for action in sorted(limits.running):
        draft.put(action, 0)
    for placement in sorted(placements, key=lambda placement: (placement.start, placement.action)):
        if placement.action not in draft.placed:
            draft = draft.with_action(placement.action) or draft
    return draft


def placements_of(roadmap: Roadmap) -> tuple[Placement, ...]:
    """Return the steps of a roadmap with their weeks."""
    return tuple(Placement(step.action, step.start_week, step.finish_week) for step in roadmap.steps)
