"""Turn cells of a workbook into nodes, which know their place as those of an answer file do."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import msgspec

from assess.workbooks import as_shown
from questionnaires.language import Phrase, phrase
from questionnaires.nodes import Node, Scalar
from questionnaires.problems import Problem
from reports.view.workbook.model import at as cell_name

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

ROWS_OF_A_SHEET = 1_000_000  # a line counts on through the sheets, so that places sort in the order of the pages
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

ESCAPED = re.compile("_x(000[0-9A-Fa-f]|001[0-9A-Fa-f]|005[Ff])_")  # how Excel writes what XML cannot hold


class Place(msgspec.Struct, frozen=True):
    """A cell: its row and column from 1, on the sheet of this position."""

    file: str
    sheet: int
    row: int
    column: int

    @property
    def line(self) -> int:
        return self.sheet * ROWS_OF_A_SHEET + self.row

    def problem(self, code: str, message: Phrase, remedy: Phrase) -> Problem:
        return Problem(file=self.file, line=self.line, column=self.column, code=code, message=message, remedy=remedy)

    def scalar(self, text: str, *, is_plain: bool = False) -> Scalar:
        return Scalar(file=self.file, line=self.line, column=self.column, text=text, is_plain=is_plain)

    def node(self) -> Node:
        return Node(file=self.file, line=self.line, column=self.column)


def by_cell(problem: Problem, sheets: list[str]) -> Problem:
    """Return a problem with the cell as its place: Answers!D17."""
    if not problem.line:
        return msgspec.structs.replace(problem, line=None, column=None)
    sheet, row = divmod(problem.line, ROWS_OF_A_SHEET)
    column = problem.column or 1
    return msgspec.structs.replace(
        problem, line=row, column=column, cell=f"{sheets[sheet]}!{cell_name(row - 1, column - 1)}"
    )


def text_of(cell: Cell | None, at: Place, problems: list[Problem]) -> str:
    """Return what a cell holds as a text, empty where it holds nothing; a formula or an error is a problem."""
    value = cell.value if cell is not None else None
    if value is None or cell is None:
        return ""
    if cell.data_type == "f":
        message = phrase("there is a formula here.")
        problems.append(at.problem("formula", message, phrase("Put its result in the cell, as a value.")))
        return ""
    if cell.data_type == "e":
        message = phrase("there is an error here ({value}).", value=value)
        problems.append(at.problem("cell-error", message, phrase("Write what should stand here.")))
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return (value.date() if isinstance(value, dt.datetime) else value).isoformat()
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), as_shown(cell)).replace("\r\n", "\n").strip()
    if sign := CONTROL.search(text):
        message = phrase("there is a sign here that no text can hold ({sign}).", sign=f"U+{ord(sign[0]):04X}")
        problems.append(at.problem("control-character", message, phrase("Type the text again in this cell.")))
        return ""
    return text
