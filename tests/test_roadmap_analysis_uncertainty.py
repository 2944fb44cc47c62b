"""What answers leave open, and where that decides what is planned."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from roadmap_departments import department, planned
from scoring_runs import NO_CONTEXT, QUESTIONNAIRE, person, scored, whole
from strategies_scoring import runs

from scoring.roadmap import check
from scoring.roadmap.analysis.analysing import analyse
from scoring.roadmap.analysis.uncertainty import find_out, ranges_of, rescored
from scoring.scorecard import Scorecard
from scoring.scoring import score_responses

departments = runs(max_size=6).map(lambda responses: score_responses(QUESTIONNAIRE, responses))


def answered(*answers: int | str, role: str = "it_staff", **setting: object) -> Scorecard:
    """Several people of one role, each with an answer to U1.1 and a 2 to the rest."""
    people = [whole(role, 2, {"U1.1": each}) for each in answers]  # type: ignore[arg-type]
    return scored(*people, **setting)


def test_a_dont_know_may_be_a_one_or_a_five() -> None:
    low, high = ranges_of(answered(3, 3, "?"))["U1.1"]
    assert (low.value, low.low_median) == (pytest.approx(7 / 3), 3)
    assert (high.value, high.low_median) == (pytest.approx(11 / 3), 3)


def test_an_item_that_nobody_gave_a_level_may_be_anything() -> None:
    low, high = ranges_of(answered("?", "?"))["U1.1"]
    assert (low.value, high.value) == (1, 5)


def test_answers_that_agree_leave_nothing_open() -> None:
    assert ranges_of(answered(3, 3, 2)) == {}


def test_answers_that_lie_far_apart_leave_an_item_as_open_as_they_lie() -> None:
    low, high = ranges_of(answered(1, 1, 3, 3))["U1.1"]
    assert (low.value, low.low_median, high.value, high.low_median) == (1, 1, 3, 3)


def test_where_it_and_users_see_it_otherwise_either_may_be_right() -> None:
    both = next(
        item for item in QUESTIONNAIRE.items.values() if item.is_asked_of("user") and item.is_asked_of("it_staff")
    )
    scorecard = scored(
        *(person("it_staff", {both.id: 4}) for _ in range(2)), *(person("user", {both.id: 2}) for _ in range(2))
    )
    low, high = ranges_of(scorecard)[both.id]
    assert (low.value, high.value) == (2, 4)


def test_what_a_group_agreed_on_is_settled() -> None:
    assert "U1.1" not in ranges_of(answered(1, 1, 5, 5, "?", agreed={"U1.1": 3}))


@settings(max_examples=40, deadline=None)
@given(departments)
def test_an_item_lies_between_its_lowest_and_its_highest(scorecard: Scorecard) -> None:
    for item, (low, high) in ranges_of(scorecard).items():
        value, middle = scorecard.items[item].value, scorecard.items[item].low_median
        assert low.value is not None
        assert high.value is not None
        assert 1 <= low.value <= (value or 1) <= high.value <= 5
        assert low.low_median is not None
        assert high.low_median is not None
        assert 1 <= low.low_median <= (middle or 1) <= high.low_median <= 5


@settings(max_examples=40, deadline=None)
@given(departments)
def test_scored_anew_without_another_item_a_department_is_the_same(scorecard: Scorecard) -> None:
    assert rescored(QUESTIONNAIRE, scorecard, {}) == scorecard


@settings(max_examples=15, deadline=None)
@given(departments)
def test_plans_on_the_lowest_and_the_highest_state_keep_all_rules(scorecard: Scorecard) -> None:
    ranges = ranges_of(scorecard).items()
    for items in ({item: each.low for item, each in ranges}, {item: each.high for item, each in ranges}):
        other = rescored(QUESTIONNAIRE, scorecard, items)
        assert check(QUESTIONNAIRE, other, planned(other)) == ()


def test_a_capability_is_looked_into_where_its_answers_decide_what_is_done() -> None:
    scorecard = department(3, except_for={"O4.2": "?", "S1.3": 2})
    (found,) = analyse(QUESTIONNAIRE, scorecard, planned(scorecard).limits, planned(scorecard)).find_out
    assert (found.capability, found.items, found.if_low, found.if_high) == ("O4", ("O4.2",), ("O4-B",), ())


def test_what_is_certain_needs_no_looking_into() -> None:
    scorecard = department(2)
    assert analyse(QUESTIONNAIRE, scorecard, planned(scorecard).limits, planned(scorecard)).find_out == ()


def test_a_difference_that_only_follows_from_another_capability_is_not_looked_into() -> None:
    ranges = ranges_of(department(3, except_for={"O4.2": "?"}))
    assert list(find_out(QUESTIONNAIRE, ranges, frozenset({"U1-A"}), frozenset())) == []


def test_the_widest_of_several_open_items_comes_first() -> None:
    scorecard = answered(3, 3, "?", context=NO_CONTEXT)
    ranges = ranges_of(scorecard) | ranges_of(answered("?", "?", "?"))
    wide = ranges | {"U1.2": ranges["U1.1"]._replace(low=ranges["U1.1"].high)}
    (found,) = find_out(QUESTIONNAIRE, wide, frozenset({"U1-A", "U1-B"}), frozenset())
    assert found.items == ("U1.1", "U1.2")
