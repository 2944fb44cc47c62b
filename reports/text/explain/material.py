"""What an explanation is told from, and the forms that its parts share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from questionnaires.language import Words
from questionnaires.model import Questionnaire
from reports.marks import Marks
from reports.text.lines import UNBROKEN, Lines, line, ljust, plain_text, strong, width, wrapped
from scoring.roadmap.model import Roadmap
from scoring.scorecard import Scorecard

DRAWN_FROM = 80  # columns; below this the answers are told in sentences
FORMULA_DIGITS = 3  # so that the numbers add up for who checks them
EXACT_DIGITS = 2


class Row(NamedTuple):
    """A text behind a label; its verdict is the end of it, and strong."""

    label: str
    text: str
    verdict: str = ""


class Material(NamedTuple):
    """The values of a run with the terminal they are told on; `plain` leaves all columns and indents out.

    `reference` is what a person typed for the run.
    """

    questionnaire: Questionnaire
    scorecard: Scorecard
    roadmap: Roadmap
    words: Words
    columns: int
    marks: Marks
    reference: str
    plain: bool = False

    @property
    def is_one_view(self) -> bool:
        return sum(self.scorecard.respondents.values()) == 1

    @property
    def is_drawn(self) -> bool:
        return not self.plain and self.columns >= DRAWN_FROM

    def told(self, text: str, first: str = "", rest: str = "", strong_cells: int = 0) -> Lines:
        """Return a text in lines with an indent for the first and the rest; plain lines have none."""
        if self.plain:
            return wrapped(f"{first.lstrip()}{text}", self.columns - 1, strong_cells=strong_cells)
        return wrapped(text, self.columns, first, rest, strong_cells)

    def heading(self, text: str) -> Lines:
        return self.told(text, strong_cells=len(text))

    def labelled(self, rows: Iterable[Row]) -> Lines:
        """Return texts behind labels of one width; plain, each label with a colon."""
        rows = tuple(rows)
        cells = max(width(row.label) for row in rows) + 2
        lines: Lines = ()
        for row in rows:
            text = f"{row.text} {UNBROKEN}{row.verdict}{UNBROKEN}" if row.verdict else row.text
            if self.plain:
                lines += self.told(f"{row.label}: {text}")
                continue
            *before, last = wrapped(text, self.columns, ljust(row.label, cells), " " * cells)
            body = plain_text(last).removesuffix(row.verdict)
            lines += (*before, line(body, strong(row.verdict)))
        return lines


def mean_formula(values: Sequence[float], result: float, words: Words) -> str:
    """Return a mean with its numbers filled in: (1,500 + 1,167 + 1,667) / 3 = 1,44."""
    return f"{sum_over(values, words)} = {words.number(result, EXACT_DIGITS)}"


def sum_over(values: Sequence[float], words: Words) -> str:
    """Return the sum of some numbers divided by their count, or the one number alone."""
    numbers = " + ".join(words.number(value, FORMULA_DIGITS) for value in values)
    return numbers if len(values) == 1 else f"({numbers}) / {len(values)}"


def share(value: float, threshold: float, words: Words) -> str:
    """Return a share as a percentage, with a decimal where whole numbers would hide on which side it lies."""
    if value != threshold and words.percent(value) == words.percent(threshold):
        return f"{words.number(value * 100)}%"
    return words.percent(value)
