"""The search in other orders for a plan that is worth more."""

from __future__ import annotations

from functools import cache

import pytest
from departments import at_random
from msgspec.structs import replace
from roadmap_departments import YEAR, department, state_of
from scoring_runs import QUESTIONNAIRE

from scoring.roadmap import check
from scoring.roadmap.draft import Draft
from scoring.roadmap.exact.improving import improved
from scoring.roadmap.exact.problem import Problem
from scoring.roadmap.greedy import place_greedily
from scoring.roadmap.model import Limits, Must
from scoring.roadmap.planner import describe
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

TWO_YEARS = Limits(capacity=(25.0,) * 8)
SEEDS = (2, 3, 10)


@cache
def scorecard_of(seed: int) -> Scorecard:
    return score_responses(QUESTIONNAIRE, at_random(seed))


def better(scorecard: Scorecard, limits: Limits, tries: int = 300, start: Draft | None = None) -> tuple[Draft, Draft]:
    """A greedy plan, or one to start from, and what it is improved to."""
    problem = Problem.of(state_of(scorecard, limits=limits), limits)
    greedy = start or place_greedily(problem.state, limits)
    return greedy, improved(greedy, problem.ground, tuple(problem.slots), tries)


@pytest.mark.parametrize("limits", [YEAR, TWO_YEARS, replace(YEAR, capacity=(90.0,) * 4)])
@pytest.mark.parametrize("seed", SEEDS)
def test_an_improved_plan_is_worth_no_less_and_keeps_to_the_rules(seed: int, limits: Limits) -> None:
    start, best = better(scorecard_of(seed), limits)
    assert best.value >= start.value
    assert check(QUESTIONNAIRE, scorecard_of(seed), describe(QUESTIONNAIRE, scorecard_of(seed), best)) == ()


def test_two_years_with_few_days_are_planned_better_than_by_what_gains_most_per_day() -> None:
    start, best = better(scorecard_of(2), TWO_YEARS)
    assert best.value > 1.01 * start.value


def test_more_tries_never_bring_a_lower_value() -> None:
    values = [better(scorecard_of(10), YEAR, tries)[1].value for tries in (0, 50, 200, 600, 700)]
    assert values == sorted(values)


def test_the_same_input_gives_the_same_plan() -> None:
    once, again = (better(scorecard_of(3), TWO_YEARS)[1] for _ in range(2))
    assert once.placements == again.placements


def test_what_runs_already_stays_and_what_is_pinned_finishes_in_its_quarter() -> None:
    limits = replace(YEAR, running={"U5-A": 2}, pinned={"S1-A": 3})
    _, best = better(department(2), limits)
    assert best.placed["U5-A"].start == 0
    assert 26 < best.placed["S1-A"].finish <= 39


def test_a_domain_stays_where_it_must_be() -> None:
    limits = replace(YEAR, must={"S": Must(3, 4)})
    start, best = better(department(2), limits)
    assert start.keeps_its_promises
    assert best.keeps_its_promises


def test_a_plan_that_breaks_a_promise_is_left_alone() -> None:
    limits = replace(YEAR, must={"S": Must(3, 4)})
    nothing = Draft.of(state_of(department(2), limits=limits), limits)
    assert better(department(2), limits, start=nothing)[1] is nothing
