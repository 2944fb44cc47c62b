from __future__ import annotations

import pytest

from scoring.counts import as_levels, average, low_median, mean, mean_deviation, total


def test_the_low_median_is_the_lower_of_two_middle_levels() -> None:
    assert low_median((0, 1, 0, 1, 0)) == 2
    assert low_median((1, 0, 2, 0, 1)) == 3
    assert low_median((1, 1, 1, 1, 0)) == 2


def test_the_low_median_of_an_odd_number_is_the_middle_level() -> None:
    assert low_median((1, 0, 0, 1, 1)) == 4


def test_nothing_follows_from_no_levels() -> None:
    nobody = (0, 0, 0, 0, 0)
    assert (mean(nobody), low_median(nobody), mean_deviation(nobody)) == (None, None, None)


def test_a_mean_weighs_each_level_by_how_often_it_was_given() -> None:
    assert total((1, 2, 0, 0, 3)) == 20
    assert mean((1, 2, 0, 0, 3)) == pytest.approx(20 / 6)


def test_the_deviation_is_the_mean_distance_to_the_median() -> None:
    assert mean_deviation((1, 0, 1, 0, 2)) == pytest.approx((2 + 0 + 2 + 2) / 4)


def test_one_level_has_no_deviation() -> None:
    assert mean_deviation((0, 0, 1, 0, 0)) is None


def test_levels_that_were_not_given_are_counted_as_zero() -> None:
    assert as_levels({2: 3, 5: 1}) == (0, 3, 0, 0, 1)


def test_an_average_leaves_out_what_is_not_there() -> None:
    assert average([1.0, None, 2.0]) == 1.5
    assert average([None]) is None
