from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from roadmap_departments import action

from questionnaires.model import Action
from scoring.roadmap.model import Limits
from scoring.roadmap.room import Room


def fits(limits: Limits, taken: Sequence[tuple[Action, int]]) -> bool:
    """Whether some actions with their weeks of start keep all limits, counted week by week."""
    weeks = range(13 * limits.quarters)
    if any(start + each.weeks > len(weeks) for each, start in taken):
        return False
    runs = [[each for each, start in taken if start <= week < start + each.weeks] for week in weeks]
    for quarter in range(limits.quarters):
        effort = sum(
            each.days * limits.effort_factor / each.weeks for week in weeks[13 * quarter :][:13] for each in runs[week]
        )
        ends = [each for each, start in taken if 13 * quarter < start + each.weeks <= 13 * (quarter + 1)]
        if effort > (1 - limits.reserve) * limits.capacity[quarter] + 1e-9:
            return False
        if sum(each.visible_to_users for each in ends) > limits.max_visible_finishes:
            return False
    return max(len(each) for each in runs) <= limits.max_concurrent


ACTIONS = st.builds(
    lambda days, weeks, visible: action("a", {"U1.1": 3}, days=days, weeks=weeks, visible=visible),
    st.integers(1, 40),
    st.integers(1, 26),
    st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(
    actions=st.lists(ACTIONS, min_size=1, max_size=12),
    capacity=st.lists(st.integers(0, 80), min_size=1, max_size=4),
    earliest=st.integers(0, 20),
    most=st.integers(1, 4),
)
def test_an_action_gets_the_first_week_in_which_it_fits(
    actions: list[Action], capacity: list[float], earliest: int, most: int
) -> None:
    limits = Limits(capacity=tuple(capacity), max_concurrent=most, max_visible_finishes=1)
    room, taken = Room.within(limits), []
    for each in actions:
        by_trying = [week for week in range(earliest, 13 * len(capacity)) if fits(limits, [*taken, (each, week)])]
        found = room.earliest(each, earliest, 13 * len(capacity))
        assert found == (by_trying[0] if by_trying else None)
        if found is not None:
            room.take(each, found)
            taken.append((each, found))


def test_effort_is_spread_evenly_over_the_weeks() -> None:
    room = Room.within(Limits(capacity=(60.0, 60.0)))
    room.take(action("a", {"U1.1": 3}, days=10, weeks=10), 8)
    assert room.days_planned == [5, 5]


def test_what_keeps_an_action_from_a_week_is_named() -> None:
    limits = Limits(capacity=(20.0, 60.0), max_concurrent=2, max_visible_finishes=1)
    room = Room.within(limits)
    room.take(action("a", {"U1.1": 3}, days=3, weeks=6, visible=True), 0)
    room.take(action("b", {"U1.1": 3}, days=3, weeks=6), 0)
    by = {
        name: hindrance.by
        for name, start, days, visible in (("early", 3, 2, False), ("late", 6, 2, True), ("much", 6, 15, False))
        if (hindrance := room.hindrance(action("c", {"U1.1": 3}, days=days, weeks=4, visible=visible), start))
    }
    assert by == {"early": "people", "late": "users", "much": "days"}


def test_an_action_can_be_held_to_a_last_week() -> None:
    room = Room.within(Limits(capacity=(60.0, 60.0)))
    each = action("a", {"U1.1": 3}, weeks=6)
    assert room.earliest(each, not_before=7, finish_by=13) == 7
    assert room.earliest(each, not_before=8, finish_by=13) is None
