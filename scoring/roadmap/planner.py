"""Plan: from a scorecard and limits to a roadmap that explains itself (scoring 6)."""

from __future__ import annotations

from questionnaires.model import Questionnaire
from scoring.roadmap.checking import check
from scoring.roadmap.draft import Draft
from scoring.roadmap.greedy import place_greedily
from scoring.roadmap.left_out import left_out
from scoring.roadmap.model import Limits, Roadmap
from scoring.roadmap.outlook import expected, reach, turns_of
from scoring.roadmap.state import State, starting_state
from scoring.roadmap.steps import steps_of
from scoring.scorecard import Scorecard


class UnsoundPlan(Exception):
    """A plan that breaks a rule of planning: a fault of this program, never of what was put in."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def plan(questionnaire: Questionnaire, scorecard: Scorecard, limits: Limits) -> Roadmap:
    """Return the roadmap of a department within some limits; the same input gives the same roadmap.

    Raises UnsoundPlan where the plan does not pass the rules, which are written apart from the planner.
    """
    roadmap = describe(questionnaire, scorecard, place_greedily(starting_state(questionnaire, scorecard), limits))
    faults = check(questionnaire, scorecard, roadmap)
    if faults:
        raise UnsoundPlan(faults)
    return roadmap


def describe(questionnaire: Questionnaire, scorecard: Scorecard, draft: Draft) -> Roadmap:
    """Return placed actions, whoever chose them, as a roadmap with its reasons and what may be expected of it."""
    turns = turns_of(scorecard, draft.state, draft.placements)
    left = left_out(draft)
    return Roadmap(
        limits=draft.limits,
        value=draft.state.value_of(draft.placements),
        bound=None,
        gap=None,
        status="feasible",
        steps=steps_of(draft, turns, left),
        left_out=left,
        expected=expected(questionnaire, scorecard, turns, draft.room.days_planned),
        reach=reach(scorecard, turns),
        last_step=_last_step(questionnaire, draft.state),
    )


def _last_step(questionnaire: Questionnaire, state: State) -> tuple[str, ...]:
    """Return the capabilities that ask for the level that is invented with users, and are not there."""
    last = questionnaire.action_template.to_level
    return tuple(
        capability_id for capability_id, stake in state.stakes.items() if stake.target >= last and stake.has_gap
    )
