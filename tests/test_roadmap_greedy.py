from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from roadmap_departments import action, by_quarter, department, faults, placed, planned, steps, with_actions

from questionnaires.model import Questionnaire
from scoring.roadmap import NoPlan
from scoring.roadmap.model import Limits, Roadmap
from scoring.scorecard import Scorecard


def test_a_department_at_two_that_wants_three_gets_the_worked_plan() -> None:
    roadmap = planned(department(level=2, target=3))
    assert by_quarter(roadmap) == {
        1: {"U5-A", "S2-A", "U4-A", "U2-B", "U5-B"},
        2: {"O1-A", "O1-B", "S1-A", "U1-A", "U1-B"},
        3: {"S1-B", "O4-A", "S4-A", "S3-A"},
        4: {"O2-A", "S4-C", "O2-B", "S3-B", "U3-B"},
    }
    assert sum(step.days for step in roadmap.steps) == 188
    assert roadmap.value == pytest.approx(11.8322, abs=5e-5)


def test_the_worked_plan_brings_the_mean_of_the_items_from_two_to_almost_three() -> None:
    roadmap = planned(department(level=2, target=3))
    lifted = {lift.item: lift.level for step in roadmap.steps for lift in step.lifts}
    assert (sum(lifted.values()) + 2 * (39 - len(lifted))) / 39 == pytest.approx(2.82, abs=0.005)


def test_what_gains_most_per_day_comes_first() -> None:
    actions = with_actions(action("dear", {"U1.1": 3}, days=8), action("cheap", {"U2.1": 3}, days=4))
    roadmap = planned(department(), questionnaire=actions)
    assert [step.action for step in sorted(roadmap.steps, key=lambda step: step.rank)] == ["cheap", "dear"]


def test_an_action_is_weighed_with_the_prerequisites_that_it_still_needs() -> None:
    actions = with_actions(
        action("first", {"U1.3": 2}, days=12),  # gains nothing by itself: the item is there
        action("ready", {"U2.1": 3}, days=8),
        action("waiting", {"U1.1": 3}, days=4, needs=["big"]),
        action("big", {"U3.1": 3}, days=40, weeks=8),
    )
    roadmap = planned(department(), Limits(capacity=(15.0,)), actions)
    assert set(steps(roadmap)) == {"ready"}  # 4 days for "waiting" are 44, and do not fit


def test_a_prerequisite_that_is_met_by_the_state_is_not_planned() -> None:
    actions = with_actions(action("basis", {"U1.3": 2}), action("next", {"U1.1": 3}, needs=["basis"]))
    assert steps(planned(department(level=2), questionnaire=actions)) == {"next": (0, 4)}


def test_a_prerequisite_that_another_action_brings_about_is_waited_for_and_not_planned() -> None:
    actions = with_actions(
        action("other", {"U1.3": 3}, days=1, weeks=5),
        action("basis", {"U1.3": 3}, days=50, weeks=4),
        action("next", {"U1.1": 3}, days=9, needs=["basis"]),
    )
    assert steps(planned(department(level=2), questionnaire=actions)) == {"other": (0, 5), "next": (5, 9)}


def test_a_prerequisite_that_is_met_sooner_by_another_action_than_by_itself_holds_nothing_up() -> None:
    actions = with_actions(
        action("other", {"U1.3": 3}, days=1, weeks=5),
        action("basis", {"U1.3": 3}),
        action("next", {"U1.1": 3}, days=40, needs=["basis"]),
    )
    weeks = steps(planned(department(level=2), questionnaire=actions, pinned={"basis": 2}))
    assert weeks == {"basis": (10, 14), "other": (0, 5), "next": (5, 9)}


def test_the_prerequisites_of_an_action_are_placed_by_id() -> None:
    actions = with_actions(
        action("goal", {"U1.1": 3}, needs=["b", "a"]),
        action("b", {"U1.3": 3}, days=9, weeks=8),
        action("a", {"U1.2": 3}, days=9, weeks=8),
    )
    roadmap = planned(department(level=2, target=2, U1=3), questionnaire=actions, max_concurrent=1)
    assert steps(roadmap) == {"a": (0, 8), "b": (8, 16), "goal": (16, 20)}


def test_of_two_equal_actions_the_one_that_ends_earlier_comes_first_and_then_the_lower_id() -> None:
    actions = with_actions(action("a-long", {"U1.1": 3}, weeks=6), action("c", {"U2.1": 3}), action("b", {"U4.1": 3}))
    roadmap = planned(department(), questionnaire=actions)
    assert [step.action for step in sorted(roadmap.steps, key=lambda step: step.rank)] == ["b", "c", "a-long"]


def test_nothing_is_planned_where_every_capability_is_at_its_target() -> None:
    roadmap = planned(department(level=3, target=3))
    assert roadmap.steps == ()
    assert {left.reason for left in roadmap.left_out} == {"not_needed"}
    assert (roadmap.value, roadmap.reach) == (0, None)


def test_nothing_is_planned_without_capacity() -> None:
    roadmap = planned(department(), capacity=(0.0,) * 4)
    assert roadmap.steps == ()
    assert {left.reason for left in roadmap.left_out} == {"no_capacity", "not_needed"}


