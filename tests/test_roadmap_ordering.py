from __future__ import annotations

from msgspec.structs import replace
from roadmap_departments import PLENTY, action, department, planned, with_actions

from scoring.roadmap.ordering import first_steps, in_order

TWO = with_actions(action("a-large", {"U1.1": 3}, days=20), action("b-small", {"U2.1": 3}, days=2))


def test_what_brings_most_for_each_of_its_days_is_taken_up_first() -> None:
    assert [step.action for step in in_order(planned(department(), questionnaire=TWO))] == ["b-small", "a-large"]


def test_a_step_counts_with_what_it_makes_possible() -> None:
    actions = with_actions(
        action("a", {"U2.1": 3}, days=4),
        action("basis", {"S1.1": 3}, days=4),
        action("goal", {"U1.1": 3, "U1.2": 3}, days=30, needs=["basis"]),
    )
    roadmap = planned(department(level=2, target=3, S=2), PLENTY, actions)
    assert [step.action for step in in_order(roadmap)] == ["basis", "a", "goal"]


def test_no_step_is_taken_up_before_what_it_waits_for() -> None:
    roadmap = planned(department(level=1, target=4))
    taken: set[str] = set()
    for step in in_order(roadmap):
        assert taken.issuperset(step.waits_for)
        taken.add(step.action)
    assert len(taken) == len(roadmap.steps)


def test_the_order_does_not_depend_on_who_placed_the_steps_and_in_which_order() -> None:
    roadmap = planned(department())
    last = len(roadmap.steps) - 1
    turned = replace(roadmap, steps=tuple(replace(step, rank=last - step.rank) for step in roadmap.steps))
    assert [step.action for step in in_order(turned)] == [step.action for step in in_order(roadmap)]


def test_what_runs_already_is_not_a_first_step_while_there_is_another() -> None:
    roadmap = planned(department(), questionnaire=TWO, running={"b-small": 1})
    assert [step.action for step in first_steps(roadmap, 1)] == ["a-large"]
    assert [step.action for step in first_steps(roadmap, 2)] == ["a-large", "b-small"]


def test_the_first_steps_of_a_usual_year_start_within_its_first_month() -> None:
    first = first_steps(planned(department()), 3)
    assert [step.action for step in first] == ["U5-A", "S2-A", "U2-B"]
    assert max(step.start_week for step in first) < 5


def test_a_small_step_comes_after_the_large_one_that_it_needs() -> None:
    chain = with_actions(
        action("large", {"S1.1": 3}, days=20, weeks=2), action("small", {"U1.1": 3}, days=1, weeks=2, needs=["large"])
    )
    roadmap = planned(department(level=2, target=3, S=2), PLENTY, chain)
    assert [step.action for step in in_order(roadmap)] == ["large", "small"]
