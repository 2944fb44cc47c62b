from __future__ import annotations

import pytest
from msgspec.structs import replace
from roadmap_departments import PLENTY, YEAR, action, department, planned, reason, state_of, steps, with_actions
from scoring_runs import scored, whole

from scoring.roadmap.arrivals import earliest_arrivals
from scoring.roadmap.model import Gain, Lift, Limits
from scoring.roadmap.reasons import Swap


def test_every_action_is_a_step_or_left_out_with_one_reason() -> None:
    roadmap = planned(department())
    told = [*steps(roadmap), *(left.action for left in roadmap.left_out)]
    assert len(told) == len(set(told)) == 39


def test_an_action_that_brings_nothing_nearer_to_its_target_is_not_needed() -> None:
    assert reason(planned(department(target=3)), "U1-C").reason == "not_needed"


def test_an_action_whose_items_are_not_applicable_is_not_needed() -> None:
    roadmap = planned(scored(whole("it_staff", 2, {"O3.1": "x", "O3.2": "x", "O3.3": "x"})))
    assert reason(roadmap, "O3-A").reason == "not_needed"


def test_an_action_for_which_no_days_are_left_has_no_capacity() -> None:
    told = reason(planned(department()), "U3-A")
    assert (told.reason, told.days, told.prerequisites, told.limit) == ("no_capacity", 35, (), "days")


def test_the_days_of_an_action_count_with_those_of_the_prerequisites_that_are_left_out_too() -> None:
    told = reason(planned(department()), "U3-C")
    assert (told.reason, told.days, told.prerequisites) == ("no_capacity", 45, ("U3-A",))


def test_the_days_of_what_is_left_out_grow_with_the_effort_factor() -> None:
    assert reason(planned(department(), effort_factor=1.5), "U3-A").days == 52.5


@pytest.mark.parametrize(
    ("limits", "limit"),
    [
        (Limits(capacity=(9.0,), reserve=0), "days"),
        (Limits(capacity=(90.0,), max_concurrent=1), "people"),
        (Limits(capacity=(90.0,), max_visible_finishes=1), "users"),
        (Limits(capacity=(9.0,), reserve=0, max_concurrent=1), None),
    ],
)
def test_the_limit_that_leaves_no_room_is_named(limits: Limits, limit: str | None) -> None:
    actions = with_actions(
        action("a", {"U1.1": 3}, days=5, weeks=9, visible=True), action("b", {"U2.1": 3}, days=8, weeks=9, visible=True)
    )
    told = reason(planned(department(), limits, actions), "b")
    assert (told.reason, told.limit) == ("no_capacity", limit)


def test_an_action_whose_chain_is_longer_than_the_horizon_is_too_far() -> None:
    told = reason(planned(department(level=1, target=4), PLENTY), "O3-C")
    assert (told.reason, told.weeks, told.chain) == ("too_far", 53, ("U5-A", "U3-A", "O3-A", "O3-C"))


def test_the_same_action_is_no_longer_too_far_in_five_quarters() -> None:
    assert "O3-C" in steps(planned(department(level=1, target=4), PLENTY, capacity=(1000.0,) * 5))


def test_an_action_that_is_too_far_stays_so_whatever_the_days() -> None:
    for days in (1.0, 60.0, 1000.0):
        assert reason(planned(department(level=1, target=4), capacity=(days,) * 4), "O3-C").reason == "too_far"


def test_an_action_whose_level_is_more_than_two_above_its_items_is_too_far() -> None:
    actions = with_actions(action("steep", {"U1.1": 4, "U1.2": 4}))
    told = reason(planned(department(level=1, target=4), questionnaire=actions), "steep")
    assert (told.reason, told.is_above_reach) == ("too_far", True)


def test_an_action_that_waits_for_an_excluded_one_says_which() -> None:
    roadmap = planned(department(), excluded=frozenset({"U5-A"}))
    assert reason(roadmap, "U5-A").reason == "excluded"
    assert (reason(roadmap, "S2-A").reason, reason(roadmap, "S2-A").missing) == ("prerequisite", ("U5-A",))
    assert (reason(roadmap, "S1-A").reason, reason(roadmap, "S1-A").missing) == ("prerequisite", ("U5-A",))


def test_what_only_prepares_an_action_without_room_has_no_capacity_either() -> None:
    actions = with_actions(action("basis", {"U1.1": 3}), action("goal", {"S1.1": 3}, days=100, needs=["basis"]))
    roadmap = planned(department(level=2, target=2, S=3), questionnaire=actions)
    assert (reason(roadmap, "basis").reason, reason(roadmap, "basis").only_for) == ("no_capacity", ("goal",))


def test_what_only_prepares_an_action_that_cannot_be_done_is_not_needed_and_says_for_what() -> None:
    actions = with_actions(action("basis", {"U1.1": 3}), action("goal", {"S1.1": 3}, weeks=50, needs=["basis"]))
    roadmap = planned(department(level=2, target=2, S=3), questionnaire=actions)
    assert reason(roadmap, "goal").reason == "too_far"
    assert (reason(roadmap, "basis").reason, reason(roadmap, "basis").only_for) == ("not_needed", ("goal",))


def test_what_waits_for_a_pin_late_in_the_year_is_too_far() -> None:
    told = reason(planned(department(), pinned={"U5-A": 4}), "U3-A")
    assert (told.reason, told.weeks, told.chain) == ("too_far", 56, ("U5-A", "U3-A"))


