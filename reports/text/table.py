"""Lay a table out in columns of a terminal: words wrap within their column, and where none fit it becomes a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reports.marks import Marks
from reports.outline.blocks import Bar, Cell, Column, Row, RowGroup, Table, plain_text
from reports.text import staff
from reports.text.lines import (
    BLANK,
    Line,
    Lines,
    Span,
    line,
    ljust,
    rjust,
    strong,
    width,
    wrap,
    wrapped,
)
from reports.text.lines import (
    plain_text as text_of,
)
from scoring.roadmap.model import WEEKS_PER_QUARTER

# The tables of a library draw frames, cut what does not fit, and know of no staff beside its figures.
GAP = 2  # cells between columns
READABLE = (18, 13)  # cells that a column of sentences needs, and with which it can do
LONGEST_WORD = 24  # cells that a column of sentences gives a word without parting it
UNITS = (5, 4, 3)  # cells between two levels of a staff, the widest that fits
MONTHS = 3  # cells of a quarter in a bar, with one more for what parts it from the next
ONE_CELL_FROM = 9  # quarters; from here a quarter is one cell
NO_ONE = "·"
SENTENCE = 16  # characters from which a text speaks for itself
APART = ("quarter", "blank", "marks", "about")  # drawn, filled in on paper, or under the row


class _Shape:
    """A column as it is shown: what stands in it row by row, and between how few and how many cells."""

    def __init__(self, title: str, *, to_the_right: bool = False, fixed: int = 0) -> None:
        self.title = title
        self.to_the_right = to_the_right
        self.fixed = fixed
        self.cells = fixed
        self.texts: list[str] = []

    def least(self, readable: int) -> int:
        """Return the cells without which the column cannot be read, where sentences need `readable` of them."""
        if self.fixed:
            return self.fixed
        head = max((width(word) for word in self.title.split()), default=0)
        if self.to_the_right:
            return max(head, *(width(text) for text in self.texts), 1)
        longest = max((width(word) for text in self.texts for word in text.split()), default=0)
        return max(head, min(longest, LONGEST_WORD), min(self.most, readable))

    @property
    def most(self) -> int:
        if self.fixed:
            return self.fixed
        return max(width(self.title) if not self.to_the_right else 0, *(width(text) for text in self.texts), 1)


def table_lines(table: Table, columns: int, marks: Marks, *, plain: bool = False) -> Lines:
    """Return a table at most `columns` cells wide: in columns, or row by row where they do not fit, and if `plain`."""
    if plain:
        return _in_rows(table, columns)
    shown = [number for number, column in enumerate(table.columns) if column.kind not in APART]
    quarters = sum(column.kind == "quarter" for column in table.columns)
    for units in (_drawings(table, quarters), (0,)):
        laid = [one for unit in units if (one := _laid(table, shown, quarters, unit, columns))]
        if laid:
            return min((_in_columns(each, columns, marks) for each in laid), key=len)
    return _in_rows(table, columns)


def _laid(table: Table, shown: Sequence[int], quarters: int, unit: int, columns: int) -> _Laid | None:
    """Return a table with its columns as wide as they can be; None where they do not fit side by side."""
    for readable in READABLE:
        shapes = _shapes(table, shown, quarters, unit)
        if _fitted(shapes, columns, readable):
            return _Laid(table, shown, shapes, unit)
    return None


def _drawings(table: Table, quarters: int) -> tuple[int, ...]:
    """Return the sizes in which a table's picture can be tried; none where it has no picture."""
    if quarters:
        return (quarters,)
    return UNITS if any(column.kind == "marks" for column in table.columns) else ()


def _shapes(table: Table, shown: Sequence[int], quarters: int, unit: int) -> list[_Shape]:
    """Return the columns with their texts; the picture stands last."""
    shapes = []
    for number in shown:
        column = table.columns[number]
        shape = _Shape(column.title, to_the_right=column.kind in ("number", "count", "weeks"))
        shape.texts = [plain_text(row.cells[number].line) for group in table.groups for row in group.rows]
        shapes.append(shape)
    if unit and quarters:
        shapes.append(_Shape(_quarter_heads(table, quarters), fixed=_bar_cells(quarters)))
    elif unit:
        shapes.append(_Shape(staff.axis(unit), fixed=staff.cells(unit) + 1))
    return shapes