def test_the_reserve_stays_free() -> None:
    roadmap = planned(department(), capacity=(10.0,), reserve=0.5)
    assert 0 < sum(step.days for step in roadmap.steps) <= 5


def test_a_quarter_without_capacity_stays_empty() -> None:
    roadmap = planned(department(), capacity=(60.0, 0.0, 60.0, 60.0))
    assert [quarter.days > 0 for quarter in roadmap.expected] == [True, False, True, True]


def test_effort_grows_with_the_factor() -> None:
    one, more = planned(department()), planned(department(), effort_factor=1.6)
    days = {step.action: step.days for step in one.steps}
    assert {step.action: step.days for step in more.steps if step.action in days} == {
        step.action: pytest.approx(1.6 * days[step.action]) for step in more.steps if step.action in days
    }
    assert len(more.steps) < len(one.steps)


def test_an_excluded_action_is_not_planned_and_nothing_that_needs_it() -> None:
    roadmap = planned(department(), excluded=frozenset({"U5-A"}))
    assert not {"U5-A", "S2-A", "S1-A", "U5-B"} & set(steps(roadmap))


@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
def test_a_pinned_action_finishes_in_its_quarter(quarter: int) -> None:
    assert "U4-A" in by_quarter(planned(department(), pinned={"U4-A": quarter}))[quarter]


def test_a_pinned_action_brings_its_prerequisites_along() -> None:
    weeks = steps(planned(department(), pinned={"U3-A": 2}))
    assert 13 < weeks["U3-A"][1] <= 26
    assert weeks["U5-A"][1] <= weeks["U3-A"][0]


def test_an_action_that_gains_nothing_is_planned_where_it_is_pinned() -> None:
    roadmap = planned(department(level=3, target=3), pinned={"U3-D": 2})
    assert [step.action for step in roadmap.steps] == ["U3-D"]
    assert roadmap.value == 0


def test_a_pin_for_which_there_is_no_room_is_refused() -> None:
    with pytest.raises(NoPlan):
        planned(department(), pinned={"U3-A": 2}, capacity=(60.0, 10.0, 60.0, 60.0))


def test_a_step_to_which_later_choices_leave_nothing_makes_room_again() -> None:
    actions = with_actions(
        action("half", {"U1.1": 3}, days=2, weeks=8, needs=["slow"]),
        action("slow", {"U2.1": 3}, days=2, weeks=9),
        action("all", {"U1.1": 3, "U1.2": 3, "U1.3": 3}, days=9, weeks=13),
    )
    roadmap = planned(department(), Limits(capacity=(60.0, 60.0)), actions)
    assert steps(roadmap) == {"slow": (0, 9), "all": (0, 13)}  # "half" was chosen before "all", and would end after it


DEPARTMENT = department(level=1, target=3)
IN_TURN = with_actions(
    action("a", {"U1.1": 3, "U1.2": 2}, days=5, weeks=4),
    action("b", {"U1.2": 3}, days=6, weeks=6, needs=["a"]),
    action("c", {"U2.1": 3}, days=4, weeks=8),
)
OVERLAPPING = with_actions(
    action("a", {"S2.1": 3, "S1.1": 2}, days=6, weeks=7),
    action("b", {"S1.1": 3, "S1.2": 3}, days=7, weeks=8, visible=True),
    action("c", {"S1.2": 4, "S1.3": 3}, days=3, weeks=9, visible=True),
)


@pytest.mark.parametrize("capacity", [12.0, 20.0])
def test_where_actions_only_follow_each_other_no_plan_at_all_is_worth_more(capacity: float) -> None:
    limits = Limits(capacity=(capacity,), max_concurrent=2, max_visible_finishes=1)
    assert planned(DEPARTMENT, limits, IN_TURN).value == pytest.approx(best_value(IN_TURN, limits))


def test_the_rule_looks_no_further_than_the_next_action_and_can_miss_the_best_plan() -> None:
    limits = Limits(capacity=(12.0,), max_concurrent=2, max_visible_finishes=1)
    roadmap = planned(DEPARTMENT, limits, OVERLAPPING)  # "b" gains most per day, and leaves no room for the others
    assert set(steps(roadmap)) == {"b"}
    assert (roadmap.value, best_value(OVERLAPPING, limits)) == pytest.approx((1.8208, 2.2042), abs=5e-5)


def best_value(questionnaire: Questionnaire, limits: Limits) -> float:
    """The highest value of all plans that the checker accepts."""
    every = every_plan(questionnaire, DEPARTMENT, limits)
    return max(roadmap.value for roadmap in every if not faults(DEPARTMENT, roadmap, questionnaire))


def every_plan(questionnaire: Questionnaire, scorecard: Scorecard, limits: Limits) -> Iterator[Roadmap]:
    """Every set of actions in every combination of weeks, sound or not."""
    for number in range(len(questionnaire.actions) + 1):
        for chosen in combinations(questionnaire.actions, number):
            for starts in product(*(range(13 * limits.quarters - each.weeks + 1) for each in chosen)):
                placements = [(each.id, start) for each, start in zip(chosen, starts, strict=True)]
                yield placed(scorecard, placements, limits, questionnaire)
