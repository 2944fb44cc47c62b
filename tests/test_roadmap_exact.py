from __future__ import annotations

import pytest
from departments import at_random
from msgspec.structs import replace
from roadmap_brute_force import best_value, narrowed, small_case
from roadmap_departments import QUESTIONNAIRE, YEAR, department, faults, state_of, steps

from scoring.roadmap import plan
from scoring.roadmap.contradictions import NoPlan
from scoring.roadmap.exact import least_capacity
from scoring.roadmap.greedy import place_greedily
from scoring.roadmap.model import Limits, Must, Owner, Roadmap
from scoring.roadmap.search import Search
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

SEARCH = Search(seconds=None)
AT_TWO = department(2)


def exactly(scorecard: Scorecard, limits: Limits, search: Search = SEARCH) -> Roadmap:
    return plan(QUESTIONNAIRE, scorecard, limits, search)


def test_the_best_plan_of_a_department_at_2_is_worth_more_than_the_greedy_one_and_is_proved() -> None:
    greedy, best = plan(QUESTIONNAIRE, AT_TWO, YEAR), exactly(AT_TWO, YEAR)
    assert greedy.value == pytest.approx(11.8322, abs=1e-4)
    assert best.value == pytest.approx(11.9162, abs=1e-4)
    assert best.status == "optimal"
    assert best.bound == pytest.approx(best.value, abs=1e-4)


@pytest.mark.parametrize("seed", range(50))
def test_the_best_plan_of_a_small_case_is_the_best_of_all_there_are(seed: int) -> None:
    questionnaire, scorecard, limits = small_case(seed)
    roadmap = plan(questionnaire, scorecard, limits, SEARCH)
    assert roadmap.status == "optimal"
    assert roadmap.value == pytest.approx(best_value(narrowed(state_of(scorecard, questionnaire, limits)), limits))


@pytest.mark.parametrize("seed", [1, 16, 20, 22])
def test_a_department_at_random_is_planned_within_the_rules_and_no_worse_than_by_the_greedy_rule(seed: int) -> None:
    scorecard, limits = score_responses(QUESTIONNAIRE, at_random(seed)), replace(YEAR, capacity=(25.0,) * 4)
    roadmap = exactly(scorecard, limits)
    assert faults(scorecard, roadmap) == ()
    assert roadmap.value >= place_greedily(state_of(scorecard, limits=limits), limits).value - 1e-9
    assert roadmap.status == "optimal"


def test_the_same_plan_follows_from_the_same_input() -> None:
    scorecard = score_responses(QUESTIONNAIRE, at_random(1))
    assert exactly(scorecard, YEAR) == exactly(scorecard, YEAR)


def test_a_longer_search_never_brings_a_lower_value() -> None:
    values = [exactly(AT_TWO, YEAR, Search(work=work, seconds=None)).value for work in (0, 0.1, 1.0, 20.0)]
    assert values == sorted(values)


def test_a_search_that_may_do_nothing_leaves_the_greedy_plan_and_says_so() -> None:
    roadmap = exactly(AT_TWO, YEAR, Search(seconds=0.0))
    assert roadmap.value >= plan(QUESTIONNAIRE, AT_TWO, YEAR).value
    assert roadmap.status == "stopped"
    assert roadmap.bound is not None
    assert roadmap.bound >= roadmap.value


def test_a_domain_is_where_it_must_be() -> None:
    roadmap = exactly(AT_TWO, replace(YEAR, must={"U": Must(3, 4)}))
    assert roadmap.expected[3].domains["U"].level == 3
    assert "U3-A" in steps(roadmap)
    assert roadmap.value < exactly(AT_TWO, YEAR).value


def test_a_domain_that_cannot_be_there_in_time_is_told_with_the_quarter_in_which_it_can() -> None:
    limits = replace(YEAR, capacity=(30.0,) * 4, must={"O": Must(3, 2)})
    with pytest.raises(NoPlan) as told:
        exactly(AT_TWO, limits)
    assert told.value.message.values == {"domain": "O", "level": 3, "quarter": 2}
    later = told.value.remedy.values["quarter"]
    assert exactly(AT_TWO, replace(limits, must={"O": Must(3, later)})).expected[later - 1].domains["O"].level == 3
    with pytest.raises(NoPlan):
        exactly(AT_TWO, replace(limits, must={"O": Must(3, later - 1)}))


def test_an_owner_has_no_more_than_their_own_days() -> None:
    mine = frozenset(action for action in QUESTIONNAIRE.actions_by_id if action.startswith("U"))
    limits = replace(YEAR, capacity=(60.0,) * 2, owners={"an owner": Owner(10.0, mine)})
    assert faults(AT_TWO, exactly(AT_TWO, limits)) == ()


def test_the_fewest_days_bring_the_highest_reach_and_one_day_less_does_not() -> None:
    questionnaire, scorecard, limits = small_case(4, quarters=2)
    limits = replace(limits, max_concurrent=2, max_visible_finishes=3)
    state = state_of(scorecard, questionnaire, limits)
    days = least_capacity(state, limits, SEARCH)
    assert days is not None
    ample, enough, short = (
        plan(questionnaire, scorecard, replace(limits, capacity=(float(each),) * 2), SEARCH).reach
        for each in (1000, days, days - 1)
    )
    assert ample == enough
    assert short is not None
    assert enough is not None
    assert short < enough


def test_what_runs_goes_on_and_takes_its_room() -> None:
    limits = replace(YEAR, capacity=(25.0,) * 4, running={"U3-A": 4})
    roadmap = exactly(AT_TWO, limits)
    assert steps(roadmap)["U3-A"] == (0, 12)
    assert faults(AT_TWO, roadmap) == ()
