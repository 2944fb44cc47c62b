"""Where everything stands on the sheet to check a score with, and how its formulas find what they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from questionnaires.language import Words
from reports.view.figures import CapabilityFigures, ItemFigures
from reports.view.workbook.model import Cell, Formula, Look, Placed, TableSheet, at, reach
from scoring.bounds import TOLERANCE

CHOICE_ROW, VERDICT_ROW, GROUPS_ROW = 3, 4, 6
CHOSEN = "$B$4"
LEVELS_CHECKED = range(2, 6)
NEAR = f"{TOLERANCE:.9f}"  # as a formula has it

ID, TEXT = 0, 1  # the first two columns of every part
COUNTS = range(2, 7)
UNKNOWN, PEOPLE, MEAN, CAUTIOUS = range(7, 11)
GATE, AGREED, SCOPE, X, X_CAUTIOUS, M, X_GIVEN, M_GIVEN, X_AGREES = range(2, 11)
FILLED, FILLED_GIVEN, HAS_LARGELY, HAS_FULLY_BELOW, HAS_PRACTICE, IS_REACHED, LEVEL_AGREES = range(2, 9)
NOW, GIVEN, AGREES = range(2, 5)


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet before its cells: the tables that it looks into, and the capability chosen first with its questions.

    It has room for `item_slots` questions, each answered by `group_slots` groups: the most that any capability needs.
    """

    words: Words
    capabilities: TableSheet
    items: TableSheet
    answers: TableSheet
    chosen: CapabilityFigures
    mine: tuple[ItemFigures, ...]
    item_slots: int
    group_slots: int

    @property
    def yes(self) -> str:
        return self.words("yes")

    @property
    def no(self) -> str:
        return self.words("no")

    # rows, from 0; each part has its title, its headings and then its lines

    @property
    def items_row(self) -> int:
        return GROUPS_ROW + 2 + self.item_slots * self.group_slots + 1

    @property
    def levels_row(self) -> int:
        return self.items_row + 2 + self.item_slots + 1

    @property
    def results_row(self) -> int:
        return self.levels_row + 2 + len(LEVELS_CHECKED) + 1

    def groups_of(self, slot: int) -> tuple[int, int]:
        """Return the first and the last row with the groups of a question."""
        first = GROUPS_ROW + 2 + slot * self.group_slots
        return first, first + self.group_slots - 1

    def item(self, slot: int) -> ItemFigures | None:
        """Return the question of a slot; None where the chosen capability has fewer."""
        return self.mine[slot] if slot < len(self.mine) else None

    # what formulas refer to

    def of_items(self, column: int) -> str:
        """Return a column of the part with questions."""
        first = self.items_row + 2
        return f"{at(first, column)}:{at(first + self.item_slots - 1, column)}"

    def of_levels(self, column: int) -> str:
        """Return a column of the part with levels."""
        first = self.levels_row + 2
        return f"{at(first, column)}:{at(first + len(LEVELS_CHECKED) - 1, column)}"

    def of_capability(self, key: str) -> str:
        """Return the formula for a figure of the chosen capability; an empty text where it has none."""
        found = f"INDEX({reach(self.capabilities, key)},MATCH({CHOSEN},{reach(self.capabilities, 'id')},0))"
        return f'IF({found}="","",{found})'

    def of_item(self, key: str, row: int) -> str:
        """Return the formula for a figure of the question whose id opens a row; an empty text where it has none."""
        cell = f"${at(row, ID)}"
        found = f"INDEX({reach(self.items, key)},MATCH({cell},{reach(self.items, 'id')},0))"
        return f'IF({cell}="","",IF({found}="","",{found}))'

    def verdict(self, row: int, column: int, condition: str, *, holds: bool, look: Look = "holds") -> Placed:
        """Return a cell that says yes or no."""
        text = f'IF({condition},"{self.yes}","{self.no}")'
        return calculated(row, column, text, self.yes if holds else self.no, look)


def put(row: int, column: int, cell: Cell, look: Look) -> Placed:
    return Placed(row=row, column=column, cell=cell, look=look)


def calculated(row: int, column: int, text: str, value: str | float | None, look: Look) -> Placed:
    """Return a cell with a formula, and what it comes to for the capability that is chosen first."""
    return put(row, column, Formula(f"={text}", "" if value is None else value), look)


def headed(row: int, title: str, heads: Sequence[str]) -> Iterator[Placed]:
    """Yield the title of a part and the headings under it."""
    yield put(row, 0, title, "heading")
    for column, head in enumerate(heads):
        yield put(row + 1, column, head, "head" if column <= TEXT else "figure head")


def same(one: str, other: str) -> str:
    """Return the condition that two cells hold the same number, or neither holds one."""
    return f"IF(AND(ISNUMBER({one}),ISNUMBER({other})),ABS({one}-{other})<{NEAR},ISNUMBER({one})=ISNUMBER({other}))"
