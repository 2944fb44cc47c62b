from __future__ import annotations

import pytest
from scoring_runs import QUESTIONNAIRE, explained, person, scored, solo

from scoring.explain import explain


def test_single_answers_that_lift_are_told_strongest_first() -> None:
    people = [
        person("it_staff", {"S1.1": 1, "S1.2": 1, "S1.3": 2}),
        person("it_staff", {"S1.1": 2, "S1.2": 1, "S1.3": 1}),
    ]
    (found,) = explain(QUESTIONNAIRE, scored(*people), "S1").capabilities
    assert [(each.item, each.sentence, each.to, each.level) for each in found.lifts] == [("S1.2", 1, 2, 2)]
    assert found.lifts[0].fulfilment == pytest.approx((0.5 + 1 + 0.5) / 3)


def test_the_smallest_answer_that_lifts_is_told() -> None:
    assert [(each.item, each.to, each.level) for each in explained(3, 2, 2).lifts] == [("S1.2", 3, 3), ("S1.3", 3, 3)]


def test_a_missing_answer_to_a_key_practice_can_lift() -> None:
    (lift,) = explained("?", 4, 4).lifts
    assert (lift.item, lift.sentence, lift.to, lift.level) == ("S1.1", None, 3, 4)


def test_what_the_domain_would_reach_is_told() -> None:
    (lift, *_) = explained(1, 1, 2).lifts
    assert lift.domain_level == 2
    found = explain(QUESTIONNAIRE, solo({"S1.1": 1, "S1.2": 1, "S1.3": 2}), "S1").capabilities[0]
    assert {each.domain_level for each in found.lifts} == {None}


def test_the_actions_that_bring_an_item_there_are_told() -> None:
    lift = next(each for each in explained(3, 2, 2).lifts if each.item == "S1.2")
    assert lift.actions == tuple(
        action.id for action in QUESTIONNAIRE.actions if lift.to <= action.lifts.get("S1.2", 0) <= 2 + 2
    )
    assert lift.actions


def test_no_action_lifts_an_item_over_more_than_two_levels() -> None:
    (lift,) = explained(3, 1, 3).lifts
    assert QUESTIONNAIRE.actions_by_id["S1-C"].lifts["S1.2"] == 4
    assert (lift.item, lift.to, lift.actions) == ("S1.2", 2, ("S1-A",))
    (unanswered,) = explained("?", 4, 4).lifts
    assert unanswered.actions == ("S1-A",)  # nobody gave a level: it counts as 1


def test_of_what_does_not_hold_the_level_back_the_least_effort_is_asked() -> None:
    tenths = [{"S1.1": 2, "S1.2": 2 + (n < 1), "S1.3": 2 + (n < 3)} for n in range(10)]  # 2.0, 2.1 and 2.3
    (found,) = explain(QUESTIONNAIRE, scored(*[person("it_staff", each) for each in tenths]), "S1").capabilities
    assert [each.item for each in found.missing] == ["S1.1"]
    assert [(each.item, each.to) for each in found.together] == [("S1.1", 3), ("S1.3", 3)]


def test_where_no_single_answer_lifts_those_that_do_together_are_told() -> None:
    found = explained(1, 1, 1)
    assert found.lifts == ()
    assert [(each.item, each.to, each.level) for each in found.together] == [("S1.2", 2, 2), ("S1.3", 2, 2)]


def test_none_of_the_answers_that_lift_together_can_be_left_out() -> None:
    found = explained(2, 2, 1)
    assert found.lifts == ()
    assert [(each.item, each.to) for each in found.together] == [("S1.1", 3), ("S1.3", 3)]


def test_none_of_the_answers_that_lift_together_is_raised_further_than_needed() -> None:
    found = explained(2, 4, 1)
    assert [(each.item, each.to) for each in found.together] == [("S1.1", 3), ("S1.3", 2)]


def test_what_lifts_together_is_what_holds_the_level_back() -> None:
    found = explained(2, 1, 2)
    assert [(each.item, each.reason) for each in found.missing] == [("S1.1", "key_practice"), ("S1.2", "below")]
    assert [(each.item, each.to) for each in found.together] == [("S1.1", 3), ("S1.2", 3)]
