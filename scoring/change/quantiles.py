"""Quantiles of χ², for the interval of a variance."""

from __future__ import annotations

from math import exp, lgamma, log, sqrt


def chi_square_quantile(share: float, freedom: float) -> float:
    """Return below which value this share (0..1) of χ² with so many degrees of freedom lies; 0.95 and 4 give 9.488."""
    low, high = 0.0, freedom + 10 * sqrt(2 * freedom) + 10
    while high - low > 1e-10 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if _share_below(middle, freedom) < share else (low, middle)
    return high


def _share_below(value: float, freedom: float) -> float:
    """Return the regularised incomplete gamma function, by its series (Abramowitz and Stegun 6.5.29)."""
    if value <= 0:
        return 0.0
    half, x = freedom / 2, value / 2
    term = exp(half * log(x) - x - lgamma(half + 1))
    total, step = term, half
    while term > 1e-16 * total:
        step += 1
        term *= x / step
        total += term
    return total
