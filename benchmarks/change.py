"""Measure how often the rule for change is wrong: false alarms, and rises of one level that it misses (scoring 4.10).

Usage: python benchmarks/change.py [--repeats 20000] [--seed 1] [--write]      (--write: for the method page of reports)

A department whose practice has not moved answers twice, and once more after every item rose by one level. People judge
with the noise and the leniency that the method assumes and choose the nearest of five sentences. The same without that
rounding tells what rounding does. The same with the expected spread, instead of the one that was seen among five
other people or more, tells what estimating does. The same seed gives the same table.
"""

from __future__ import annotations

import argparse
from math import sqrt
from typing import NamedTuple

import msgspec
import numpy as np

from scoring.bounds import TOLERANCE
from scoring.change import error_rates
from scoring.change.error_rates import ALARM, ErrorRate, ErrorRates, Rule
from scoring.change.model import ScopeKind
from scoring.change.noise import expected_variance, threshold_of, variance_of_score
from scoring.interval import ANSWER_NOISE, LENIENCY

SCOPES: dict[ScopeKind, int] = {"capability": 3, "domain": 12, "overall": 39}  # items
SIZES = (1, 3, 5, 8, 15)
LOWEST, HIGHEST = 1.5, 3.5  # true levels before the rise, so that no end of the scale holds it back
RISE = 1.0
NOISE_BEFORE_ROUNDING = 0.6  # rounding brings it to about the noise that is assumed
CHUNK = 2_000


def answers(rng: np.random.Generator, truth: np.ndarray, leniency: np.ndarray, *, is_rounded: bool) -> np.ndarray:
    """Return what people answer to items whose true level is known: repeat × person × item."""
    repeats, n = leniency.shape
    noise = NOISE_BEFORE_ROUNDING if is_rounded else ANSWER_NOISE
    felt = truth[:, None, :] + leniency[:, :, None] + rng.normal(0, noise, (repeats, n, truth.shape[1]))
    return np.clip(np.rint(felt), 1, 5) if is_rounded else felt


def variances(levels: np.ndarray, *, same_people: bool, is_seen: bool) -> np.ndarray:
    """Return the variance of each score, by the product's own rule; `is_seen` lets the spread that was seen count."""
    repeats, n, items = levels.shape
    if same_people or not is_seen:
        return np.full(repeats, expected_variance(items, same_people=same_people) / n)
    means = levels.mean(axis=2).tolist()
    return np.array([variance_of_score(items, n, row, same_people=False) for row in means])


class Judged(NamedTuple):
    """The rule of the product for one kind of comparison."""

    kind: ScopeKind
    same_people: bool

    def thresholds(self, old: np.ndarray, new: np.ndarray, *, is_seen: bool = True) -> np.ndarray:
        both = sum(variances(each, same_people=self.same_people, is_seen=is_seen) for each in (old, new))
        return np.array([threshold_of(self.kind, sqrt(each)) for each in np.asarray(both).tolist()])

    def real(self, old: np.ndarray, new: np.ndarray, *, is_seen: bool = True) -> int:
        """Return how many repeats the rule calls real."""
        moved = np.abs(new.mean(axis=(1, 2)) - old.mean(axis=(1, 2)))
        return int((moved >= self.thresholds(old, new, is_seen=is_seen) - TOLERANCE).sum())


def cell(kind: ScopeKind, n: int, repeats: int, seed: int, *, same_people: bool) -> ErrorRate:
    """Return how often the rule is wrong for one kind of comparison."""
    rng = np.random.default_rng([seed, SCOPES[kind], n, same_people])
    rule = Judged(kind, same_people)
    sums = np.zeros(5)
    for begin in range(0, repeats, CHUNK):
        size = min(CHUNK, repeats - begin)
        truth = rng.uniform(LOWEST, HIGHEST, (size, SCOPES[kind]))
        panel = rng.normal(0, LENIENCY, (size, n))
        later = panel if same_people else rng.normal(0, LENIENCY, (size, n))
        before, after = (answers(rng, truth, each, is_rounded=True) for each in (panel, later))
        risen = answers(rng, truth + RISE, later, is_rounded=True)
        exact = [answers(rng, truth, each, is_rounded=False) for each in (panel, later)]
        sums += (
            rule.thresholds(before, after).sum(),
            rule.real(before, after),
            rule.real(*exact),
            rule.real(before, after, is_seen=False),
            rule.real(before, risen),
        )
    names = ("threshold", "false_alarms", "without_rounding", "with_expected_spread", "detected")
    shares = dict(zip(names, (sums / repeats).tolist(), strict=True))
    return ErrorRate(kind=kind, items=SCOPES[kind], same_people=same_people, n=n, **shares)


def cells(repeats: int, seed: int) -> tuple[ErrorRate, ...]:
    """Return every kind of comparison in which there is a verdict: one person is compared with nobody else."""
    return tuple(
        cell(kind, n, repeats, seed, same_people=same)
        for kind in SCOPES
        for same in (True, False)
        for n in SIZES
        if same or n > 1
    )


def reason(one: ErrorRate) -> str:
    """Return why a kind of comparison gives more false alarms than one in twenty: what takes most of them away."""
    if one.cause == "spread":
        return f"the spread is estimated from {one.n} people; with the expected spread {one.with_expected_spread:.1%}"
    return f"rounding to whole levels; without it {one.without_rounding:.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="for the method page of reports")
    chosen = parser.parse_args()
    found = cells(chosen.repeats, chosen.seed)
    error = sqrt(ALARM * (1 - ALARM) / chosen.repeats)
    print(f"{chosen.repeats} repeats per row, seed {chosen.seed}; a share of 5% is known to ±{1.96 * error:.1%}\n")
    print("| scope | people | n | threshold | false alarms | a rise of one level is seen |")
    print("|---|---|---|---|---|---|")
    for one in found:
        people = "same" if one.same_people else "other"
        print(
            f"| {one.kind} ({SCOPES[one.kind]} items) | {people} | {one.n} | {one.threshold:.2f} "
            f"| {one.false_alarms:.1%} | {one.detected:.0%} |"
        )
    above = [one for one in found if one.is_high]
    print(f"\nAbove {ALARM:.0%}: {len(above) or 'none'}")
    for one in above:
        print(f"- {one.kind}, {'same' if one.same_people else 'other'} people, n={one.n}: "
              f"{one.false_alarms:.1%}; {reason(one)}")  # fmt: skip
    if chosen.write:
        made = ErrorRates(repeats=chosen.repeats, seed=chosen.seed, rule=Rule(), rates=found)
        text = msgspec.json.format(msgspec.json.encode(made)).decode()
        error_rates.FILE.write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
