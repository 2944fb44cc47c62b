from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from roadmap_departments import PLENTY, YEAR, action, department, faults, placed, planned, with_actions

from scoring.roadmap.model import Limits, Roadmap, Step
from scoring.roadmap.reasons import AtStake, Later, Obstacle

SCORECARD = department()
SOUND = planned(SCORECARD)


def with_step(roadmap: Roadmap, action_id: str, **changes: Any) -> Roadmap:
    """A roadmap with changes to one of its steps."""
    return replace(
        roadmap, steps=tuple(replace(step, **changes) if step.action == action_id else step for step in roadmap.steps)
    )


def step_of(roadmap: Roadmap, action_id: str) -> Step:
    (step,) = (step for step in roadmap.steps if step.action == action_id)
    return step


def told(roadmap: Roadmap) -> str:
    return "; ".join(faults(SCORECARD, roadmap))


def test_a_sound_roadmap_has_no_faults() -> None:
    assert faults(SCORECARD, SOUND) == ()


def test_a_step_that_starts_before_its_prerequisite_is_finished() -> None:
    early = placed(SCORECARD, [("U5-A", 0), ("S2-A", 2)])
    assert told(early) == "S2-A starts in week 2 before its prerequisite U5-A is met"


def test_a_step_may_start_in_the_week_in_which_its_prerequisite_is_finished() -> None:
    assert told(placed(SCORECARD, [("U5-A", 0), ("S2-A", 3)])) == ""


def test_a_step_whose_prerequisite_is_missing() -> None:
    assert "S2-A starts in week 5 before its prerequisite U5-A is met" in told(placed(SCORECARD, [("S2-A", 5)]))


def test_a_prerequisite_is_met_when_other_actions_have_brought_its_items_there() -> None:
    actions = with_actions(
        action("other", {"U1.3": 3}), action("basis", {"U1.3": 3}), action("next", {"U1.1": 3}, needs=["basis"])
    )
    early, in_time = (placed(SCORECARD, [("other", 0), ("next", week)], YEAR, actions) for week in (3, 4))
    assert faults(SCORECARD, early, actions) == ("next starts in week 3 before its prerequisite basis is met",)
    assert faults(SCORECARD, in_time, actions) == ()


def test_a_prerequisite_is_met_when_it_is_done_even_if_it_was_out_of_reach() -> None:
    actions = with_actions(action("steep", {"U1.1": 4}), action("next", {"U2.1": 3}, needs=["steep"]))
    low = department(level=1)
    assert faults(low, placed(low, [("steep", 0), ("next", 4)], YEAR, actions), actions) == ()


def test_more_days_in_a_quarter_than_are_left_after_the_reserve() -> None:
    assert told(placed(SCORECARD, [("U2-B", 0)], Limits(capacity=(17.5,)))) == ""
    assert told(placed(SCORECARD, [("U2-B", 0)], Limits(capacity=(17.4,)))) == "quarter 1 plans 14.00 days"


def test_more_actions_at_once_than_people_can_carry() -> None:
    five = [("U1-A", 0), ("U4-A", 0), ("U5-A", 0), ("O1-A", 0), ("S4-A", 2)]
    assert told(placed(SCORECARD, five)) == "5 actions run in week 2"


def test_more_changes_in_a_quarter_than_users_can_follow() -> None:
    four = [("U4-A", 0), ("U2-B", 0), ("U2-A", 0), ("U1-A", 3), ("O2-B", 7)]
    assert told(placed(SCORECARD, four)) == "users notice 4 changes in quarter 1"


def test_a_step_beyond_the_horizon() -> None:
    beyond = with_step(SOUND, "U3-B", start_week=45, finish_week=53, quarter=5)
    assert told(beyond) == "U3-B runs outside the horizon"


def test_an_excluded_action() -> None:
    assert told(replace(SOUND, limits=replace(SOUND.limits, excluded=frozenset({"S1-B"})))) == "S1-B is excluded"


def test_a_pinned_action_in_another_quarter() -> None:
    pinned = replace(SOUND, limits=replace(SOUND.limits, pinned={"S1-B": 1}))
    assert told(pinned) == "S1-B is pinned to quarter 1 and finishes in 3"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"finish_week": 4}, "U5-A takes 4 weeks instead of 3"),
        ({"quarter": 2}, "U5-A finishes in week 3, which is not in quarter 2"),
        ({"days": 3.0}, "U5-A counts 3.0 days instead of 4.0"),
        ({"action": "U9-Z"}, "U9-Z is no action of the questionnaire"),
        ({"rank": 1}, "the order of choice has gaps or doubles"),
        ({"lifts": ()}, "U5-A tells of other lifts than it makes"),
        ({"waits_for": ("U3-B",)}, "U5-A starts in week 0 before what it is said to wait for"),
    ],
)
def test_a_step_that_tells_other_figures_than_it_has(changes: dict[str, Any], fault: str) -> None:
    assert fault in told(with_step(SOUND, "U5-A", **changes))


@pytest.mark.parametrize("value", [SOUND.value + 1e-5, SOUND.value - 1e-5, 0.0])
def test_another_value_than_the_steps_are_worth(value: float) -> None:
    assert told(replace(SOUND, value=value)).startswith("the value is 11.832")


def test_a_bound_below_the_value() -> None:
    assert told(replace(SOUND, bound=11.0, gap=0.0)) == f"the bound 11.0 is below the value {SOUND.value}"


