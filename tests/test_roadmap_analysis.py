"""What an analysis says of a roadmap: the most there is to reach, and what keeps a domain from its target."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest
from departments import at_random
from hypothesis import given, settings
from msgspec.structs import replace
from roadmap_departments import PLENTY, YEAR, action, department, planned, state_of, with_actions
from roadmap_exhaustive import carried_out, catalogues, highest_in_any_order, schedules, states
from scoring_runs import QUESTIONNAIRE

from questionnaires.model import Questionnaire
from scoring.roadmap.analysis import Analysis, DomainOutlook, analyse
from scoring.roadmap.analysis.domains import domains_of
from scoring.roadmap.analysis.everything import Everything
from scoring.roadmap.analysis.steadiness import with_other_efforts
from scoring.roadmap.analysis.uncertainty import ranges_of, rescored
from scoring.roadmap.model import Limits
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

WEEKS_TRIED = 8
OF_USERS = frozenset(each.id for each in QUESTIONNAIRE.actions if each.capability.startswith("U"))
WITH_DOUBT = department(2, except_for={"U1.1": "?", "O1.2": "?"})
NARROW = Limits(capacity=(30.0,) * 4)


def everything(questionnaire: Questionnaire, scorecard: Scorecard, limits: Limits = YEAR) -> Everything:
    return Everything(questionnaire, scorecard, state_of(scorecard, questionnaire, limits), limits)


def analysed(
    scorecard: Scorecard, limits: Limits = YEAR, questionnaire: Questionnaire = QUESTIONNAIRE, **changes: object
) -> Analysis:
    """The analysis of a quick plan, by quick plans."""
    limits = replace(limits, **changes)
    return analyse(questionnaire, scorecard, limits, planned(scorecard, limits, questionnaire))


def outlook(scorecard: Scorecard, domain: str, limits: Limits = YEAR) -> DomainOutlook:
    roadmap = planned(scorecard, limits)
    found = {each.domain: each for each in domains_of(everything(QUESTIONNAIRE, scorecard, limits), roadmap)}
    return found[domain]


@cache
def usual() -> Analysis:
    """The analysis of a department with every item at 2 and one that nobody could judge."""
    return analysed(WITH_DOUBT)


@settings(max_examples=80, deadline=None)
@given(catalogues, states)
def test_the_highest_reach_is_that_of_the_best_of_all_orders(
    questionnaire: Questionnaire, levels: dict[str, int]
) -> None:
    scorecard = department(3, except_for=levels, target=4)
    assert everything(questionnaire, scorecard).reach == pytest.approx(highest_in_any_order(questionnaire, scorecard))


@settings(max_examples=25, deadline=None)
@given(catalogues, states)
def test_no_schedule_attains_the_highest_reach_sooner_than_with_room_for_everything(
    questionnaire: Questionnaire, levels: dict[str, int]
) -> None:
    scorecard = department(3, except_for=levels, target=4)
    whole = everything(questionnaire, scorecard)
    soonest = [placement for placement in whole.soonest if placement.finish <= WEEKS_TRIED]
    trial = carried_out(questionnaire, scorecard, {each.action: each.start for each in soonest})
    assert trial is not None
    reached = (carried_out(questionnaire, scorecard, starts) for starts in schedules(questionnaire, WEEKS_TRIED))
    most = max(each.domain_score("U") for each in reached if each is not None)
    everything_fits = len(soonest) == len(whole.soonest)
    assert trial.domain_score("U") <= most + 1e-9
    assert not everything_fits or trial.domain_score("U") == pytest.approx(most)


def test_a_lift_is_not_spoilt_by_what_would_be_finished_too_soon() -> None:
    long_first = action("A", {"U1.1": 3}, weeks=9)
    short_after = action("B", {"U1.1": 5}, weeks=2)
    scorecard = department(3, except_for={"U1.1": 1}, target=5)
    whole = everything(with_actions(long_first, short_after), scorecard)
    assert {each.action: each.finish for each in whole.soonest} == {"A": 9, "B": 9}


def test_a_domain_that_is_at_its_target_is_met_now() -> None:
    assert outlook(department(3), "U").met_in == 0


def test_a_domain_is_met_in_the_first_quarter_that_ends_at_its_target() -> None:
    scorecard = department(2)
    roadmap = planned(scorecard, PLENTY)
    assert outlook(scorecard, "U", PLENTY).met_in == 2
    assert roadmap.expected[0].domains["U"].high < 3
    assert roadmap.expected[1].domains["U"].high == pytest.approx(3)


def test_a_target_of_five_is_a_last_step() -> None:
    far = outlook(department(4, target=5), "S")
    assert (far.met_in, far.reason) == (None, "last_step")
    assert far.capabilities == ("S1", "S2", "S3", "S4")


def test_a_target_that_more_days_would_meet_waits_for_capacity() -> None:
    assert outlook(department(2), "U", NARROW).reason == "capacity"


def test_a_target_that_an_excluded_action_would_meet_is_excluded() -> None:
    assert outlook(department(2), "U", replace(YEAR, excluded=OF_USERS)).reason == "excluded"


def test_a_target_beyond_the_horizon_names_the_chain_that_is_too_long() -> None:
    short = Limits(capacity=(1000.0,), max_concurrent=40, max_visible_finishes=40)
    scorecard = department(2)
    far = outlook(scorecard, "U", short)
    assert (far.reason, far.weeks, far.chain) == ("time", 25, ("U5-A", "U3-A", "U3-C"))
    with_time = replace(short, capacity=(1000.0,) * 2)
    assert outlook(scorecard, "U", with_time).met_in == 2


def test_a_no_regret_action_is_in_the_plan_of_every_variant() -> None:
    scorecard, analysis = WITH_DOUBT, usual()
    ranges = ranges_of(scorecard)
    variants = [
        planned(scorecard, YEAR, capacity=(45.0,) * 4),
        planned(scorecard, YEAR, capacity=(75.0,) * 4),
        *(planned(scorecard, limits) for limits in with_other_efforts(state_of(scorecard), YEAR)),
        planned(rescored(QUESTIONNAIRE, scorecard, {item: each.low for item, each in ranges.items()})),
        planned(rescored(QUESTIONNAIRE, scorecard, {item: each.high for item, each in ranges.items()})),
        planned(scorecard),
    ]
    in_all = set.intersection(*({step.action for step in each.steps} for each in variants))
    assert in_all
    assert {each.action for each in analysis.steadiness.values() if each.is_no_regret} == in_all


def test_what_is_not_in_every_plan_says_what_it_depends_on() -> None:
    steadiness = usual().steadiness.values()
    assert any("less_capacity" in each.depends_on for each in steadiness)
    assert any("more_capacity" in each.depends_on and not each.in_plan for each in steadiness)
    for each in steadiness:
        assert each.is_no_regret == (each.in_plan and not each.depends_on)
        assert each.is_no_regret == (each.in_plan and each.kept == 1)


def test_the_frontier_has_the_departments_own_capacity_with_the_roadmap_as_it_is() -> None:
    frontier = usual().frontier
    assert [point.capacity for point in frontier] == [30, 45, 60, 75, 90, 105, 120]
    assert frontier[2].reach == planned(WITH_DOUBT).reach


@pytest.mark.parametrize("seed", [4, 18, 21])  # of the last two, the plan that is worth most reaches less
def test_more_days_never_reach_less(seed: int) -> None:
    scorecard = score_responses(QUESTIONNAIRE, at_random(seed))
    reached = [point.reach or 0.0 for point in analysed(scorecard).frontier]
    assert reached == sorted(reached)


def test_a_department_without_days_has_a_frontier_of_usual_ones() -> None:
    frontier = analysed(department(2), capacity=(0.0,) * 4).frontier
    assert frontier[2].reach == 0
    assert frontier[-1].capacity > 0
    assert frontier[-1].reach


def test_a_capacity_with_which_no_plan_keeps_its_promises_reaches_nothing_that_can_be_told() -> None:
    scorecard = department(2)
    needed = next(step for step in planned(scorecard).steps if step.days > 10)
    limits = replace(YEAR, capacity=(needed.days / 0.8,) * 4, pinned={needed.action: needed.quarter})
    assert analysed(scorecard, limits).frontier[0].reach is None


def test_the_same_department_has_the_same_analysis() -> None:
    assert analysed(WITH_DOUBT) == usual()


def test_an_analysis_survives_json() -> None:
    analysis = usual()
    assert analysis.ways
    assert analysis.find_out
    assert analysis.steadiness
    assert msgspec.json.decode(msgspec.json.encode(analysis), type=Analysis) == analysis


def test_where_nothing_is_to_be_gained_nothing_is_planned() -> None:
    analysis = analysed(department(5))
    assert (analysis.reach, analysis.highest_reach, analysis.variants) == (None, None, 0)
    assert analysis.is_complete


def test_progress_only_goes_up_and_ends_at_the_end() -> None:
    told: list[tuple[int, int]] = []
    roadmap = planned(WITH_DOUBT)
    analyse(QUESTIONNAIRE, WITH_DOUBT, YEAR, roadmap, None, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len({total for _, total in told}) == 1


@pytest.mark.parametrize("plans", [1, 4, 8, 15])
def test_an_analysis_that_is_interrupted_keeps_what_it_has(plans: int) -> None:
    roadmap, whole = planned(WITH_DOUBT), usual()

    def interrupt(done: int, total: int) -> None:
        if done >= plans:
            raise KeyboardInterrupt

    cut = analyse(QUESTIONNAIRE, WITH_DOUBT, YEAR, roadmap, None, interrupt)
    assert not cut.is_complete
    assert cut.domains == whole.domains
    assert cut.frontier == whole.frontier[: len(cut.frontier)]
    assert set(cut.ways) <= set(whole.ways) or plans > len(whole.frontier)
    assert cut.variants <= whole.variants
