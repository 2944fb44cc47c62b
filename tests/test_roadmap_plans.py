"""What holds of every plan, for departments and limits by chance."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from roadmap_departments import department, faults, planned, state_of, steps
from scoring_runs import QUESTIONNAIRE
from strategies_scoring import runs

from scoring.roadmap import NoPlan, UnsoundPlan, plan
from scoring.roadmap.draft import Draft
from scoring.roadmap.model import Limits, Owner, Roadmap
from scoring.roadmap.state import Placement
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

ACTIONS = st.sampled_from(list(QUESTIONNAIRE.actions_by_id))

departments = runs(max_size=4).map(lambda responses: score_responses(QUESTIONNAIRE, responses))
limits = st.builds(
    Limits,
    capacity=st.lists(st.sampled_from([0.0, 12.5, 40.0, 60.0, 90.0]), min_size=1, max_size=6).map(tuple),
    reserve=st.sampled_from([0.0, 0.2, 0.9]),
    effort_factor=st.sampled_from([0.6, 1.0, 1.6]),
    excluded=st.frozensets(ACTIONS, max_size=3),
    pinned=st.dictionaries(ACTIONS, st.integers(1, 4), max_size=1),
    running=st.dictionaries(ACTIONS, st.integers(0, 20), max_size=2),
    done=st.frozensets(ACTIONS, max_size=3),
    owners=st.dictionaries(
        st.just("Jan"),
        st.builds(Owner, st.sampled_from([0.0, 5.0, 20.0]), st.frozensets(ACTIONS, max_size=5)),
        max_size=1,
    ),
).map(
    lambda drawn: replace(
        drawn, running={a: w for a, w in drawn.running.items() if a not in drawn.done | drawn.excluded}
    )
)


def planned_within(scorecard: Scorecard, within: Limits) -> Roadmap:
    """The greedy roadmap; limits that forbid each other are passed over."""
    try:
        return planned(scorecard, within)
    except NoPlan:
        reject()


@settings(max_examples=60, deadline=None)
@given(departments, limits)
def test_every_plan_keeps_all_rules(scorecard: Scorecard, within: Limits) -> None:
    roadmap = planned_within(scorecard, within)
    assert faults(scorecard, roadmap) == ()
    assert roadmap.value >= 0


@settings(max_examples=40, deadline=None)
@given(departments, limits)
def test_excluded_actions_stay_out_and_pinned_ones_are_in_their_quarter(scorecard: Scorecard, within: Limits) -> None:
    roadmap = planned_within(scorecard, within)
    assert within.excluded.isdisjoint(steps(roadmap))
    kept = {step.action: step.quarter for step in roadmap.steps if step.action in within.pinned}
    assert kept == within.pinned


@settings(max_examples=40, deadline=None)
@given(departments, limits)
def test_no_plan_lowers_a_score_or_a_level(scorecard: Scorecard, within: Limits) -> None:
    before = {part: scored.score for part, scored in scorecard.capabilities.items()}
    level = scorecard.overall.level
    for quarter in planned_within(scorecard, within).expected:
        for part, score in before.items():
            assert score is None or (quarter.capabilities[part] or 0) >= score
        assert level is None or (quarter.overall.level or 0) >= level
        before, level = quarter.capabilities, quarter.overall.level


@settings(max_examples=40, deadline=None)
@given(departments, limits)
def test_a_plan_leaves_nothing_out_that_gains_and_fits(scorecard: Scorecard, within: Limits) -> None:
    roadmap = planned_within(scorecard, within)
    draft = draft_of(scorecard, roadmap)
    for left in roadmap.left_out:
        extended = draft.with_action(left.action)
        assert extended is None or extended.value <= draft.value + 1e-6


def early(nothing: Draft, roadmap: Roadmap) -> Draft:
    """The steps of a roadmap where there is all the room: days that come late make what spares another late too."""
    draft = nothing
    for step in sorted(roadmap.steps, key=lambda step: (step.start_week, step.action)):
        draft = draft if step.action in draft.placed else draft.with_action(step.action) or draft
    return draft


@settings(max_examples=40, deadline=None)
@given(departments, limits)
def test_the_reasons_for_what_is_left_out_are_true(scorecard: Scorecard, within: Limits) -> None:
    roadmap = planned_within(scorecard, within)
    lavish = replace(
        within, capacity=(1e6,) * within.quarters, owners={}, reserve=0.0, max_concurrent=39, max_visible_finishes=39
    )
    alone = Draft.of(state_of(scorecard, limits=lavish), lavish)
    for left in roadmap.left_out:
        fits = alone.with_action(left.action) is not None
        match left.reason:
            case "too_far" if not left.is_above_reach:
                assert not fits
            case "no_capacity":
                beside = early(alone, roadmap)
                assert fits or beside.with_action(left.action) is not None  # others can spare it an excluded one
            case "prerequisite":
                assert set(left.missing) <= within.excluded
            case "excluded":
                assert left.action in within.excluded


@settings(max_examples=25, deadline=None)
@given(departments, limits)
def test_the_same_department_gets_the_same_plan(scorecard: Scorecard, within: Limits) -> None:
    assert planned_within(scorecard, within) == planned_within(scorecard, within)


def test_a_plan_does_not_depend_on_the_order_in_which_python_keeps_sets() -> None:
    program = (
        "import msgspec; from msgspec.structs import replace; from roadmap_departments import *;"
        "limits = replace(YEAR, excluded=frozenset({'U4-A', 'S1-B', 'O1-A'}), pinned={'U3-A': 3, 'O4-B': 2});"
        "print(msgspec.json.encode(planned(department(level=2, target=4), limits).steps))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1


def test_a_plan_that_breaks_a_rule_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def crowded(state: object, limits: Limits) -> Draft:
        return Draft.of(state_of(department()), limits, [Placement("S2-A", 0, 5)])

    monkeypatch.setattr("scoring.roadmap.planner.place_greedily", crowded)
    with pytest.raises(UnsoundPlan, match="S2-A starts in week 0 before its prerequisite U5-A is met"):
        plan(QUESTIONNAIRE, department(), Limits(capacity=(60.0,)))


def draft_of(scorecard: Scorecard, roadmap: Roadmap) -> Draft:
    return Draft.of(
        state_of(scorecard, limits=roadmap.limits),
        roadmap.limits,
        [Placement(step.action, step.start_week, step.finish_week) for step in roadmap.steps],
    )
