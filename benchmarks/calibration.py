"""Measure how often the intervals of `assess calibrate` hold the true noise and leniency (scoring 4.9 and 4.10).

Usage: python benchmarks/calibration.py [--repeats 1000] [--seed 1]

People of a known leniency answer 39 items in two runs or more; between runs every item moves for everybody, and people
wobble alike or unequally, choose the nearest of five sentences, and leave answers out. The true noise is that of the
levels they choose, measured on a million pairs of answers. The same seed gives the same table.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

import numpy as np

from scoring.change.estimate import Estimate
from scoring.change.leniency import leniency
from scoring.change.repeated import answer_noise
from scoring.interval import LENIENCY

ITEMS = 39
LOWEST, HIGHEST = 2.0, 4.0  # true levels, so that no end of the scale holds anybody back
NOISE_BEFORE_ROUNDING = 0.6
SHIFT = 0.3  # of an item between two runs, for everybody
PAIRS = 1_000_000


class Setting(NamedTuple):
    """A kind of department; `unequal` is how far people differ in how much they wobble (standard deviation of ln σ)."""

    people: int
    runs: int = 2
    missing: float = 0.0
    unequal: float = 0.0
    leniency: float = LENIENCY

    @property
    def name(self) -> str:
        parts = [f"{self.people} people", f"{self.runs} runs"]
        parts += [f"{self.missing:.0%} missing"] if self.missing else []
        parts += ["wobbling unequally"] if self.unequal else []
        parts += [f"τ = {self.leniency}"] if self.leniency != LENIENCY else []
        return ", ".join(parts)


SETTINGS = (
    Setting(3),
    Setting(5),
    Setting(8),
    Setting(15),
    Setting(8, runs=4),
    Setting(8, missing=0.3),
    Setting(8, unequal=0.3),
    Setting(8, leniency=0.1),
)


def chosen(rng: np.random.Generator, felt: np.ndarray, noise: np.ndarray | float) -> np.ndarray:
    """Return the levels that people choose who feel this."""
    return np.clip(np.rint(felt + rng.normal(0, 1, felt.shape) * noise), 1, 5)


def true_noise(setting: Setting, seed: int) -> float:
    """Return σ of the levels that people choose: by pairs of answers to the same, between which nothing changed."""
    rng = np.random.default_rng([seed, 7])
    felt = rng.uniform(LOWEST, HIGHEST, PAIRS) + rng.normal(0, setting.leniency, PAIRS)
    noise = NOISE_BEFORE_ROUNDING * np.exp(rng.normal(0, setting.unequal, PAIRS))
    return float(np.sqrt(((chosen(rng, felt, noise) - chosen(rng, felt, noise)) ** 2).mean() / 2))


def estimates(rng: np.random.Generator, setting: Setting) -> tuple[Estimate, Estimate]:
    """Return what one department tells of σ and of τ."""
    truth = rng.uniform(LOWEST, HIGHEST, ITEMS)
    mild = rng.normal(0, setting.leniency, setting.people)
    noise = NOISE_BEFORE_ROUNDING * np.exp(rng.normal(0, setting.unequal, setting.people))[:, None]
    sheets: list[dict[str, dict[str, int]]] = []
    for _ in range(setting.runs):
        levels = chosen(rng, truth + mild[:, None], noise)
        given = rng.random(levels.shape) >= setting.missing
        sheets.append(
            {
                str(person): {str(item): int(levels[person, item]) for item in np.flatnonzero(given[person])}
                for person in range(setting.people)
            }
        )
        truth = truth + rng.normal(0, SHIFT, ITEMS)
    moves = []
    for before, after in pairwise(sheets):
        table: dict[str, dict[str, int]] = defaultdict(dict)
        for person, answers in before.items():
            for item in answers.keys() & after[person].keys():
                table[item][person] = after[person][item] - answers[item]
        moves.append(table)
    return answer_noise(moves), leniency(sheets)


def row(setting: Setting, repeats: int, seed: int) -> str:
    """Return a row of the table: how often each interval holds the truth, and how wide it is on average."""
    rng = np.random.default_rng([seed, *(round(100 * each) for each in setting)])
    found = [estimates(rng, setting) for _ in range(repeats)]
    noise = told([one for one, _ in found], true_noise(setting, seed))
    return f"| {setting.name} | {noise} | {told([one for _, one in found], setting.leniency)} |"


def told(found: list[Estimate], truth: float) -> str:
    ends = [(one.low, one.high) for one in found if one.low is not None and one.high is not None]
    if not ends:
        return "– | –"
    held = sum(low <= truth <= high for low, high in ends) / len(ends)
    low, high = (sum(each) / len(ends) for each in zip(*ends, strict=True))
    return f"{held:.1%} | {low:.2f} to {high:.2f} ({truth:.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    error = 1.96 * sqrt(0.9 * 0.1 / asked.repeats)
    print(f"{asked.repeats} repeats per row, seed {asked.seed}; a share of 90% is known to ±{error:.1%}\n")
    print("| department | σ held | mean interval (true) | τ held | mean interval (true) |")
    print("|---|---|---|---|---|")
    for setting in SETTINGS:
        print(row(setting, asked.repeats, asked.seed), flush=True)


if __name__ == "__main__":
    main()
