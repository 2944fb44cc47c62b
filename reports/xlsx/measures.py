"""How much room texts take in columns and rows: a little more rather than less."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LINE_HEIGHT, HIGHEST_ROW = 13.5, 409
LETTERS_PER_WIDTH = 1.2  # the width of a column is counted in figures, which are wider than most letters


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column, a little more rather than less."""
    return sum(max(1, ceil(len(line) / (LETTERS_PER_WIDTH * width))) for line in text.split("\n"))


def longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)


def give_height(page: Worksheet, row: int, lines: int) -> None:
    """Give a row the height of its longest text; not every program does so by itself."""
    if lines > 1:
        page.set_row(row, min(LINE_HEIGHT * lines + 2, HIGHEST_ROW))
