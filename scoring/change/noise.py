"""Say how far a score moves by chance: variance, standard error, threshold and p-value (scoring 4.10)."""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, fsum, sqrt

from scoring.change.model import ASSUMED, Noise, ScopeKind
from scoring.interval import MIN_RESPONDENTS, PRIOR_WEIGHT

SMALLEST: dict[ScopeKind, float] = {"capability": 0.25, "domain": 0.15, "overall": 0.10}  # φ; below it nobody notices
NORMAL_QUANTILE = 1.96  # of 0.975: one in twenty by chance
MIN_MEANS = 2  # respondents' means from which a spread can be told


def expected_variance(items: int, *, same_people: bool, noise: Noise = ASSUMED) -> float:
    """Return the variance of one respondent's mean over so many items; leniency drops out among the same people."""
    of_answers = noise.answer**2 / items
    return of_answers if same_people else of_answers + noise.leniency**2


def observed_variance(means: Sequence[float], items: int, noise: Noise = ASSUMED) -> float:
    """Return s̃²: the variance of respondents' means, pulled towards the one to be expected."""
    expected = expected_variance(items, same_people=False, noise=noise)
    n = len(means)
    if n < MIN_MEANS:
        return expected
    middle = fsum(means) / n
    squares = fsum((mean - middle) ** 2 for mean in means)
    return (squares + PRIOR_WEIGHT * expected) / (n + PRIOR_WEIGHT - 1)


def variance_of_score(
    items: int,
    n: int,
    means: Sequence[float] = (),
    *,
    same_people: bool,
    is_agreed: bool = False,
    noise: Noise = ASSUMED,
) -> float:
    """Return the variance of a score of `n` respondents; `means` are those of respondents with two items or more.

    The spread that was seen counts from five other people on, and not where a group agreed on the levels.
    """
    is_seen = not same_people and not is_agreed and n >= MIN_RESPONDENTS
    if is_seen:
        return observed_variance(means, items, noise) / n
    return expected_variance(items, same_people=same_people, noise=noise) / n


def threshold_of(kind: ScopeKind, standard_error: float) -> float:
    """Return what a difference must reach to be real, on the scale of the scores."""
    return max(SMALLEST[kind], NORMAL_QUANTILE * standard_error)


def threshold(
    kind: ScopeKind, items: int, n_old: int, n_new: int, *, same_people: bool, noise: Noise = ASSUMED
) -> float:
    """Return the threshold by the noise that is to be expected, before any answer is known."""
    variances = (variance_of_score(items, n, same_people=same_people, noise=noise) for n in (n_old, n_new))
    return threshold_of(kind, sqrt(fsum(variances)))


def chance_of(difference: float, standard_error: float) -> float:
    """Return how often chance alone gives a difference as large, in either direction (0..1)."""
    return erfc(abs(difference) / standard_error / sqrt(2))
