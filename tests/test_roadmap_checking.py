from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from roadmap_departments import PLENTY, YEAR, action, department, faults, placed, planned, with_actions

from scoring.roadmap.model import Limits, Roadmap, Step

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
