"""Departments and small sets of actions for the tests of the roadmap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace
from scoring_runs import QUESTIONNAIRE, Given, run, scored, whole

from questionnaires.model import Action, Questionnaire, Text
from questionnaires.responses import Context, Responses
from scoring.roadmap import check, plan
from scoring.roadmap.draft import Draft
from scoring.roadmap.model import Limits, Roadmap
from scoring.roadmap.planner import describe
from scoring.roadmap.state import Placement, State, starting_state
from scoring.scorecard import Scorecard

NO_CRITICAL_DATA = Context(critical_data="no")
YEAR = Limits(capacity=(60.0,) * 4)
PLENTY = Limits(capacity=(1000.0,) * 4, max_concurrent=40, max_visible_finishes=40)


def department(
    level: Given = 2, except_for: Mapping[str, Given] | None = None, target: int = 3, **targets: int
) -> Scorecard:
    """One manager's view: every item at a level but for some, and one target but for some capabilities.

    No critical data and nothing marked, so that I and R are 1 wherever no item is at level 1.
    """
    ambition = {"U": target, "O": target, "S": target, **targets}
    return scored(whole("it_management", level, except_for), ambition=ambition, context=NO_CRITICAL_DATA)


def run_with(**plan_and_context: Any) -> Responses:
    """A run of one manager with these fields of its own."""
    return replace(run(whole("it_management", 2)), **plan_and_context)


def action(
    action_id: str,
    lifts: Mapping[str, int],
    days: int = 4,
    weeks: int = 4,
    needs: Iterable[str] = (),
    *,
    visible: bool = False,
) -> Action:
    nothing = Text(nl="-", en="-")
    return Action(
        id=action_id,
        title=nothing,
        capability=QUESTIONNAIRE.capability_of(next(iter(lifts))).id,
        from_level=1,
        to_level=max(lifts.values()),
        lifts=dict(lifts),
        days=days,
        weeks=weeks,
        needs=tuple(needs),
        visible_to_users=visible,
        first_step=nothing,
        kpi=nothing,
    )


def with_actions(*actions: Action) -> Questionnaire:
    """The shipped questionnaire with other actions."""
    return replace(QUESTIONNAIRE, actions=actions)


def state_of(scorecard: Scorecard, questionnaire: Questionnaire = QUESTIONNAIRE, limits: Limits = YEAR) -> State:
    return starting_state(questionnaire, scorecard, limits)


def planned(
    scorecard: Scorecard, limits: Limits = YEAR, questionnaire: Questionnaire = QUESTIONNAIRE, **changes: Any
) -> Roadmap:
    """A roadmap within some limits, with changes to them."""
    return plan(questionnaire, scorecard, replace(limits, **changes))


def placed(
    scorecard: Scorecard,
    placements: Iterable[tuple[str, int]],
    limits: Limits = YEAR,
    questionnaire: Questionnaire = QUESTIONNAIRE,
) -> Roadmap:
    """A roadmap of actions that start in given weeks, whatever the planner would have chosen."""
    chosen = [
        Placement(action_id, start, start + questionnaire.actions_by_id[action_id].weeks)
        for action_id, start in placements
    ]
    return describe(questionnaire, scorecard, Draft.of(state_of(scorecard, questionnaire, limits), limits, chosen))


def faults(scorecard: Scorecard, roadmap: Roadmap, questionnaire: Questionnaire = QUESTIONNAIRE) -> tuple[str, ...]:
    return check(questionnaire, scorecard, roadmap)


def steps(roadmap: Roadmap) -> dict[str, tuple[int, int]]:
    """The weeks of each step."""
    return {step.action: (step.start_week, step.finish_week) for step in roadmap.steps}


def by_quarter(roadmap: Roadmap) -> dict[int, set[str]]:
    """What finishes in each quarter."""
    quarters = range(1, roadmap.limits.quarters + 1)
    return {quarter: {step.action for step in roadmap.steps if step.quarter == quarter} for quarter in quarters}


def reason(roadmap: Roadmap, action_id: str) -> Any:
    """What is told of an action that is left out."""
    (told,) = (left for left in roadmap.left_out if left.action == action_id)
    return told