def _fitted(shapes: Sequence[_Shape], columns: int, readable: int) -> bool:
    """Give every column its cells; False where they do not fit side by side."""
    left = columns - GAP * (len(shapes) - 1) - sum(shape.least(readable) for shape in shapes)
    if left < 0:
        return False
    for shape in shapes:
        shape.cells = shape.least(readable)
    wanting = [shape for shape in shapes if shape.most > shape.cells]
    while left > 0 and wanting:
        for shape in wanting[: max(1, left)]:
            shape.cells += 1
            left -= 1
            if left == 0:
                break
        wanting = [shape for shape in wanting if shape.most > shape.cells]
    return True


class _Laid(NamedTuple):
    """A table with its columns as they fit; `unit` is the size of its picture, 0 without one."""

    table: Table
    shown: Sequence[int]
    shapes: Sequence[_Shape]
    unit: int


def _in_columns(laid: _Laid, columns: int, marks: Marks) -> Lines:
    table, shapes = laid.table, laid.shapes
    lines = _spread([_wrapped(shape, shape.title) for shape in shapes], shapes, is_strong=True)
    lines += (line(marks.line * (sum(shape.cells for shape in shapes) + GAP * (len(shapes) - 1))),)
    for number, group in enumerate(table.groups):
        lines += (BLANK,) if number else ()
        lines += _group_lines(group, columns, table)
        for row in group.rows:
            lines += _row_lines(laid, row, marks)
            for text in _about(table, row):
                lines += cut_lines(text, columns, "  ", "  ")
    return lines


def _row_lines(laid: _Laid, row: Row, marks: Marks) -> Lines:
    texts = [
        _wrapped(shape, plain_text(row.cells[number].line))
        for number, shape in zip(laid.shown, laid.shapes, strict=False)
    ]
    if not laid.unit:
        return _spread(texts, laid.shapes, is_strong=row.is_strong)
    beside = _spread(texts, laid.shapes[:-1], is_strong=row.is_strong)
    gap = " " * (sum(shape.cells + GAP for shape in laid.shapes[:-1]) - width(text_of(beside[0])))
    return (line(*beside[0], gap, *_picture(row, marks, laid.unit)), *beside[1:])


def _about(table: Table, row: Row) -> Iterator[str]:
    """Yield the sentences that stand under a row."""
    for column, each in zip(table.columns, row.cells, strict=True):
        if column.kind == "about" and each.line:
            yield plain_text(each.line)


def _wrapped(shape: _Shape, text: str) -> list[str]:
    """Return a text in lines of a column; what is wider than the column by itself is cut to it."""
    if shape.fixed:
        return [text]
    return [part for one in wrap(text, shape.cells) for part in _cut(one, shape.cells)]


def _cut(text: str, cells: int) -> list[str]:
    """Return a text in pieces that are no wider than a column."""
    pieces, current = [], ""
    for sign in text:
        if current and width(current) + width(sign) > cells:
            pieces.append(current)
            current = ""
        current += sign
    return [*pieces, current]


def _spread(texts: Sequence[Sequence[str]], shapes: Sequence[_Shape], *, is_strong: bool) -> Lines:
    """Return columns of lines side by side."""
    height = max(map(len, texts), default=0)
    lines: list[Line] = []
    for number in range(height):
        pieces = []
        for text, shape in zip(texts, shapes, strict=False):
            piece = text[number] if number < len(text) else ""
            pieces.append(rjust(piece, shape.cells) if shape.to_the_right else ljust(piece, shape.cells))
        whole = (" " * GAP).join(pieces).rstrip()
        lines.append(line(strong(whole)) if is_strong else line(whole))
    return tuple(lines)


def _group_lines(group: RowGroup, columns: int, table: Table) -> Lines:
    """Return the heading of a group, with what its own cells say of each quarter."""
    if not group.title:
        return ()
    title = plain_text(group.title)
    bold = len(group.title[0].text) if group.title[0].bold else 0
    lines = wrapped(title, columns, rest="  ", strong_cells=bold)
    if group.rows:  # then the bars of the rows stand under these columns
        return lines
    heads = [column.short or column.title for column in table.columns[len(table.columns) - len(group.cells) :]]
    for head, cell in zip(heads, group.cells, strict=True):
        text = plain_text(cell.line)
        if text:
            lines += cut_lines(f"{head}: {text}", columns, "  ", "    ")
    return lines


