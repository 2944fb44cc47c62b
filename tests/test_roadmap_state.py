from __future__ import annotations

import pytest
from roadmap_departments import action, department, state_of, with_actions
from scoring_runs import person, scored, whole

from questionnaires.responses import Context
from scoring.levels import Standing
from scoring.roadmap.state import Placement, lifted, quarter_of


@pytest.mark.parametrize(
    ("value", "level", "after"),
    [(1.0, 3, 3), (2.4, 3, 3), (3.0, 3, 3), (3.5, 3, 3.5), (1.9, 4, 1.9), (2.0, 4, 4), (None, 3, 3), (None, 4, None)],
)
def test_an_action_lifts_an_item_that_is_at_most_two_levels_below(value: float, level: int, after: float) -> None:
    assert lifted(Standing(value, value), level).value == after


def test_an_item_at_its_level_still_gets_its_low_median_lifted() -> None:
    assert lifted(Standing(3.2, 2), 3) == Standing(3.2, 3)


def test_an_item_that_is_out_of_reach_keeps_its_low_median_too() -> None:
    assert lifted(Standing(1.0, 1), 4) == Standing(1.0, 1)


@pytest.mark.parametrize(("finish", "quarter"), [(1, 0), (13, 0), (14, 1), (26, 1), (52, 3)])
def test_what_ends_before_a_week_counts_for_the_quarter_of_the_week_before(finish: int, quarter: int) -> None:
    assert quarter_of(finish) == quarter


def test_an_item_without_a_level_starts_at_one() -> None:
    state = state_of(scored(person("it_staff", {"U1.1": "?", "U1.2": 3})))
    assert state.stakes["U1"].start == {"U1.1": Standing(1, 1), "U1.2": Standing(3, 3), "U1.3": Standing(1, 1)}


def test_an_item_that_is_not_applicable_takes_no_part() -> None:
    state = state_of(scored(whole("it_staff", 2, {"O3.1": "x"})))
    assert set(state.stakes["O3"].start) == {"O3.2", "O3.3"}
    assert "O3.1" not in state.stakes["O3"].lifts["O3-A"]


def test_a_capability_out_of_scope_takes_no_part() -> None:
    state = state_of(scored(whole("it_staff", 2, {"O3.1": "x", "O3.2": "x", "O3.3": "x"})))
    assert "O3" not in state.stakes
    assert state.touched["O3-A"] == ()


def test_a_prerequisite_whose_items_are_not_applicable_is_met() -> None:
    state = state_of(scored(whole("it_staff", 2, {"O3.2": "x"})))
    assert state.spared_from("O3-B", dict.fromkeys(state.stakes, ())) == 0


def test_the_risk_is_weighed_as_it_is_at_the_start() -> None:
    without, at_one, exposed = (
        state_of(scored(whole("it_staff", 2, {"S1.3": level}), context=Context(critical_data=critical)))
        for level, critical in ((2, "no"), (1, "no"), (1, "unknown"))
    )
    assert [round(state.stakes["S1"].weight, 9) for state in (without, at_one, exposed)] == [1.0, 1.15, 1.3]


def test_an_item_without_a_level_counts_as_one_in_the_risk_too() -> None:
    state = state_of(scored(whole("it_staff", 2, {"U1.3": "?"}), context=Context(critical_data="no")))
    assert state.stakes["U1"].weight == pytest.approx(1.15)


def test_value_stops_at_the_target() -> None:
    three, four = (department(level=2, target=target) for target in (3, 4))
    lifting_all = [Placement("U1-A", 0, 4), Placement("U1-B", 4, 12), Placement("U1-C", 13, 25)]
    assert state_of(three).value_of(lifting_all) == pytest.approx(1 + 0.25)
    assert state_of(four).value_of(lifting_all) == pytest.approx(1 + 0.25 + 0.9 * (1 + 0.25))


def test_a_gain_counts_less_with_every_quarter() -> None:
    state = state_of(department())
    values = [state.value_of([Placement("S1-B", start, start + 6)]) for start in (0, 7, 8, 21, 46)]
    assert values == pytest.approx([1 / 3, 1 / 3, 0.9 / 3, 0.81 / 3, 0.729 / 3])


def test_a_level_that_is_unlocked_earns_extra() -> None:
    state = state_of(department(except_for={"S1.1": 3}))  # the key practice of level 3 is there
    assert state.value_of([Placement("S1-B", 0, 6)]) == pytest.approx(1 / 3 + 0.25)


def test_a_gain_that_two_actions_share_counts_once() -> None:
    both = with_actions(action("a", {"U1.1": 3}), action("b", {"U1.1": 3}))
    state = state_of(department(), both)
    assert state.value_of([Placement("a", 0, 4)]) == state.value_of([Placement("a", 0, 4), Placement("b", 4, 8)])


def test_lifts_take_effect_in_the_order_of_finishing_and_then_of_id() -> None:
    steep = with_actions(action("a", {"U1.1": 4}), action("b", {"U1.1": 3}), action("c", {"U1.1": 4}))
    state = state_of(department(level=1, target=5), steep)  # from 1 an action to 4 reaches nothing
    first_lifts, later_lifts = (
        [Placement("b", 0, 4), Placement("c", 0, 4)],
        [Placement("a", 0, 4), Placement("b", 0, 4)],
    )
    assert state.stakes["U1"].after(("b", "c")).standings["U1.1"].value == 4
    assert state.value_of(first_lifts) > state.value_of(later_lifts)


def test_the_value_of_a_plan_does_not_depend_on_the_order_in_which_it_is_told() -> None:
    state = state_of(department())
    plan = [Placement("U1-A", 0, 4), Placement("U1-B", 4, 12), Placement("S1-B", 14, 20)]
    assert state.value_of(plan) == state.value_of(reversed(plan))