def test_an_action_that_is_told_of_twice_or_not_at_all() -> None:
    left = SOUND.left_out
    assert told(replace(SOUND, left_out=left[1:])) == f"{left[0].action} is told of 0 times, as a step and as left out"
    assert told(replace(SOUND, left_out=(*left, left[0]))).startswith(f"{left[0].action} is told of 2 times")


def test_other_days_in_a_quarter_than_the_steps_take() -> None:
    first, *rest = SOUND.expected
    assert "quarter 1 tells of 1.0 days" in told(replace(SOUND, expected=(replace(first, days=1.0), *rest)))


def test_an_expectation_that_is_lower_than_the_quarter_before() -> None:
    *rest, last = SOUND.expected
    lower = replace(last, overall=replace(last.overall, high=2.0))
    assert told(replace(SOUND, expected=(*rest, lower))) == "quarter 4 expects less than before"


def test_steps_that_together_are_within_generous_limits() -> None:
    assert faults(SCORECARD, planned(SCORECARD, PLENTY)) == ()


def with_why(action_id: str, **changes: Any) -> Roadmap:
    """The sound roadmap with other reasons for one of its steps."""
    return with_step(SOUND, action_id, why=replace(step_of(SOUND, action_id).why, **changes))


def later_of(action_id: str) -> Later:
    later = step_of(SOUND, action_id).why.later
    assert later is not None
    return later


def with_swap(action_id: str, **changes: Any) -> Roadmap:
    """The sound roadmap with something else that would have to go for one of the actions left out."""
    return replace(
        SOUND,
        left_out=tuple(
            replace(left, swap=replace(left.swap, **changes)) if left.action == action_id and left.swap else left
            for left in SOUND.left_out
        ),
    )


@pytest.mark.parametrize(
    ("slack", "fault"),
    [(9, "U4-A does not have 9 weeks of slack"), (7, "U4-A has more than 7 weeks of slack"), (8, "")],
)
def test_slack_that_is_not_there_or_not_told(slack: int, fault: str) -> None:
    assert told(with_why("U4-A", later=replace(later_of("U4-A"), slack=slack))) == fault


def test_a_quarter_later_that_is_said_to_be_possible() -> None:
    free = Later(slack=0, cost=0.01)
    assert told(with_why("U5-A", later=free)) == "U5-A cannot come a quarter later at a cost of 0.01"


def test_a_quarter_later_at_another_cost_than_it_has() -> None:
    alone = with_actions(action("a", {"U1.1": 3}))
    roadmap = planned(SCORECARD, YEAR, alone)
    assert faults(SCORECARD, roadmap, alone) == ()
    cheap = with_step(roadmap, "a", why=replace(step_of(roadmap, "a").why, later=Later(slack=9, cost=0.05)))
    assert faults(SCORECARD, cheap, alone) == ("a cannot come a quarter later at a cost of 0.05",)


@pytest.mark.parametrize(
    ("action_id", "held", "fault"),
    [
        ("O1-A", None, "O1-A tells wrongly whether it can start earlier"),
        ("O1-A", Obstacle(by="days", quarter=1, taken=40, room=48), "O1-A tells of 40 of 48 days in quarter 1"),
        ("U3-B", Obstacle(by="people", week=43, taken=3, room=4), "U3-B tells of other actions in week 43"),
        ("U3-B", Obstacle(by="users", quarter=4, taken=3, room=3), "U3-B tells of other changes than users notice"),
    ],
)
def test_what_is_said_to_be_in_the_way_and_is_not(action_id: str, held: Obstacle | None, fault: str) -> None:
    assert told(with_why(action_id, earlier=held)).startswith(fault)


def test_another_loss_than_the_roadmap_has_without_a_step() -> None:
    stake = step_of(SOUND, "U4-A").why.at_stake
    assert stake is not None
    wrong = with_why("U4-A", at_stake=replace(stake, share=0.5))
    assert told(wrong) == "without U4-A the roadmap does not lose 0.5 of its value"


def test_a_step_that_falls_and_is_not_told_of() -> None:
    wrong = with_why("U5-A", at_stake=AtStake(share=0.1, falls=()))
    assert told(wrong).startswith("without U5-A more falls than it tells: ")


def test_a_demand_that_does_not_need_a_step() -> None:
    assert told(with_why("U4-A", musts=("U",))) == "U4-A tells of other demands than need it"


def test_what_would_have_to_go_and_is_not_enough() -> None:
    assert told(with_swap("U3-A", goes=("S1-B",), days=5)) == "U3-A has no room when S1-B makes way"


def test_what_would_have_to_go_at_another_cost_or_with_other_days() -> None:
    assert told(with_swap("O4-B", cost=0.5)) == "O4-B does not cost 0.5 of the value when it comes in"
    assert told(with_swap("O4-B", days=5)) == "what makes way for O4-B has 12.0 days, not 5"


def test_a_change_that_users_do_not_notice_in_a_quarter() -> None:
    first, *rest = SOUND.expected
    wrong = replace(SOUND, expected=(replace(first, noticed=("U4-A",)), *rest))
    assert told(wrong) == "quarter 1 tells of other changes than users notice"


def test_another_limit_of_a_quarter_than_it_has() -> None:
    first, *rest = SOUND.expected
    wrong = replace(SOUND, expected=(replace(first, binds=Obstacle(by="days", quarter=1, taken=48, room=48)), *rest))
    assert told(wrong).startswith("quarter 1 tells of 48 of 48 days in quarter 1")