def test_of_two_actions_finished_in_one_week_the_lower_id_takes_effect_first() -> None:
    actions = with_actions(
        action("a", {"U1.1": 4}),  # from 1 it reaches nothing, unless "b" were first
        action("b", {"U1.1": 3}),
        action("basis", {"U1.1": 4}),
        action("goal", {"U2.1": 3}, needs=["basis"]),
    )
    state = state_of(department(level=1), actions)
    assert "goal" not in earliest_arrivals(state, replace(YEAR, excluded=frozenset({"basis"})))


@pytest.mark.parametrize(("action_id", "weeks"), [("O3-C", 53), ("S4-D", 46), ("O2-C", 46), ("U3-D", 37)])
def test_the_longest_chains_of_the_catalogue_from_nothing(action_id: str, weeks: int) -> None:
    assert earliest_arrivals(state_of(department(level=1)), YEAR)[action_id].week == weeks


def test_a_mature_department_waits_for_no_chain() -> None:
    assert earliest_arrivals(state_of(department(level=3)), YEAR)["O3-C"].week == 22


def test_what_waits_for_an_excluded_action_never_arrives() -> None:
    arrivals = earliest_arrivals(state_of(department(level=1)), replace(YEAR, excluded=frozenset({"U5-A"})))
    assert {"S2-A", "S1-A", "U3-A"}.isdisjoint(arrivals)


def test_an_action_without_room_names_the_one_step_that_would_make_it_and_what_that_costs() -> None:
    actions = with_actions(action("a", {"U1.1": 3}, days=8), action("b", {"U2.1": 3}, days=9))
    roadmap = planned(department(), Limits(capacity=(9.0,), reserve=0), actions)
    assert reason(roadmap, "b").swap == Swap(goes=("a",), days=8, cost=pytest.approx(0))


def test_what_needs_a_step_goes_with_it() -> None:
    actions = with_actions(
        action("basis", {"S1.1": 3}, days=1),
        action("goal", {"U1.1": 3}, days=4, needs=["basis"]),
        action("big", {"U2.1": 3}, days=10),
    )
    roadmap = planned(department(level=2, target=3, S=2), Limits(capacity=(10.0,), reserve=0), actions)
    swap = reason(roadmap, "big").swap
    assert swap is not None
    assert (set(swap.goes), swap.days) == ({"basis", "goal"}, 5)


def test_where_no_single_step_is_enough_the_cheapest_few_would_have_to_go() -> None:
    actions = with_actions(
        action("a", {"U1.1": 3}, days=3),
        action("b", {"U2.1": 3, "U2.2": 3}, days=3),
        action("c", {"U4.1": 3}, days=3),
        action("big", {"O1.1": 3}, days=6),
    )
    roadmap = planned(department(), Limits(capacity=(9.0,), reserve=0), actions)
    swap = reason(roadmap, "big").swap
    assert swap is not None
    assert (set(swap.goes), swap.days, swap.cost) == ({"a", "c"}, 6, pytest.approx(4 / 19))


def test_what_runs_or_is_pinned_never_has_to_go() -> None:
    actions = with_actions(action("a", {"U1.1": 3}, days=8), action("b", {"U2.1": 3}, days=9))
    for fixed in ({"running": {"a": 0}}, {"pinned": {"a": 1}}):
        roadmap = planned(department(), Limits(capacity=(9.0,), reserve=0), actions, **fixed)
        assert reason(roadmap, "b").swap is None


def test_an_action_for_more_days_than_there_are_has_nothing_that_could_make_room() -> None:
    actions = with_actions(action("a", {"U1.1": 3}, days=8), action("b", {"U2.1": 3}, days=19))
    assert reason(planned(department(), Limits(capacity=(9.0,), reserve=0), actions), "b").swap is None


def test_an_action_on_which_work_was_stopped_is_told_apart_from_one_that_was_left_out() -> None:
    told = planned(department(), excluded=frozenset({"U5-A", "S1-B"}), dropped=frozenset({"S1-B"}))
    assert [reason(told, each).is_dropped for each in ("U5-A", "S1-B")] == [False, True]


def test_an_action_that_is_too_steep_names_the_items_and_how_far_they_are() -> None:
    actions = with_actions(action("steep", {"U1.1": 4, "U1.2": 4}))
    told = reason(planned(department(level=1, target=4), questionnaire=actions), "steep")
    assert told.lifts == (Lift("U1.1", 1, 4), Lift("U1.2", 1, 4))


def test_an_action_whose_items_are_there_by_then_names_them() -> None:
    told = reason(planned(department(level=3)), "U2-B")
    assert [(lift.item, lift.level) for lift in told.lifts] == [("U2.1", 3), ("U2.2", 3), ("U2.3", 3)]
    assert told.reached is None


def test_an_action_above_the_bar_says_where_its_capability_comes_to_and_what_is_asked() -> None:
    told = reason(planned(department(level=3)), "U1-C")
    assert told.lifts == ()
    assert told.reached == Gain(capability="U1", target=3, score=3, score_after=3, level=3, level_after=3)


def test_an_action_of_a_capability_that_takes_no_part_has_nowhere_to_come_to() -> None:
    roadmap = planned(scored(whole("it_staff", 2, {"O3.1": "x", "O3.2": "x", "O3.3": "x"})))
    assert (reason(roadmap, "O3-A").lifts, reason(roadmap, "O3-A").reached) == ((), None)
