"""A linear program in the making: columns with bounds and worth, rows that they must keep to."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

Terms: TypeAlias = dict[int, float]
"""A linear expression: what each column counts for."""


@dataclass
class Program:
    """Columns and rows as a solver takes them; the sum of `worth` times the columns is to be as high as can be."""

    worth: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    row_starts: list[int] = field(default_factory=list)
    row_columns: list[int] = field(default_factory=list)
    row_factors: list[float] = field(default_factory=list)

    @property
    def has_whole(self) -> bool:
        return any(self.is_whole)

    def column(self, *, lower: float = 0.0, upper: float = 1.0, worth: float = 0.0, is_whole: bool = False) -> int:
        """Add a column and return its number."""
        self.worth.append(worth)
        self.lower.append(lower)
        self.upper.append(upper)
        self.is_whole.append(is_whole)
        return len(self.worth) - 1

    def row(self, terms: Terms, *, lower: float = -math.inf, upper: float = math.inf) -> None:
        """Add a row: an expression that stays between two bounds."""
        self.row_starts.append(len(self.row_columns))
        for column, factor in terms.items():
            if factor != 0:
                self.row_columns.append(column)
                self.row_factors.append(factor)
        self.row_lower.append(lower)
        self.row_upper.append(upper)


def added(*parts: Terms) -> Terms:
    """Return the sum of expressions."""
    total: Terms = {}
    for part in parts:
        for column, factor in part.items():
            total[column] = total.get(column, 0.0) + factor
    return total


def times(factor: float, terms: Terms) -> Terms:
    """Return an expression multiplied."""
    return {column: factor * each for column, each in terms.items()}


def all_of(columns: Iterable[int]) -> Terms:
    """Return the sum of columns."""
    return dict.fromkeys(columns, 1.0)
