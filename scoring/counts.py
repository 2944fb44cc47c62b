"""Derive mean, low median and deviation from counted levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from questionnaires.model import LEVELS

LevelCounts: TypeAlias = tuple[int, int, int, int, int]
"""How often each level was given, level 1 first."""

NO_LEVELS: LevelCounts = (0, 0, 0, 0, 0)


def total(counts: LevelCounts) -> int:
    """Return the sum of all levels given, each as often as it was given."""
    return counts[0] + 2 * counts[1] + 3 * counts[2] + 4 * counts[3] + 5 * counts[4]


def mean(counts: LevelCounts) -> float | None:
    """Return the mean level (1..5); None without a level."""
    given = sum(counts)
    return total(counts) / given if given else None


def low_median(counts: LevelCounts) -> int | None:
    """Return the middle level, the lower one of two; None without a level (scoring 4.1)."""
    given = sum(counts)
    passed = 0
    for level, count in zip(LEVELS, counts, strict=True):
        passed += count
        if given and 2 * passed >= given:
            return level
    return None


def mean_deviation(counts: LevelCounts) -> float | None:
    """Return the mean distance to the median, AD (0..2); None under two levels (scoring 4.7)."""
    given = sum(counts)
    middle = low_median(counts)
    if middle is None or given < 2:
        return None
    return sum(count * abs(level - middle) for level, count in zip(LEVELS, counts, strict=True)) / given


def as_levels(counted: Mapping[int, int]) -> LevelCounts:
    """Return counts by level as a tuple, zero where a level was not given."""
    return (counted.get(1, 0), counted.get(2, 0), counted.get(3, 0), counted.get(4, 0), counted.get(5, 0))


def average(values: Iterable[float | None]) -> float | None:
    """Return the mean of the values that are there; None where none is."""
    present = [value for value in values if value is not None]
    return sum(present) / len(present) if present else None
