from __future__ import annotations

import pytest
from msgspec.structs import replace
from roadmap_departments import PLENTY, action, department, placed, planned, with_actions
from scoring_runs import QUESTIONNAIRE, person, run, scored, whole

from questionnaires.responses import Importance
from scoring.roadmap.model import ExpectedDomain, Limits
from scoring.scoring import score_responses

DOMAINS = {domain.id: domain for domain in QUESTIONNAIRE.domains}


def test_on_time_is_where_the_finished_steps_bring_a_domain_and_late_is_the_quarter_before() -> None:
    first, second, third, _ = placed(department(), [("U4-A", 0), ("U2-B", 14)]).expected
    assert first.domains["U"] == ExpectedDomain(low=2.0, high=pytest.approx(2 + 2 / 15), level=2)
    assert second.domains["U"] == ExpectedDomain(low=first.domains["U"].high, high=pytest.approx(2 + 5 / 15), level=2)
    assert third.domains["U"].low == third.domains["U"].high == second.domains["U"].high


def test_the_level_of_a_domain_follows_the_rules_of_scoring() -> None:
    core = placed(department(except_for={"S3.1": 3, "S3.2": 3, "S3.3": 3}), [("U5-A", 0), ("S2-A", 3), ("S1-A", 8)])
    assert [quarter.domains["S"].level for quarter in core.expected] == [2, 3, 3, 3]


def test_the_whole_is_the_mean_of_the_domains_at_the_lowest_of_their_levels() -> None:
    for quarter in planned(department()).expected:
        domains = quarter.domains.values()
        assert quarter.overall.high == pytest.approx(sum(each.high or 0 for each in domains) / 3)
        assert quarter.overall.level == min(each.level or 1 for each in domains)


def test_an_unscored_capability_stays_out_until_an_action_lifts_it() -> None:
    scorecard = scored(whole("it_staff", 2, {"O1.1": "?", "O1.2": "?"}))
    first, second, *_ = placed(scorecard, [("O1-A", 0), ("O1-B", 10)]).expected
    assert first.capabilities["O1"] is None  # only O1.3 is known: under 60 % of the items
    assert second.capabilities["O1"] == 3.0
    assert first.domains["O"].high == 2.0
    assert second.domains["O"].high == pytest.approx((3 * 2.0 + 3.0) / 4)


def test_an_item_that_nobody_could_answer_does_not_lower_an_expectation_when_it_is_lifted() -> None:
    scorecard = scored(whole("it_staff", 4, {"S1.3": "?"}))
    roadmap = placed(scorecard, [("S1-B", 0)])
    assert scorecard.capabilities["S1"].score == 4.0
    assert [quarter.capabilities["S1"] for quarter in roadmap.expected] == [4.0] * 4


def test_a_capability_that_comes_in_low_does_not_lower_its_domain() -> None:
    scorecard = scored(whole("it_staff", 4, {"O1.1": "?", "O1.2": "?", "O1.3": "?"}))
    roadmap = placed(scorecard, [("O1-A", 0), ("O1-B", 4)])
    assert [quarter.domains["O"].high for quarter in roadmap.expected] == [4.0] * 4


def test_a_domain_that_is_not_scored_says_nothing_until_enough_of_it_is_lifted() -> None:
    roadmap = placed(scored(person("it_staff", {"U1.1": 2})), [("U4-A", 0), ("U2-A", 0), ("U2-B", 14), ("U1-A", 0)])
    assert roadmap.expected[0].domains["U"] == ExpectedDomain(low=None, high=None, level=None)
    assert roadmap.expected[-1].domains["O"] == ExpectedDomain(low=None, high=None, level=None)


def test_a_domain_out_of_scope_says_nothing_even_of_what_is_lifted_in_it() -> None:
    parts = {part: tuple(each for each in domain.capabilities if each.id != "O4") for part, domain in DOMAINS.items()}
    three_parts = replace(
        with_actions(action("a", {"O1.1": 3})),
        domains=tuple(replace(domain, capabilities=parts[part]) for part, domain in DOMAINS.items()),
    )
    no_suppliers = {f"{part}.{item}": "x" for part in ("O2", "O3") for item in (1, 2, 3)}
    answers = {**dict.fromkeys(three_parts.items, 2), **no_suppliers}
    scorecard = score_responses(three_parts, run(person("it_staff", answers)))
    roadmap = placed(scorecard, [("a", 0)], questionnaire=three_parts)
    assert roadmap.expected[0].domains["O"] == ExpectedDomain(low=None, high=None, level=None)
    assert roadmap.expected[0].capabilities["O1"] == pytest.approx(7 / 3)


def test_the_days_of_a_quarter_are_those_of_the_weeks_in_it() -> None:
    roadmap = placed(department(), [("U5-B", 8)])  # 14 days over 10 weeks, five on either side
    assert [quarter.days for quarter in roadmap.expected] == pytest.approx([7, 7, 0, 0])


def test_reach_is_the_share_of_the_gap_that_is_closed() -> None:
    assert placed(department(), [("U4-A", 0)]).reach == pytest.approx((2 / 3) / 13)
    assert planned(department(), PLENTY).reach == pytest.approx(1.0)


def test_reach_counts_nothing_above_a_target() -> None:
    roadmap = placed(department(level=2, target=2, U4=3, except_for={"U4.3": 5}), [("U4-A", 0)])
    assert roadmap.reach is None  # the mean of 2, 2 and 5 is there


def test_reach_weighs_with_importance() -> None:
    scorecard = scored(
        whole("it_management", 2, importance=Importance(most=("U4",))), ambition={"U": 3, "O": 3, "S": 3}
    )
    assert placed(scorecard, [("U4-A", 0)]).reach == pytest.approx(1.5 * (2 / 3) / 13.5)


def test_reach_is_over_scored_capabilities() -> None:
    scorecard = scored(whole("it_staff", 2, {"O1.1": "?", "O1.2": "?"}))
    assert placed(scorecard, [("O1-A", 0), ("O1-B", 4)]).reach == 0


def test_there_is_no_reach_without_a_gap() -> None:
    assert planned(department(level=3)).reach is None


def test_a_capability_that_asks_for_level_five_is_named_for_the_last_step() -> None:
    assert planned(department(level=4, target=4, S2=5)).last_step == ("S2",)
    assert planned(department(level=5, target=5)).last_step == ()


def test_there_is_an_expectation_for_every_quarter() -> None:
    actions = with_actions(action("a", {"U1.1": 3}))
    roadmap = planned(department(), Limits(capacity=(60.0,) * 12), actions)
    assert [quarter.quarter for quarter in roadmap.expected] == list(range(1, 13))
