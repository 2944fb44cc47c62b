"""Two roadmaps side by side: what comes in, goes out, moves and is done, and what that comes to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from roadmap_departments import YEAR, department, placed, planned

from questionnaires.responses import MAX_HORIZON_QUARTERS
from scoring.roadmap.difference import PlanDifference, difference
from scoring.roadmap.model import Limits, Roadmap

DEPARTMENT = department(2)
MONDAY = dt.date(2027, 1, 4)
LIMITS = st.builds(
    Limits,
    capacity=st.lists(st.sampled_from([20.0, 40.0, 60.0]), min_size=1, max_size=4).map(tuple),
    excluded=st.frozensets(st.sampled_from(["U5-A", "U2-B", "S2-A", "O1-A"]), max_size=2),
    done=st.frozensets(st.sampled_from(["U1-A", "U4-A"]), max_size=2),
    start=st.sampled_from([MONDAY, MONDAY + dt.timedelta(weeks=13), MONDAY + dt.timedelta(days=40)]),
)


def starting(day: dt.date, **more: Any) -> Limits:
    return Limits(capacity=(60.0,) * 4, start=day, **more)


def actions(changes: tuple[Any, ...]) -> list[str]:
    return [change.action for change in changes]


def test_a_roadmap_beside_itself_has_no_difference() -> None:
    usual = planned(DEPARTMENT)
    same = difference(usual, usual)
    assert same.is_none
    assert set(same.stays) == {step.action for step in usual.steps}
    assert same.before == same.after


def test_what_is_left_out_goes_out_and_what_waits_for_it_too() -> None:
    before = placed(DEPARTMENT, [("U2-A", 0), ("U2-B", 4), ("U5-A", 0)])
    after = placed(DEPARTMENT, [("U5-A", 0)])
    changes = difference(before, after)
    assert actions(changes.goes_out) == ["U2-A", "U2-B"]
    assert (changes.comes_in, changes.moves, changes.stays) == ((), (), ("U5-A",))


def test_an_action_moves_when_it_finishes_in_another_quarter() -> None:
    before = placed(DEPARTMENT, [("U2-A", 0), ("U4-A", 0)])
    after = placed(DEPARTMENT, [("U2-A", 3), ("U4-A", 13)])
    (moved,) = difference(before, after).moves
    assert (moved.action, moved.before, moved.after) == ("U4-A", 1, 2)


def test_quarters_are_those_of_the_roadmap_before_when_the_other_starts_later() -> None:
    before = placed(DEPARTMENT, [("U2-A", 0), ("U4-A", 13)], starting(MONDAY))
    later = starting(MONDAY + dt.timedelta(weeks=13))
    after = placed(DEPARTMENT, [("U2-A", 0), ("U4-A", 0)], later)
    changes = difference(before, after)
    assert [(each.action, each.before, each.after) for each in changes.moves] == [("U2-A", 1, 2)]
    assert changes.stays == ("U4-A",)


@pytest.mark.parametrize(("days", "quarter"), [(70, 1), (71, 2), (20, 1), (-20, 1), (-22, 0)])
def test_a_start_between_quarters_counts_by_the_day(days: int, quarter: int) -> None:
    before = placed(DEPARTMENT, [("U2-A", 26)], starting(MONDAY))
    after = placed(DEPARTMENT, [("U2-A", 0)], starting(MONDAY + dt.timedelta(days=days)))  # three weeks of work
    (moved,) = difference(before, after).moves
    assert moved.after == quarter


def test_quarters_that_all_but_coincide_count_as_the_same() -> None:
    before = placed(DEPARTMENT, [("U2-A", 0), ("U4-A", 20)], starting(MONDAY))
    after = placed(DEPARTMENT, [("U2-A", 10), ("U4-A", 7)], starting(MONDAY + dt.timedelta(weeks=14)))
    changes = difference(before, after)
    assert [(each.action, each.before, each.after) for each in changes.moves] == [("U2-A", 1, 2)]
    assert changes.stays == ("U4-A",)


def test_a_step_that_is_done_by_now_neither_goes_out_nor_stays() -> None:
    before = placed(DEPARTMENT, [("U2-A", 0), ("U2-B", 4)])
    after = placed(DEPARTMENT, [("U2-B", 0)], Limits(capacity=YEAR.capacity, done=frozenset({"U2-A"})))
    changes = difference(before, after)
    assert changes.done == ("U2-A",)
    assert (changes.goes_out, changes.stays) == ((), ("U2-B",))
    assert not changes.is_same_start


def test_the_outcome_is_that_of_the_end_of_each() -> None:
    before, after = planned(DEPARTMENT), planned(DEPARTMENT, capacity=(30.0, 30.0))
    changes = difference(before, after)
    for outcome, roadmap in ((changes.before, before), (changes.after, after)):
        assert outcome.days == pytest.approx(sum(step.days for step in roadmap.steps))
        assert (outcome.value, outcome.reach) == (roadmap.value, roadmap.reach)
        assert outcome.domains == roadmap.expected[-1].domains
    assert changes.is_same_start


@settings(max_examples=25, deadline=None)
@given(LIMITS, LIMITS)
def test_every_step_of_either_roadmap_is_somewhere_and_once(first: Limits, second: Limits) -> None:
    before, after = planned(DEPARTMENT, first), planned(DEPARTMENT, second)
    changes = difference(before, after)
    assert sorted([*actions(changes.goes_out), *actions(changes.moves), *changes.stays, *changes.done]) == of(before)
    assert sorted([*actions(changes.comes_in), *actions(changes.moves), *changes.stays]) == of(after)
    assert all(_is_told(change, changes) for change in (*changes.comes_in, *changes.goes_out, *changes.moves))


def of(roadmap: Roadmap) -> list[str]:
    return sorted(step.action for step in roadmap.steps)


def _is_told(change: Any, changes: PlanDifference) -> bool:
    is_before, is_after = change in changes.comes_in, change in changes.goes_out
    within = change.before is None or 1 <= change.before <= MAX_HORIZON_QUARTERS
    return within and (change.before is None) == is_before and (change.after is None) == is_after


@settings(max_examples=15, deadline=None)
@given(st.sampled_from([20.0, 40.0, 90.0]), st.sampled_from([1, 2, 4]))
def test_the_other_way_round_what_came_in_goes_out(days: float, quarters: int) -> None:
    first, second = planned(DEPARTMENT), planned(DEPARTMENT, capacity=(days,) * quarters)
    there, back = difference(first, second), difference(second, first)
    assert actions(there.comes_in) == sorted(actions(back.goes_out), key=actions(there.comes_in).index)
    assert {(each.action, each.before, each.after) for each in there.moves} == {
        (each.action, each.after, each.before) for each in back.moves
    }
    assert (there.before, there.after) == (back.after, back.before)
