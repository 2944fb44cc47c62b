from __future__ import annotations

import pytest
from roadmap_departments import PLENTY, YEAR, action, department, placed, planned, with_actions
from scoring_runs import person, scored, whole

from scoring.roadmap.model import Gain, Lift, Must, Owner, Roadmap, Step
from scoring.roadmap.reasons import AtStake, Obstacle


def step_of(roadmap: Roadmap, action_id: str) -> Step:
    (step,) = (step for step in roadmap.steps if step.action == action_id)
    return step


SOUND = planned(department())


def test_a_step_says_which_gap_it_serves_with_target_score_and_level() -> None:
    assert step_of(SOUND, "U4-A").why.gains == (
        Gain(capability="U4", target=3, score=2.0, score_after=8 / 3, level=2, level_after=3),
    )


def test_a_step_serves_every_capability_that_it_brings_nearer_to_its_target() -> None:
    assert step_of(SOUND, "S4-C").serves == ("S2", "S4")


def test_a_step_that_brings_a_level_that_is_asked_for_says_so() -> None:
    assert step_of(SOUND, "S2-A").why.code == "unlocks_level"
    assert step_of(SOUND, "S1-B").why.code == "closes_gap"


def test_a_level_above_the_target_is_no_reason() -> None:
    above = placed(department(level=2, target=2, U4=3), [("U4-A", 0), ("U1-A", 0)])
    assert step_of(above, "U4-A").why.code == "unlocks_level"
    assert step_of(above, "U1-A").why.code == "pinned"


def test_a_level_beyond_the_target_closes_the_gap_and_unlocks_nothing() -> None:
    step = step_of(placed(department(target=3, except_for={"U1.1": 3, "U1.2": 3}), [("U1-C", 0)]), "U1-C")
    assert [(gain.level, gain.level_after) for gain in step.why.gains] == [(3, 4)]
    assert step.why.code == "closes_gap"


def test_a_key_practice_that_gains_only_with_what_follows_still_serves_its_capability() -> None:
    torn = scored(  # U1.1 is 3 on average, but 2 in the middle; the mean of U1 is 3, and U1.3 holds its level back
        whole("it_staff", 3, {"U1.1": 2, "U1.2": 5, "U1.3": 1}),
        whole("it_staff", 3, {"U1.1": 2, "U1.2": 5, "U1.3": 1}),
        whole("it_staff", 3, {"U1.1": 5, "U1.2": 5, "U1.3": 1}),
    )
    roadmap = placed(torn, [("U1-A", 0), ("U1-B", 4)])
    first, then = (step_of(roadmap, action_id).why for action_id in ("U1-A", "U1-B"))
    assert [(gain.level, gain.level_after) for gain in first.gains] == [(2, 2)]
    assert [(gain.level, gain.level_after) for gain in then.gains] == [(2, 3)]


def test_a_step_that_only_prepares_serves_what_waits_for_it() -> None:
    prepared = planned(department(level=2, target=2, S=3))
    step = step_of(prepared, "U5-A")
    assert (step.why.code, step.why.gains) == ("prepares", ())
    assert step.serves == ("S2",)


def test_a_step_that_was_only_asked_for_says_so() -> None:
    step = step_of(planned(department(level=3), pinned={"U3-D": 2}), "U3-D")
    assert (step.why.code, step.why.pinned, step.serves) == ("pinned", 2, ("U3",))


def test_a_step_says_what_it_waits_for_and_what_waits_for_it() -> None:
    assert step_of(SOUND, "S1-A").waits_for == ("S2-A",)
    assert set(step_of(SOUND, "S2-A").why.enables) == {"S1-A", "S4-C"}


def test_a_step_does_not_wait_for_what_was_there_from_the_start() -> None:
    assert "U2-A" not in {waited for step in SOUND.steps for waited in step.waits_for}


def test_a_step_waits_for_what_meets_its_prerequisite_in_its_place() -> None:
    actions = with_actions(
        action("other", {"U1.3": 3}, days=1, weeks=5),
        action("basis", {"U1.3": 3}, days=50),
        action("next", {"S1.1": 3}, needs=["basis"]),
    )
    roadmap = planned(department(level=2, target=2, S=3), questionnaire=actions, pinned={"other": 1})
    assert step_of(roadmap, "next").waits_for == ("other",)
    assert (step_of(roadmap, "other").why.code, step_of(roadmap, "other").serves) == ("prepares", ("S1",))


