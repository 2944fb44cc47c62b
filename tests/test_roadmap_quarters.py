from __future__ import annotations

from roadmap_departments import YEAR, action, department, planned, with_actions

from scoring.roadmap.model import Limits, Owner
from scoring.roadmap.reasons import Obstacle

PAIR = with_actions(
    action("a", {"U1.1": 3}, days=8, weeks=9, visible=True), action("b", {"U2.1": 3}, days=9, weeks=9, visible=True)
)


def binding(limits: Limits) -> Obstacle | None:
    """What binds in the first quarter, where two actions are wanted."""
    return planned(department(), limits, PAIR).expected[0].binds


def test_a_quarter_names_what_users_notice_in_the_order_in_which_it_is_finished() -> None:
    assert [quarter.noticed for quarter in planned(department()).expected] == [
        ("U4-A", "S2-A", "U2-B"),
        ("U1-B",),
        ("S3-A",),
        ("O2-B", "S3-B", "U3-B"),
    ]


def test_nothing_binds_where_all_that_is_wanted_is_there_as_early_as_can_be() -> None:
    assert binding(Limits(capacity=(60.0,))) is None


def test_the_days_bind_where_they_keep_an_action_out() -> None:
    held = binding(Limits(capacity=(9.0,), reserve=0))
    assert held == Obstacle(by="days", quarter=1, taken=8, room=9, asks=9, actions=("b",))


def test_the_people_bind_where_no_more_can_run_at_once() -> None:
    held = binding(Limits(capacity=(90.0,), max_concurrent=1))
    assert held == Obstacle(by="people", quarter=1, taken=1, room=1, asks=9, actions=("b",))


def test_the_users_bind_where_they_notice_enough() -> None:
    held = binding(Limits(capacity=(90.0,), max_visible_finishes=1))
    assert held == Obstacle(by="users", quarter=1, taken=1, room=1, asks=9, actions=("b",))


def test_the_days_of_an_owner_bind_where_there_are_days_of_others() -> None:
    held = binding(Limits(capacity=(90.0,), reserve=0, owners={"An": Owner(9, frozenset({"a", "b"}))}))
    assert held == Obstacle(by="owner", quarter=1, taken=8, room=9, asks=9, owner="An", actions=("b",))


def test_every_quarter_of_a_full_year_is_bound_by_its_days() -> None:
    assert [quarter.binds.by for quarter in planned(department(), YEAR).expected if quarter.binds] == ["days"] * 4
