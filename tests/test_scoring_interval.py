from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import pytest
from scoring_runs import Given, person, scored

from questionnaires.responses import Respondent
from scoring.interval import half_width, t_quantile
from scoring.scorecard import Interval


def answering(*given: Given, role: str = "it_staff") -> Respondent:
    return person(role, dict(zip(("S1.1", "S1.2", "S1.3"), given, strict=False)))  # type: ignore[arg-type]


def interval(*people: Respondent, **setting: object) -> Interval:
    return scored(*people, **setting).capabilities["S1"].interval


@pytest.mark.parametrize(
    ("freedom", "t"),
    [(2, 2.919986), (8, 1.859548), (9, 1.833113), (10, 1.812461), (19, 1.729133), (40, 1.683851), (120, 1.657651)],
)
def test_the_t_quantile_is_that_of_the_tables(freedom: int, t: float) -> None:
    assert t_quantile(freedom) == pytest.approx(t, abs=1e-6)


def test_the_t_quantile_joins_smoothly_and_ends_at_the_normal_distribution() -> None:
    assert t_quantile(100) - t_quantile(101) == pytest.approx(t_quantile(101) - t_quantile(102), rel=0.05)
    assert t_quantile(10**9) == pytest.approx(NormalDist().inv_cdf(0.95))


def test_five_identical_answers_do_not_claim_zero_error() -> None:
    found = interval(*[answering(3, 3, 3)] * 5)
    expected = sqrt(0.65**2 / 3 + 0.35**2)  # s0
    deviation = sqrt(4 * expected**2 / 8)
    half = 1.859548 * deviation / sqrt(5)
    assert found.kind == "spread_90"
    assert (found.low, found.high) == (pytest.approx(3 - half, abs=1e-6), pytest.approx(3 + half, abs=1e-6))


def test_the_spread_of_the_respondents_means_widens_the_interval() -> None:
    found = interval(answering(1, 1, 1), answering(2, 2, 2), answering(3, 3, 3), answering(4, 4, 4), answering(5, 5, 5))
    deviation = sqrt((10 + 4 * (0.65**2 / 3 + 0.35**2)) / 8)
    assert found.high == pytest.approx(3 + 1.859548 * deviation / sqrt(5), abs=1e-6)


def test_only_who_answered_two_items_counts() -> None:
    found = interval(answering(1, 3), answering(2, 4, 3), answering(5))
    assert found == Interval(kind="range", low=2.0, high=3.0, n=2)


def test_the_number_of_items_is_that_of_the_items_with_a_value() -> None:
    narrow = interval(*[answering(3, 3, 3)] * 5)
    wide = interval(*[answering(3, 3)] * 5)
    assert wide.high is not None
    assert narrow.high is not None
    assert wide.high - 3 == pytest.approx((narrow.high - 3) * sqrt((0.65**2 / 2 + 0.35**2) / (0.65**2 / 3 + 0.35**2)))


def test_knowing_the_size_of_the_group_narrows_the_interval() -> None:
    unknown, known = half_width(2.0, 8, 3), half_width(2.0, 8, 3, population=32)
    assert known == pytest.approx(unknown * sqrt(1 - 8 / 32))


def test_when_everyone_answered_nothing_is_left_to_chance() -> None:
    assert half_width(2.0, 8, 3, population=8) == 0
    assert half_width(2.0, 8, 3, population=7) == 0


def test_the_size_counts_only_where_it_is_known_of_every_role_that_answered() -> None:
    people = [answering(3, 3, 3)] * 5 + [answering(3, 3, 3, role="it_management")]
    unknown = interval(*people)
    assert interval(*people, group_sizes={"it_staff": 12}) == unknown
    assert interval(*people, group_sizes={"it_staff": 0, "it_management": 0}) == unknown
    found = interval(*people, group_sizes={"it_staff": 12, "it_management": 2})
    assert found.high is not None
    assert unknown.high is not None
    assert found.high - 3 == pytest.approx((unknown.high - 3) * sqrt(1 - 6 / 14))


def test_the_interval_stays_on_the_scale() -> None:
    assert interval(*[answering(5, 5, 5)] * 5).high == 5.0
    assert interval(*[answering(1, 1, 1)] * 5).low == 1.0


@pytest.mark.parametrize("n", [2, 3, 4])
def test_two_to_four_respondents_give_a_range(n: int) -> None:
    found = interval(*[answering(level, level, level) for level in (2, 5, 4, 3)[:n]])
    assert (found.kind, found.low, found.high) == ("range", 2.0, 5.0)


def test_one_respondent_is_one_view() -> None:
    assert interval(answering(2, 3, 4)) == Interval(kind="one_view", n=1)


def test_without_a_score_there_is_no_interval() -> None:
    assert interval(answering(2)) == Interval(kind="none")
    assert interval(*[person("it_staff", {"S2.1": 3})] * 6) == Interval(kind="none")
