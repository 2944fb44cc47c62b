from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from roadmap_brute_force import small_case

from scoring.roadmap import plan
from scoring.roadmap.model import Roadmap
from scoring.roadmap.search import Search

SEARCH = Search(seconds=None)
CLOSE = 1e-6
a_few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 10_000)


def best(seed: int, **changes: object) -> Roadmap:
    questionnaire, scorecard, limits = small_case(seed)
    return plan(questionnaire, scorecard, replace(limits, **changes), SEARCH)


@a_few
@given(seeds, st.integers(1, 20))
def test_more_days_never_bring_less(seed: int, more: int) -> None:
    _, _, limits = small_case(seed)
    assert best(seed, capacity=tuple(days + more for days in limits.capacity)).value >= best(seed).value - CLOSE


@a_few
@given(seeds)
def test_a_longer_horizon_never_brings_less(seed: int) -> None:
    _, _, limits = small_case(seed)
    assert best(seed, capacity=(*limits.capacity, 8.0)).value >= best(seed).value - CLOSE


@a_few
@given(seeds)
def test_one_constraint_less_never_brings_less(seed: int) -> None:
    value = best(seed).value
    for change in ({"reserve": 0.0}, {"max_concurrent": 40}, {"max_visible_finishes": 40}):
        assert best(seed, **change).value >= value - CLOSE


@a_few
@given(seeds)
def test_pinning_what_the_best_plan_does_anyway_changes_nothing(seed: int) -> None:
    roadmap = best(seed)
    for step in roadmap.steps:
        assert abs(best(seed, pinned={step.action: step.quarter}).value - roadmap.value) <= CLOSE


@a_few
@given(seeds)
def test_the_proof_is_complete_on_a_small_case(seed: int) -> None:
    roadmap = best(seed)
    assert roadmap.status == "optimal"
    assert roadmap.bound is not None
    assert roadmap.value - CLOSE <= roadmap.bound <= roadmap.value + CLOSE