def cut_lines(text: str, columns: int, first: str = "", rest: str = "") -> Lines:
    """Return a text as wrapped lines of which none is wider than `columns`, whatever stands in it."""
    lines: list[Line] = []
    for number, one in enumerate(wrap(text, columns, first, rest)):
        indent = first if number == 0 else rest
        pieces = _cut(one[len(indent) :], columns - width(indent))
        lines += [line(indent, piece) for piece in pieces]
    return tuple(lines)


def _picture(row: Row, marks: Marks, unit: int) -> Line:
    """Return the bar or the staff of a row; nothing where it has none."""
    if row.bar is not None:
        return _bar(row.bar, unit, marks)
    for cell in row.cells:
        if cell.marks is not None:
            return _staff(cell, unit, marks)
    return ()


def _staff(cell: Cell, unit: int, marks: Marks) -> Line:
    drawn = cell.marks
    if drawn is None or drawn.score is None:
        return staff.hatched(drawn.target if drawn else None, unit, marks, "")
    spread = (drawn.spread.low, drawn.spread.high) if drawn.spread else None
    return staff.row(drawn.score, drawn.target, unit, marks, spread)


def _bar_cells(quarters: int) -> int:
    return quarters if quarters >= ONE_CELL_FROM else quarters * (MONTHS + 1)


def _quarter_heads(table: Table, quarters: int) -> str:
    """Return the quarters over their bars: K1 and so on, or their numbers where there is no more room."""
    if quarters >= ONE_CELL_FROM:
        return "".join(str(number % 10) for number in range(1, quarters + 1))
    heads = ""
    for number, column in enumerate((each for each in table.columns if each.kind == "quarter"), 1):
        name = column.short.split(" ")[0]
        heads += ljust(name if width(name) <= MONTHS else str(number), MONTHS + 1)
    return heads


def _bar(bar: Bar, quarters: int, marks: Marks) -> Line:
    """Return an action over the months of its quarters; its sign says how certain it is."""
    fill = {"firm": marks.firm, "planned": marks.planned, "intended": marks.direction}[bar.certainty]
    cells: list[str] = []
    per_quarter = 1 if quarters >= ONE_CELL_FROM else MONTHS
    length = WEEKS_PER_QUARTER / per_quarter
    for quarter in range(quarters):
        for part in range(per_quarter):
            begins = quarter * WEEKS_PER_QUARTER + part * length
            runs = bar.start < begins + length and bar.finish > begins
            cells.append(fill if runs else " " if per_quarter > 1 else marks.grid)
        if per_quarter > 1:
            cells.append(marks.quarter)
    if not bar.noticed:
        return line("".join(cells))
    last = -(-bar.finish // WEEKS_PER_QUARTER)
    at = last * (MONTHS + 1) - 1 if per_quarter > 1 else last - 1
    return line("".join(cells[:at]), Span(marks.milestone, "ambition"), "".join(cells[at + 1 :]))


def _in_rows(table: Table, columns: int) -> Lines:
    """Return each row as its heading with what the other columns say of it."""
    lines: Lines = ()
    for number, group in enumerate(table.groups):
        lines += (BLANK,) if number else ()
        lines += _group_lines(group, columns, table)
        for row in group.rows:
            first = plain_text(row.cells[0].line)
            lines += cut_lines(first, columns, "", "  ")
            said = []
            for column, cell in list(zip(table.columns, row.cells, strict=True))[1:]:
                text = plain_text(cell.line)
                if text and text != NO_ONE and column.kind not in APART:
                    said.append(_told(column, text))
            for text in (" · ".join(said), *_about(table, row)):
                lines += cut_lines(text, columns, "  ", "  ") if text else ()
    return lines


def _told(column: Column, text: str) -> str:
    """Return a figure or a word with its heading; a sentence needs none."""
    if not column.title or (column.kind == "text" and len(text) > SENTENCE):
        return text
    return f"{column.title} {text}"
