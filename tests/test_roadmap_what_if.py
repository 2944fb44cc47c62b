"""Limits that are tried come before those of a run, and are read in the same place."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace
from roadmap_departments import run_with

from questionnaires.responses import ActionProgress, Context, MustReach, PlanLimits, Responses
from scoring.roadmap import limits_of
from scoring.roadmap.model import Limits, Must
from scoring.roadmap.what_if import Demand, WhatIf, tried

OWN = run_with(
    context=Context(capacity_days=50, horizon_quarters=4),
    plan=PlanLimits(
        start="2027-01-04",
        capacity=(60, 40, 30),
        pinned={"U5-A": 1, "U3-A": 3},
        excluded=("O2-C",),
        must={"U": MustReach(3, 4)},
        effort_factor=1.2,
        effort_factors={"S2-A": 2.0},
    ),
)
APRIL = dt.date(2027, 4, 5)  # a quarter after the start


def limits(what_if: WhatIf, run: Responses = OWN) -> Limits:
    return limits_of(tried(run, what_if))


def test_nothing_tried_changes_nothing() -> None:
    assert WhatIf().is_empty
    assert limits(WhatIf()) == limits_of(OWN)


@pytest.mark.parametrize(
    ("what_if", "capacity"),
    [
        (WhatIf(capacity=(40.0,)), (40, 40, 40, 40)),
        (WhatIf(capacity=(20.0, 0.0)), (20, 0, 50, 50)),
        (WhatIf(capacity=(1.0, 2.0, 3.0, 4.0, 5.0)), (1, 2, 3, 4, 5)),
        (WhatIf(quarters=2), (60, 40)),
        (WhatIf(quarters=6), (60, 40, 30, 50, 50, 50)),
        (WhatIf(capacity=(40.0,), quarters=2), (40, 40)),
        (WhatIf(capacity=(40.0, 20.0), quarters=3), (40, 20, 50)),
    ],
    ids=str,
)
def test_capacity_and_horizon(what_if: WhatIf, capacity: tuple[float, ...]) -> None:
    assert limits(what_if).capacity == capacity


def test_the_rest_of_the_limits_comes_before_those_of_the_run() -> None:
    asked = WhatIf(
        start=APRIL, reserve=0.1, without=("U1-A",), pins={"S1-A": 2}, musts={"O": Demand(2), "S": Demand(3, 2)},
        effort=0.6, efforts={"U3-A": 1.5},
    )  # fmt: skip
    found = limits(asked)
    assert (found.start, found.reserve) == (APRIL, 0.1)
    assert found.excluded == {"O2-C", "U1-A"}
    assert found.pinned == {"U5-A": 1, "U3-A": 3, "S1-A": 2}
    assert found.must == {"U": Must(3, 4), "O": Must(2, 4), "S": Must(3, 2)}
    assert (found.effort_factor, found.effort_factors) == (0.6, {"S2-A": 2.0, "U3-A": 1.5})


def test_a_demand_without_a_quarter_is_for_the_last_one_that_is_tried() -> None:
    assert limits(WhatIf(quarters=6, musts={"U": Demand(4)})).must["U"] == Must(4, 6)


def test_leaving_out_takes_a_pin_away_and_a_pin_lets_in_again() -> None:
    assert "U5-A" not in limits(WhatIf(without=("U5-A",))).pinned
    assert "O2-C" not in limits(WhatIf(pins={"O2-C": 4})).excluded


def test_both_at_once_still_contradict_each_other() -> None:
    found = limits(WhatIf(without=("U1-A",), pins={"U1-A": 2}))
    assert "U1-A" in found.excluded
    assert "U1-A" in found.pinned


def test_the_run_itself_keeps_its_answers_and_its_limits() -> None:
    after = tried(OWN, WhatIf(capacity=(40.0,), quarters=6))
    assert replace(after, plan=OWN.plan, context=OWN.context) == OWN
    assert OWN.plan.capacity == (60, 40, 30)


def test_planned_anew_the_quarters_gone_by_are_gone() -> None:
    found = limits(WhatIf(replan_from=APRIL))
    assert found.start == APRIL
    assert found.capacity == (40, 30, 50, 50)
    assert found.pinned == {"U5-A": 1, "U3-A": 2}  # what was for a quarter gone by is for the first one left
    assert found.must == {"U": Must(3, 3)}


@pytest.mark.parametrize(
    ("day", "first"), [("2026-12-01", 60), ("2027-01-04", 60), ("2027-02-15", 60), ("2027-02-20", 40)]
)
def test_a_quarter_is_gone_from_its_middle_on(day: str, first: float) -> None:
    assert limits(WhatIf(replan_from=dt.date.fromisoformat(day))).capacity[0] == first


def test_planned_anew_what_runs_has_run_until_then_and_what_is_done_needs_no_pin() -> None:
    under_way = {
        "U5-A": ActionProgress(status="done", since="2027-02-01"),
        "S1-B": ActionProgress(status="running", since="2027-03-22"),
    }
    found = limits(WhatIf(replan_from=APRIL), replace(OWN, actions=under_way))
    assert found.running == {"S1-B": 2}
    assert found.done == {"U5-A"}
    assert "U5-A" not in found.pinned
