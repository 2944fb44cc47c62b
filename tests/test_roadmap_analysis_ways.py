"""The ways to close more of the gap: the fewest days that do, the fewest quarters, and the target to lower."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from msgspec.structs import replace
from roadmap_departments import YEAR, action, department, faults, planned, state_of, with_actions
from roadmap_exhaustive import carried_out, catalogues, schedules, states
from scoring_runs import QUESTIONNAIRE

from questionnaires.model import Questionnaire
from scoring.roadmap import Search, plan
from scoring.roadmap.analysis.everything import Everything
from scoring.roadmap.analysis.lowering import with_target
from scoring.roadmap.analysis.model import Way
from scoring.roadmap.analysis.variants import Variants, placements_of, variant_of
from scoring.roadmap.analysis.ways import Ways, cheapest_first, longer
from scoring.roadmap.model import WEEKS_PER_QUARTER, Limits, Roadmap
from scoring.scorecard import Scorecard

SEARCH = Search(work=3.0, seconds=None)
QUARTER = Limits(capacity=(5.0,))
NARROW = Limits(capacity=(40.0,) * 4)
WEEKS_TRIED = WEEKS_PER_QUARTER


def ways(
    scorecard: Scorecard,
    limits: Limits,
    questionnaire: Questionnaire = QUESTIONNAIRE,
    search: Search | None = SEARCH,
) -> dict[str, Way]:
    whole = Everything(questionnaire, scorecard, state_of(scorecard, questionnaire, limits), limits)
    roadmap = plan(questionnaire, scorecard, limits, search)
    own = variant_of(scorecard, whole.state, roadmap)
    variants = Variants(questionnaire, placements_of(roadmap), search, 0)
    return {way.kind: way for way in Ways(whole, roadmap, own, variants).all()}


def highest(scorecard: Scorecard, limits: Limits = YEAR, questionnaire: Questionnaire = QUESTIONNAIRE) -> float:
    reach = Everything(questionnaire, scorecard, state_of(scorecard, questionnaire, limits), limits).reach
    assert reach is not None
    return reach


def with_days(
    scorecard: Scorecard, days: float, limits: Limits, questionnaire: Questionnaire, search: Search | None = SEARCH
) -> Roadmap:
    return plan(questionnaire, scorecard, replace(limits, capacity=(days,) * limits.quarters), search)


def fewest_days(questionnaire: Questionnaire, scorecard: Scorecard, goal: float) -> int | None:
    """The fewest days with which any schedule of one quarter closes as much, by trying them all."""
    needed = [
        sum(questionnaire.actions_by_id[each].days for each in starts)
        for starts in schedules(questionnaire, WEEKS_TRIED)
        if (trial := carried_out(questionnaire, scorecard, starts)) is not None and trial.closed() > goal - 1e-9
    ]
    return math.ceil(min(needed) / 0.8 - 1e-9) if needed else None


@settings(max_examples=15, deadline=None)
@given(catalogues, states)
def test_the_fewest_days_are_those_of_the_lightest_of_all_schedules(
    questionnaire: Questionnaire, levels: dict[str, int]
) -> None:
    scorecard = department(3, except_for=levels, target=4)
    goal = highest(scorecard, QUARTER, questionnaire)
    now = plan(questionnaire, scorecard, QUARTER, SEARCH)
    assume(now.reach is not None and now.reach < goal - 1e-9)
    found = ways(scorecard, QUARTER, questionnaire).get("days")
    fewest = fewest_days(questionnaire, scorecard, goal)
    assert found is not None
    assert found.is_enough == (fewest is not None)
    if fewest is not None:
        assert found.capacity == fewest


@pytest.mark.parametrize("level", [2, 3])
def test_a_day_less_than_the_fewest_is_not_enough(level: int) -> None:
    scorecard = department(level, except_for={"U1.1": 1, "S4.2": 2}, target=level + 1)
    few = [each for each in QUESTIONNAIRE.actions if each.capability in {"U1", "U2", "U5", "S4"}]
    alone = {each.id for each in few}
    questionnaire = with_actions(*(replace(each, needs=tuple(n for n in each.needs if n in alone)) for each in few))
    limits = Limits(capacity=(8.0,) * 4)
    goal = highest(scorecard, limits, questionnaire)
    way = ways(scorecard, limits, questionnaire)["days"]
    assert way.is_enough
    assert way.capacity is not None
    assert way.capacity > 8
    assert with_days(scorecard, way.capacity, limits, questionnaire).reach == pytest.approx(goal)
    less = with_days(scorecard, way.capacity - 1, limits, questionnaire).reach
    assert less is not None
    assert less < goal - 1e-9


@pytest.mark.parametrize("scorecard", [department(2), department(2, target=4, U3=3), department(3, target=4)])
def test_a_way_that_is_enough_closes_all_when_it_is_planned_anew(scorecard: Scorecard) -> None:
    for way in ways(scorecard, NARROW, search=None).values():
        goal, anew = highest(scorecard), None
        if way.kind == "days" and way.capacity is not None:
            anew = with_days(scorecard, way.capacity, NARROW, QUESTIONNAIRE, None)
        elif way.quarters is not None:
            anew = planned(scorecard, longer(NARROW, way.quarters))
        elif way.capability is not None and way.target is not None:
            lowered = with_target(QUESTIONNAIRE, scorecard, way.capability, way.target)
            goal, anew = highest(lowered), planned(lowered, NARROW)
        if anew is not None:
            assert anew.reach == pytest.approx(way.reach)
            assert {step.action for step in anew.steps} == {placement.action for placement in way.steps}
            assert anew.value == pytest.approx(way.value)
            assert way.is_enough == (anew.reach == pytest.approx(goal))


def test_one_quarter_less_than_the_fewest_is_not_enough() -> None:
    scorecard = department(2)
    way = ways(scorecard, NARROW, search=None)["quarters"]
    assert way.is_enough
    assert way.quarters is not None
    assert way.quarters > 5
    assert planned(scorecard, longer(NARROW, way.quarters)).reach == pytest.approx(1)
    less = planned(scorecard, longer(NARROW, way.quarters - 1)).reach
    assert less is not None
    assert less < 1 - 1e-9


def test_where_time_is_short_days_do_not_help_and_say_how_far_they_do() -> None:
    long, longer_still = action("A", {"U1.1": 3}, weeks=10), action("B", {"U1.2": 3}, weeks=10, needs=("A",))
    scorecard = department(3, except_for={"U1.1": 1, "U1.2": 1})
    found = ways(scorecard, Limits(capacity=(100.0,)), with_actions(long, longer_still))
    assert (found["days"].capacity, found["days"].is_enough) == (None, False)
    assert found["days"].reach == pytest.approx(0.5)
    assert (found["quarters"].quarters, found["quarters"].is_enough) == (2, True)


def test_the_target_to_lower_is_the_one_that_leaves_least_undone() -> None:
    cheap, dear = action("A", {"U1.1": 3}, days=4), action("B", {"U2.1": 3}, days=90)
    scorecard = department(3, except_for={"U1.1": 2, "U2.1": 2, "U2.2": 2})
    way = ways(scorecard, Limits(capacity=(20.0,)), with_actions(cheap, dear))["target"]
    assert (way.capability, way.target, way.is_enough) == ("U2", 2, True)
    assert [placement.action for placement in way.steps] == ["A"]


def test_a_way_says_what_comes_in_and_what_goes_out() -> None:
    scorecard = department(2)
    now = {step.action for step in planned(scorecard, NARROW).steps}
    for way in ways(scorecard, NARROW, search=None).values():
        assert {placement.action for placement in way.steps} == (now | set(way.adds)) - set(way.drops)
        assert way.days == pytest.approx(
            sum(QUESTIONNAIRE.actions_by_id[placement.action].days for placement in way.steps)
        )


def test_where_all_is_closed_there_is_no_way_to_look_for() -> None:
    assert ways(department(3, except_for={"U4.1": 2}), YEAR) == {}


def test_ways_that_are_enough_come_first_and_of_these_the_one_with_the_fewest_days() -> None:
    def way(kind: str, days: float, *, is_enough: bool) -> Way:
        return Way(kind=kind, reach=1.0, is_enough=is_enough, days=days, value=1.0)  # type: ignore[arg-type]

    cheap_but_short, dear, middling = (
        way("target", 10, is_enough=False),
        way("days", 90, is_enough=True),
        way("quarters", 80, is_enough=True),
    )
    assert cheapest_first([cheap_but_short, dear, middling]) == (middling, dear, cheap_but_short)


def test_a_longer_horizon_has_the_usual_days_in_the_quarters_that_come_to_it() -> None:
    assert longer(Limits(capacity=(60.0, 20.0, 60.0)), 5).capacity == (60.0, 20.0, 60.0, 60.0, 60.0)


def test_the_plan_of_a_way_keeps_all_rules() -> None:
    scorecard = department(2)
    way = ways(scorecard, NARROW, search=None)["quarters"]
    assert way.quarters is not None
    assert faults(scorecard, planned(scorecard, longer(NARROW, way.quarters))) == ()