def test_a_step_says_what_it_opens_outside_the_roadmap() -> None:
    assert step_of(SOUND, "U5-A").why.opens == ("U3-A",)
    assert step_of(SOUND, "S1-A").why.opens == ("S4-B",)


def test_a_step_opens_nothing_that_its_state_opened_before() -> None:
    actions = with_actions(action("basis", {"U1.3": 2}), action("goal", {"U1.1": 3}, days=300, needs=["basis"]))
    roadmap = planned(department(level=2), questionnaire=actions, pinned={"basis": 1})
    assert step_of(roadmap, "basis").why.opens == ()


def test_a_step_that_starts_at_once_has_nothing_in_its_way() -> None:
    assert step_of(SOUND, "U5-A").why.earlier is None


def test_a_step_names_what_it_waits_for_and_until_when() -> None:
    assert step_of(SOUND, "S2-A").why.earlier == Obstacle(by="prerequisite", week=3, actions=("U5-A",))


def test_a_step_names_the_quarter_that_is_too_full_with_its_days_and_what_a_week_more_would_ask() -> None:
    assert step_of(SOUND, "O1-A").why.earlier == Obstacle(
        by="days", quarter=1, taken=pytest.approx(47.5), room=48, asks=1.5
    )


def test_a_step_names_the_actions_that_run_already_in_the_week_before() -> None:
    assert step_of(SOUND, "U3-B").why.earlier == Obstacle(
        by="people", quarter=4, week=43, taken=4, room=4, actions=("O2-A", "O2-B", "S3-B", "S4-C")
    )


def test_a_step_names_the_owner_whose_days_are_spent() -> None:
    two = with_actions(action("a", {"U1.1": 3}, days=8, weeks=13), action("b", {"U2.1": 3}, days=8, weeks=13))
    roadmap = planned(department(), questionnaire=two, owners={"An": Owner(12.5, frozenset({"a", "b"}))})
    assert step_of(roadmap, "b").why.earlier == Obstacle(
        by="owner", owner="An", quarter=1, taken=pytest.approx(9.846, abs=0.001), room=10, asks=pytest.approx(8 / 13)
    )


def test_a_step_that_was_asked_for_in_a_quarter_says_so_when_nothing_else_holds_it() -> None:
    alone = planned(department(), questionnaire=with_actions(action("a", {"U1.1": 3})), pinned={"a": 2})
    why = step_of(alone, "a").why
    assert (why.earlier, why.pinned) == (Obstacle(by="pinned", quarter=2), 2)
    assert why.later is not None
    assert why.later.obstacle == Obstacle(by="pinned", quarter=2)


def test_slack_ends_where_the_next_quarter_counts() -> None:
    why = step_of(planned(department(), questionnaire=with_actions(action("a", {"U1.1": 3}, weeks=4))), "a").why
    assert why.later is not None
    assert why.later.slack == 9  # weeks 0..3, or any later four of the thirteen


def test_slack_ends_where_another_step_starts_that_waits() -> None:
    chain = with_actions(
        action("basis", {"S1.1": 3}, weeks=4),
        action("goal", {"U1.1": 3}, weeks=4, needs=["basis"]),
        action("other", {"U2.1": 3}, days=40, weeks=3),
    )
    roadmap = planned(department(level=2, target=3, S=2), questionnaire=chain, capacity=(20.0, 60.0))
    why = step_of(roadmap, "basis").why
    assert why.later is not None
    assert why.later.slack == step_of(roadmap, "goal").start_week - 4


def test_a_quarter_later_costs_a_tenth_of_what_a_step_alone_brings() -> None:
    alone = planned(department(), questionnaire=with_actions(action("a", {"U1.1": 3})))
    later = step_of(alone, "a").why.later
    assert later is not None
    assert (later.cost, later.moves, later.obstacle) == (pytest.approx(0.1), (), None)


def test_what_waits_for_a_step_moves_along_when_it_comes_a_quarter_later() -> None:
    chain = with_actions(action("basis", {"U2.1": 3}), action("goal", {"U1.1": 3}, needs=["basis"]))
    later = step_of(planned(department(), questionnaire=chain), "basis").why.later
    assert later is not None
    assert (later.moves, later.cost) == (("goal",), pytest.approx(0.1))


def test_a_step_says_which_of_those_that_wait_would_find_no_place_a_quarter_later() -> None:
    chain = with_actions(action("basis", {"U2.1": 3}), action("goal", {"U1.1": 3}, weeks=13, needs=["basis"]))
    later = step_of(planned(department(), questionnaire=chain, capacity=(60.0, 60.0)), "basis").why.later
    assert later is not None
    assert (later.cost, later.obstacle) == (None, Obstacle(by="steps", actions=("goal",)))


