"""Plan: from a scorecard and limits to a roadmap that explains itself (scoring 6)."""

from __future__ import annotations

from typing import NamedTuple

from questionnaires.language import phrase
from questionnaires.model import Questionnaire
from scoring.roadmap.absences import absences
from scoring.roadmap.checking import check
from scoring.roadmap.contradictions import NoPlan, contradictions
from scoring.roadmap.draft import Draft
from scoring.roadmap.greedy import place_greedily
from scoring.roadmap.left_out import left_out
from scoring.roadmap.model import Limits, PlanStatus, Roadmap
from scoring.roadmap.outlook import expected, reach, turns_of
from scoring.roadmap.quarters import explained
from scoring.roadmap.search import Search
from scoring.roadmap.state import State, starting_state
from scoring.roadmap.steps import steps_of
from scoring.scorecard import Scorecard


class UnsoundPlan(Exception):
    """A plan that breaks a rule of planning: a fault of this program, never of what was put in."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class Proof(NamedTuple):
    """How good a plan is known to be; `bound` is None where nothing is proved."""

    bound: float | None
    status: PlanStatus


UNPROVED = Proof(None, "feasible")


def plan(questionnaire: Questionnaire, scorecard: Scorecard, limits: Limits, search: Search | None = None) -> Roadmap:
    """Return the best roadmap of a department within some limits that `search` finds; the same input gives the same.

    Without a search, and where no solver is there, it is the greedy one, of which nothing is proved. Raises NoPlan
    where no roadmap can keep to the limits, and UnsoundPlan where the plan does not pass the rules, which are written
    apart from the planner.
    """
    state = starting_state(questionnaire, scorecard, limits)
    for contradiction in contradictions(state, limits):
        raise contradiction
    draft, proof = _placed(state, limits, search)
    roadmap = describe(questionnaire, scorecard, draft, proof)
    faults = check(questionnaire, scorecard, roadmap)
    if faults:
        raise UnsoundPlan(faults)
    return roadmap


def _placed(state: State, limits: Limits, search: Search | None) -> tuple[Draft, Proof]:
    greedy = place_greedily(state, limits)
    if search is not None:
        from scoring.roadmap import exact

        if exact.is_available():
            best = exact.place(state, limits, greedy, search)
            return Draft.of(state, limits, best.placements), Proof(best.bound, best.status)
    if not greedy.keeps_its_promises:
        raise NoPlan(
            phrase("the quick planner finds no roadmap with all that is pinned or must be reached."),
            phrase("Install the solver with: `pip install highspy`, or ask for less."),
        )
    return greedy, UNPROVED


def describe(questionnaire: Questionnaire, scorecard: Scorecard, draft: Draft, proof: Proof = UNPROVED) -> Roadmap:
    """Return placed actions, whoever chose them, as a roadmap with its reasons and what may be expected of it."""
    turns = turns_of(scorecard, draft.state, draft.placements)
    without = absences(draft)
    left = left_out(draft, scorecard, turns, without)
    value = draft.state.value_of(draft.placements)
    bound = None if proof.bound is None else max(proof.bound, value)
    return Roadmap(
        limits=draft.limits,
        value=value,
        bound=bound,
        gap=None if bound is None else (bound - value) / bound if bound > 0 else 0.0,
        status=proof.status,
        steps=steps_of(draft, turns, left, without),
        left_out=left,
        expected=explained(expected(questionnaire, scorecard, turns, draft.room.days_planned), draft, left, without),
        reach=reach(scorecard, turns),
        last_step=_last_step(questionnaire, draft.state),
    )


def _last_step(questionnaire: Questionnaire, state: State) -> tuple[str, ...]:
    """Return the capabilities that ask for the level that is invented with users, and are not there."""
    last = questionnaire.action_template.to_level
    return tuple(
        capability_id for capability_id, stake in state.stakes.items() if stake.target >= last and stake.has_gap
    )
