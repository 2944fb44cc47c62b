"""How far a score moves by chance: the thresholds of the method, and what they follow from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.change.model import ScopeKind
from scoring.change.noise import chance_of, observed_variance, threshold, variance_of_score

KINDS: tuple[ScopeKind, ...] = ("capability", "domain", "overall")
PEOPLE = st.integers(1, 60)


@pytest.mark.parametrize(
    ("kind", "items", "same", "others"),
    [
        ("capability", 3, (1.04, 0.60, 0.47, 0.37, 0.27), (0.82, 0.64, 0.50, 0.37)),
        ("domain", 12, (0.52, 0.30, 0.23, 0.18, 0.15), (0.64, 0.49, 0.39, 0.28)),
        ("overall", 39, (0.29, 0.17, 0.13, 0.10, 0.10), (0.58, 0.45, 0.36, 0.26)),
    ],
)
def test_the_thresholds_are_those_of_the_method(
    kind: ScopeKind, items: int, same: tuple[float, ...], others: tuple[float, ...]
) -> None:
    sizes = (1, 3, 5, 8, 15)
    assert tuple(round(threshold(kind, items, n, n, same_people=True), 2) for n in sizes) == same
    assert tuple(round(threshold(kind, items, n, n, same_people=False), 2) for n in sizes[1:]) == others


def test_a_threshold_never_falls_below_what_somebody_would_notice() -> None:
    assert [threshold(kind, 39, 10_000, 10_000, same_people=True) for kind in KINDS] == [0.25, 0.15, 0.10]


@given(st.sampled_from(KINDS), st.integers(2, 39), PEOPLE, PEOPLE, st.booleans())
def test_a_threshold_falls_with_every_respondent(kind: ScopeKind, items: int, old: int, new: int, same: bool) -> None:
    before = threshold(kind, items, old, new, same_people=same)
    assert threshold(kind, items, old + 1, new, same_people=same) <= before
    assert threshold(kind, items, old, new + 1, same_people=same) <= before


@given(st.sampled_from(KINDS), st.integers(2, 39), PEOPLE, PEOPLE)
def test_the_same_people_never_need_a_larger_difference(kind: ScopeKind, items: int, old: int, new: int) -> None:
    same, others = (threshold(kind, items, old, new, same_people=each) for each in (True, False))
    assert same <= others


def test_the_spread_that_was_seen_counts_from_five_other_people_on() -> None:
    apart = (1.0, 2.0, 3.0, 4.0, 5.0)
    expected = 0.65**2 / 3 + 0.35**2
    assert variance_of_score(3, 5, apart, same_people=False) == pytest.approx((10 + 4 * expected) / 8 / 5)
    assert variance_of_score(3, 4, apart[:4], same_people=False) == pytest.approx(expected / 4)
    assert variance_of_score(3, 5, apart, same_people=True) == pytest.approx(0.65**2 / 3 / 5)
    assert variance_of_score(3, 5, apart, same_people=False, is_agreed=True) == pytest.approx(expected / 5)


def test_one_mean_tells_no_spread() -> None:
    assert observed_variance((4.0,), 3) == observed_variance((), 3) == pytest.approx(0.65**2 / 3 + 0.35**2)


@given(st.lists(st.floats(1, 5), min_size=2, max_size=9), st.randoms())
def test_the_order_of_people_changes_no_variance(means: list[float], rng: object) -> None:
    shuffled = list(means)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert observed_variance(shuffled, 3) == pytest.approx(observed_variance(means, 3), rel=1e-12)


def test_chance_gives_a_difference_at_the_threshold_once_in_twenty() -> None:
    assert chance_of(1.96, 1.0) == chance_of(-1.96, 1.0) == pytest.approx(0.05, abs=1e-4)
    assert chance_of(0.0, 1.0) == 1.0
