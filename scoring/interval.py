"""Say how far opinions on a capability spread (scoring 4.9): respondents are no random sample of anyone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import atan, cos, fsum, pi, sin, sqrt

from scoring.privacy import may_show
from scoring.scorecard import Interval
from scoring.tally import RespondentSum, Tally

ANSWER_NOISE = 0.65  # σ, of one answer to one item; assumption
LENIENCY = 0.35  # τ, of one person over all items; assumption
PRIOR_WEIGHT = 4  # how many respondents the noise to be expected weighs as
MIN_RESPONDENTS = 5
MIN_ITEMS = 2  # answered by a respondent whose mean counts
CONFIDENCE = 0.90
NORMAL_QUANTILE = 1.6448536269514722  # of 0.95, which leaves CONFIDENCE within ±z
EXACT_UP_TO = 100  # degrees of freedom; beyond it the expansion is right to eight decimals

NOTHING = Interval(kind="none")


def interval(score: float | None, items: int, sums: Mapping[RespondentSum, int], tally: Tally) -> Interval:
    """Return the spread of opinion around the score of a capability with so many items that have a value.

    Where groups are protected no range is given, since its ends are the answers of single people, and nothing about
    fewer people than the threshold (scoring 4.13).
    """
    means = {key: people for key, people in sums.items() if key.items >= MIN_ITEMS}
    n = sum(means.values())
    if score is None or n == 0:
        return NOTHING
    if n == 1:
        return Interval(kind="one_view", n=1)
    if not may_show(n, tally):
        return Interval(kind="none", n=n)
    if n >= MIN_RESPONDENTS:
        half = half_width(_squares(means), n, items, _population(means, tally))
        return Interval(kind="spread_90", low=max(1.0, score - half), high=min(5.0, score + half), n=n)
    if tally.threshold is not None:
        return Interval(kind="none", n=n)
    ends = [key.total / key.items for key in means]
    return Interval(kind="range", low=min(ends), high=max(ends), n=n)


def half_width(squares: float, n: int, items: int, population: int | None = None) -> float:
    """Return half the width of the 90% interval.

    `squares` is Σ(y - ȳ)² over the `n` respondents' means. The pull towards the noise that is to be expected stops
    five identical answers from claiming certainty.
    """
    expected = ANSWER_NOISE**2 / items + LENIENCY**2
    deviation = sqrt((squares + PRIOR_WEIGHT * expected) / (n + PRIOR_WEIGHT - 1))
    unseen = 1.0 if population is None else max(0.0, 1 - n / population)
    return t_quantile(n + PRIOR_WEIGHT - 1) * deviation / sqrt(n) * sqrt(unseen)


def _squares(means: Mapping[RespondentSum, int]) -> float:
    """Return Σ(y - ȳ)² over the respondents' means; `fsum`, so that their order changes nothing."""
    middle = fsum(people * key.total / key.items for key, people in means.items()) / sum(means.values())
    return fsum(people * (key.total / key.items - middle) ** 2 for key, people in means.items())


def _population(means: Mapping[RespondentSum, int], tally: Tally) -> int | None:
    sizes = [tally.setting.group_sizes.get(role) for role in {key.role for key in means}]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) and sum(known) > 0 else None


@cache
def t_quantile(freedom: int) -> float:
    """Return t such that 90% of Student's distribution lies within ±t, from two degrees of freedom on; 8 give 1.860.

    Abramowitz and Stegun 26.7.3 and 26.7.4 (exact) and 26.7.5 (expansion).
    """
    if freedom > EXACT_UP_TO:
        z = NORMAL_QUANTILE
        first = (z**3 + z) / 4
        second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
        third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
        return z + first / freedom + second / freedom**2 + third / freedom**3
    low, high = 1.0, 3.0  # t lies between that of the normal distribution and that of two degrees of freedom
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if _share_within(middle, freedom) < CONFIDENCE else (low, middle)
    return low


def _share_within(t: float, freedom: int) -> float:
    angle = atan(t / sqrt(freedom))
    is_odd = freedom % 2 == 1
    term = cos(angle) if is_odd else 1.0
    series = term
    for step in range(3 if is_odd else 2, freedom - 1, 2):
        term *= cos(angle) ** 2 * (step - 1) / step
        series += term
    return 2 / pi * (angle + sin(angle) * series) if is_odd else sin(angle) * series
