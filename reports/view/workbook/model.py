"""What a workbook is: sheets with a table, and sheets with cells that are placed by hand."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

Kind = Literal[
    "id", "name", "text", "level", "score", "factor", "share", "count", "days", "date", "yes", "fill", "choice"
]
"""How a column is written: "fill" and "choice" are for people to fill in, "choice" from a list."""

Look = Literal[
    "title",
    "lead",
    "heading",
    "head",
    "figure head",
    "label",
    "text",
    "link",
    "chosen",
    "score",
    "date",
    "factor",
    "share",
    "count",
    "holds",
    "agrees",
]
"""How a placed cell is written: "head" is the heading of a column, "figure head" of one with figures, "chosen" the cell
to choose in, "holds" a yes or no of a rule, "agrees" one that is marked where it says no."""

TABLE_ROW = 3  # the row (from 0) in which a table has its headings; above it stand its title and what it shows
FIRST_ROW = TABLE_ROW + 1


class Formula(msgspec.Struct, frozen=True):
    """A formula in Excel's own (English) spelling, and what it comes to."""

    text: str
    value: str | int | float | None


Cell = str | int | float | dt.date | Formula | None


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column with its line in the dictionary: what it means, its unit and range, and where that is explained.

    `section` is a section of the method; `choices` are the words of a list to choose from; `is_summed` where the last
    row has its sum.
    """

    key: str
    title: str
    kind: Kind
    meaning: str
    unit: str
    values: str
    section: str = ""
    width: float = 0.0
    choices: tuple[str, ...] = ()
    is_summed: bool = False


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under headings; `sum_label` stands beside the sums where it has those."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sum_label: str = ""

    def position(self, key: str) -> int:
        """Return where a column stands, from 0."""
        return next(position for position, column in enumerate(self.columns) if column.key == key)

    def has(self, key: str) -> bool:
        return any(column.key == key for column in self.columns)

    @property
    def last_row(self) -> int:
        """Return the row (from 0) of the sheet with its last figures; a table has at least one, before its sums."""
        return FIRST_ROW + max(len(self.rows), 1) - 1


class TableSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet that is one table, under its title and what it shows."""

    key: str
    name: str
    title: str
    lead: str
    table: Table

    @property
    def table_name(self) -> str:
        """Return what formulas call the table: letters, figures and underscores only."""
        return "".join(character if character.isalnum() else "_" for character in self.name)


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A cell at its place, row and column from 0; `to` is the sheet that it leads to."""

    row: int
    column: int
    cell: Cell
    look: Look
    to: str = ""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A cell in which something is chosen from a range, with what is said beside it."""

    row: int
    column: int
    source: str
    title: str
    text: str


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Ambition against reality per capability, out of the columns of a table; it stands at `row` and `column`."""

    row: int
    column: int
    title: str
    alt: str
    sheet: str
    categories: int
    reality: int
    ambition: int
    first_row: int
    last_row: int
    axis: str


class LinePart(msgspec.Struct, frozen=True, kw_only=True):
    """One line: the cells of its values, whether it is the one to see, and which mark tells it from the others."""

    name: str
    values: str
    is_strong: bool
    mark: int


class Lines(msgspec.Struct, frozen=True, kw_only=True):
    """Lines over the runs on the scale of 1 to 5, of so many rows and columns; a gap in the cells is one in the line.

    `moments` are the cells with what stands under the lines.
    """

    row: int
    column: int
    rows: int
    columns: int
    title: str
    alt: str
    moments: str
    lines: tuple[LinePart, ...]
    has_legend: bool


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture (PNG) at the top of a sheet, with what it shows; it stands at `column`, from 0."""

    column: int
    content: bytes
    alt: str


class PlacedSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet of which every cell has its own place; `disagrees` is what a cell says that does not agree."""

    key: str
    name: str
    widths: tuple[float, ...]
    cells: tuple[Placed, ...]
    choice: Choice | None = None
    chart: Chart | None = None
    lines: tuple[Lines, ...] = ()
    picture: Picture | None = None
    disagrees: tuple[str, ...] = ()


class Workbook(msgspec.Struct, frozen=True, kw_only=True):
    """All sheets in order, with what a file says of itself; `over` are the statuses of actions that need no more."""

    sheets: tuple[TableSheet | PlacedSheet, ...]
    back: str
    over: tuple[str, ...]
    page: str
    language: str


def letters(column: int) -> str:
    """Return the letters of a column, from 0: A, B … Z, AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def at(row: int, column: int) -> str:
    """Return a cell as a formula names it, row and column from 0: B4."""
    return f"{letters(column)}{row + 1}"


def quoted(sheet: str) -> str:
    """Return the name of a sheet as a formula has it."""
    return "'" + sheet.replace("'", "''") + "'"


def area(sheet: str, row: int, column: int, last_row: int, last_column: int) -> str:
    """Return a block of cells as a chart names it, rows and columns from 0: 'Sheet'!$B$4:$C$4."""
    first, last = f"${letters(column)}${row + 1}", f"${letters(last_column)}${last_row + 1}"
    return f"{quoted(sheet)}!{first}:{last}"


def reach(sheet: TableSheet, key: str) -> str:
    """Return the cells of a column without its heading, as a formula names them."""
    letter, table = letters(sheet.table.position(key)), sheet.table
    return f"{quoted(sheet.name)}!${letter}${FIRST_ROW + 1}:${letter}${table.last_row + 1}"
