"""Marks among many capabilities: which stay when the share of chance marks is held down."""

from __future__ import annotations

import pytest
from change_runs import change_of, staff
from hypothesis import given
from hypothesis import strategies as st

from scoring.change.discovery import controlled

P_VALUES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.floats(0, 1), max_size=13)


def test_the_largest_rank_that_fits_takes_all_before_it_along() -> None:
    # ranks 1 to 5 may have 0.01, 0.02, 0.03, 0.04, 0.05: the second does not fit, the third does and saves it
    p_values = {"a": 0.005, "b": 0.025, "c": 0.029, "d": 0.2, "e": 0.9}
    assert controlled(p_values, 0.05) == {"a", "b", "c"}


def test_nothing_stays_where_each_could_be_chance() -> None:
    assert controlled({"a": 0.04, "b": 0.5, "c": 0.7}, 0.05) == frozenset()
    assert controlled({}, 0.05) == frozenset()


@given(P_VALUES)
def test_what_stays_would_also_be_marked_by_itself(p_values: dict[str, float]) -> None:
    assert all(p_values[name] <= 0.05 for name in controlled(p_values, 0.05))


@given(P_VALUES)
def test_a_smaller_rate_keeps_no_more(p_values: dict[str, float]) -> None:
    assert controlled(p_values, 0.01) <= controlled(p_values, 0.05)


def test_one_small_mark_among_thirteen_is_not_kept() -> None:
    moved = {"S1.1": 4, "S1.2": 4}  # +0.67, above the threshold of 0.60 for three people
    found = change_of(staff(3), staff(3, moved=moved))
    assert [name for name, change in found.capabilities.items() if change.verdict == "real"] == ["S1"]
    assert found.discovery.real == ()
    assert found.discovery.tested == 13


def test_a_change_that_is_far_beyond_chance_is_kept() -> None:
    found = change_of(staff(3), staff(3, moved={"S1.1": 5, "S1.2": 5, "S1.3": 5}))
    assert found.discovery.real == ("S1",)


def test_chance_marks_thirteen_times_one_in_twenty() -> None:
    found = change_of(staff(3), staff(3))
    assert found.discovery.expected_by_chance == pytest.approx(13 * 0.05, abs=1e-3)


def test_chance_marks_fewer_where_the_smallest_noticeable_difference_decides() -> None:
    found = change_of(staff(60), staff(60))
    assert found.discovery.expected_by_chance < 0.01


def test_a_certain_change_that_is_too_small_to_notice_is_not_kept() -> None:
    found = change_of(staff(60), staff(36, moved={"S4.1": 4}) + staff(24))  # +0.20, and 0.25 is needed
    change = found.capabilities["S4"]
    assert change.p_value is not None
    assert change.p_value < 0.004
    assert (change.verdict, found.discovery.real) == ("no_change", ())
