from __future__ import annotations

import datetime as dt

import pytest
from roadmap_departments import run_with

from questionnaires.responses import ActionProgress, Context, MustReach, PlanLimits
from scoring.roadmap import limits_of
from scoring.roadmap.model import Must, Owner


def test_a_run_that_says_nothing_is_planned_over_four_quarters_of_sixty_days() -> None:
    limits = limits_of(run_with())
    assert limits.capacity == (60, 60, 60, 60)
    assert (limits.reserve, limits.effort_factor, limits.pinned, limits.excluded) == (0.2, 1.0, {}, frozenset())


def test_the_context_of_a_run_gives_capacity_and_horizon() -> None:
    limits = limits_of(run_with(context=Context(capacity_days=25, horizon_quarters=2)))
    assert limits.capacity == (25, 25)


def test_the_plan_of_a_run_gives_capacity_by_quarter() -> None:
    context = Context(capacity_days=50, horizon_quarters=4)
    limits = limits_of(run_with(context=context, plan=PlanLimits(capacity=(60, 0, 30, 60))))
    assert limits.capacity == (60, 0, 30, 60)


def test_quarters_for_which_the_plan_names_no_capacity_have_that_of_the_context() -> None:
    context = Context(capacity_days=50, horizon_quarters=3)
    assert limits_of(run_with(context=context, plan=PlanLimits(capacity=(60,)))).capacity == (60, 50, 50)


def test_capacity_by_quarter_sets_the_horizon_where_the_context_does_not() -> None:
    assert limits_of(run_with(plan=PlanLimits(capacity=(60, 0)))).capacity == (60, 0)


def test_quarters_beyond_the_horizon_are_not_planned() -> None:
    limits = limits_of(run_with(context=Context(horizon_quarters=1), plan=PlanLimits(capacity=(60, 0))))
    assert limits.capacity == (60,)


def test_what_is_asked_now_comes_before_what_the_run_says() -> None:
    run = run_with(context=Context(capacity_days=25, horizon_quarters=2), plan=PlanLimits(capacity=(60, 40)))
    assert limits_of(run, capacity=90, quarters=3).capacity == (90, 90, 90)
    assert limits_of(run, quarters=3).capacity == (60, 40, 25)


def test_the_plan_of_a_run_is_honoured() -> None:
    told = PlanLimits(reserve=0.1, pinned={"U5-A": 1}, excluded=("O2-C",), effort_factor=0.6)
    limits = limits_of(run_with(plan=told))
    assert (limits.reserve, limits.effort_factor) == (0.1, 0.6)
    assert (limits.pinned, limits.excluded) == ({"U5-A": 1}, {"O2-C"})


@pytest.mark.parametrize(
    ("date", "start"),
    [
        ("2026-11-23", dt.date(2027, 1, 4)),
        ("2026-01-01", dt.date(2026, 4, 6)),
        ("2026-06-30", dt.date(2026, 7, 6)),
        ("2024-03-31", dt.date(2024, 4, 1)),  # the first of April is a Monday
        ("2026-09-30", dt.date(2026, 10, 5)),
    ],
)
def test_a_plan_starts_on_the_first_monday_of_the_next_quarter(date: str, start: dt.date) -> None:
    assert limits_of(run_with(date=date)).start == start


def test_a_plan_starts_when_the_run_says_so() -> None:
    assert limits_of(run_with(plan=PlanLimits(start="2027-02-01"))).start == dt.date(2027, 2, 1)


def test_demands_and_owners_are_honoured() -> None:
    told = PlanLimits(must={"U": MustReach(3, 4)}, owners={"Jan": 20.0, "Piet": 5}, effort_factors={"U2-A": 2.0})
    run = run_with(plan=told, actions={"U2-A": ActionProgress(status="planned", owner="Jan")})
    limits = limits_of(run)
    assert limits.must == {"U": Must(3, 4)}
    assert limits.owners == {"Jan": Owner(20.0, frozenset({"U2-A"})), "Piet": Owner(5, frozenset())}
    assert limits.effort_factors == {"U2-A": 2.0}


def test_what_was_dropped_is_left_out() -> None:
    run = run_with(plan=PlanLimits(excluded=("O2-C",)), actions={"U2-A": ActionProgress(status="dropped")})
    assert limits_of(run).excluded == {"O2-C", "U2-A"}


def test_what_runs_has_run_for_the_whole_weeks_until_the_start() -> None:
    run = run_with(
        plan=PlanLimits(start="2027-01-04"),
        actions={
            "U2-A": ActionProgress(status="running", since="2026-12-14"),
            "U2-B": ActionProgress(status="running", since="2026-12-20"),
            "U4-A": ActionProgress(status="running"),
        },
    )
    assert limits_of(run).running == {"U2-A": 3, "U2-B": 2, "U4-A": 0}


def test_what_became_of_actions_since_the_start_changes_the_next_roadmap_and_not_this_one() -> None:
    since = {
        "U1-A": ActionProgress(status="done", since="2027-01-05"),
        "U2-A": ActionProgress(status="running", since="2027-02-01"),
        "U4-A": ActionProgress(status="dropped", since="2027-02-01"),
    }
    began = run_with(plan=PlanLimits(start="2027-01-04"))
    assert limits_of(run_with(plan=PlanLimits(start="2027-01-04"), actions=since)) == limits_of(began)
    later = limits_of(run_with(plan=PlanLimits(start="2027-02-08"), actions=since))
    assert later.running == {"U2-A": 1}
    assert later.done == {"U1-A"}
    assert later.excluded == {"U4-A"}


def test_only_what_is_done_after_the_answers_is_yet_to_be_measured() -> None:
    run = run_with(
        date="2026-11-23",
        actions={
            "U2-A": ActionProgress(status="done", since="2026-11-23"),
            "U2-B": ActionProgress(status="done", since="2026-11-24"),
            "U4-A": ActionProgress(status="done"),
        },
    )
    limits = limits_of(run)
    assert limits.done == {"U2-A", "U2-B", "U4-A"}
    assert limits.unmeasured == {"U2-B"}