def test_a_step_of_the_last_quarter_cannot_come_later() -> None:
    alone = planned(department(), questionnaire=with_actions(action("a", {"U1.1": 3})), capacity=(60.0,))
    later = step_of(alone, "a").why.later
    assert later is not None
    assert later.obstacle == Obstacle(by="horizon", week=14, room=13)


def test_a_step_says_what_the_roadmap_loses_without_it_and_what_falls_with_it() -> None:
    chain = with_actions(action("basis", {"S1.1": 3}), action("goal", {"U1.1": 3}, needs=["basis"]))
    roadmap = planned(department(level=2, target=3, S=2), questionnaire=chain)
    assert step_of(roadmap, "basis").why.at_stake == AtStake(share=pytest.approx(1.0), falls=("goal",))


def test_a_step_that_must_be_reached_names_the_domain() -> None:
    roadmap = planned(department(level=2), PLENTY, must={"U": Must(3, 4)})
    assert step_of(roadmap, "U3-A").why.musts == ("U",)
    assert step_of(roadmap, "S1-A").why.musts == ()


def test_a_demand_can_forbid_a_step_to_come_later() -> None:
    roadmap = planned(department(level=2), PLENTY, must={"U": Must(3, 2)})
    later = step_of(roadmap, "U3-A").why.later
    assert later is not None
    assert later.obstacle == Obstacle(by="must", domain="U", quarter=2)


def test_a_step_that_runs_already_says_for_how_long_and_not_when_it_could_start() -> None:
    why = step_of(planned(department(), running={"U2-B": 3}), "U2-B").why
    assert (why.runs, why.earlier, why.later) == (3, None, None)


def test_what_runs_and_brings_nothing_is_there_because_it_runs() -> None:
    assert step_of(planned(department(level=3), running={"U3-D": 1}), "U3-D").why.code == "runs"


def test_a_step_that_users_notice_may_have_to_wait_for_the_next_quarter() -> None:
    two = with_actions(action("a", {"U1.1": 3}, days=2, visible=True), action("b", {"U2.1": 3}, days=3, visible=True))
    roadmap = planned(department(), questionnaire=two, max_visible_finishes=1)
    step = step_of(roadmap, "b")
    assert (step.start_week, step.why.earlier) == (10, Obstacle(by="users", quarter=1, taken=1, room=1, actions=("a",)))


def test_a_step_lists_the_items_that_it_lifts_from_where_they_are_by_then() -> None:
    assert step_of(SOUND, "U5-A").lifts == (Lift("U5.1", 2, 3),)
    both = placed(department(level=1), [("U5-A", 0), ("U5-B", 3)])
    assert Lift("U5.3", 2, 3) in step_of(both, "U5-B").lifts


def test_an_item_that_nobody_could_answer_is_lifted_from_nothing() -> None:
    roadmap = placed(scored(person("it_staff", {"U1.1": "?"})), [("U1-A", 0)])
    assert step_of(roadmap, "U1-A").lifts == (Lift("U1.1", None, 3),)


def test_a_lift_of_the_low_median_alone_is_told_where_a_gate_looks_at_it() -> None:
    torn = scored(
        whole("it_staff", 3, {"U1.1": 2, "U1.3": 2}),
        whole("it_staff", 3, {"U1.1": 2, "U1.3": 2}),
        whole("it_staff", 3, {"U1.1": 5, "U1.3": 5}),
    )
    roadmap = placed(torn, [("U1-A", 0), ("U1-B", 4)])
    assert step_of(roadmap, "U1-A").lifts == (Lift("U1.1", 3.0, 3, key_practice_only=True),)
    assert step_of(roadmap, "U1-B").lifts == ()
    assert [(gain.level, gain.level_after) for gain in step_of(roadmap, "U1-A").why.gains] == [(2, 3)]


def test_the_rank_is_the_order_of_placing() -> None:
    assert [step.action for step in sorted(SOUND.steps, key=lambda step: step.rank)][:3] == ["U5-A", "S2-A", "U4-A"]


def test_steps_come_in_the_order_of_their_weeks() -> None:
    weeks = [(step.start_week, step.finish_week) for step in SOUND.steps]
    assert weeks == sorted(weeks)


def test_a_plan_within_a_year_ends_within_it() -> None:
    assert max(step.finish_week for step in SOUND.steps) <= 13 * YEAR.quarters
