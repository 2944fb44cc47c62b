"""Write a sheet with a table, with its sums and the lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reports.view.workbook.model import FIRST_ROW, TABLE_ROW, Cell, Formula, Table, TableSheet, Workbook, at
from reports.xlsx import looks
from reports.xlsx.cells import Pen, clean
from reports.xlsx.marks import mark_table
from reports.xlsx.measures import LINE_HEIGHT, give_height, lines_of, longest_word

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FILTER_BUTTON = 3  # characters that the button of a filter takes in the heading of a column


def write_table(pen: Pen, page: Worksheet, sheet: TableSheet, workbook: Workbook) -> None:
    """Write a table under its title, ready to be filtered, filled in and printed."""
    table = sheet.table
    page.write_string(0, 0, clean(sheet.title), pen.format(**looks.title(pen.brand)))
    page.write_string(1, 0, clean(sheet.lead), pen.format(font_color=looks.QUIET))
    pen.link(page, 2, 0, workbook.sheets[0].name, workbook.back)
    page.set_row(0, 26)
    widths = [max(column.width, longest_word(column.title) + FILTER_BUTTON) for column in table.columns]
    for position, width in enumerate(widths):
        page.set_column(position, position, width)
    titles = max(
        lines_of(column.title, width - FILTER_BUTTON) for column, width in zip(table.columns, widths, strict=True)
    )
    page.set_row(TABLE_ROW, LINE_HEIGHT * titles + 6)
    page.add_table(
        TABLE_ROW,
        0,
        table.last_row + (1 if table.sum_label else 0),
        len(table.columns) - 1,
        {
            "name": sheet.table_name,
            "style": None,
            "total_row": bool(table.sum_label),
            "columns": [_column(pen, table, position) for position in range(len(table.columns))],
        },
    )
    for row, cells in enumerate(table.rows or (("",) * len(table.columns),), FIRST_ROW):
        _grow(page, row, [(cell, width) for cell, width in zip(cells, widths, strict=True)])
        for position, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            pen.write(page, row, position, cell, looks.of_kind(column.kind))
    if table.sum_label:
        _sums(pen, page, table)
    page.freeze_panes(FIRST_ROW, _frozen_columns(table))
    page.repeat_rows(TABLE_ROW)
    if _frozen_columns(table):
        page.repeat_columns(0, _frozen_columns(table) - 1)
    page.print_area(0, 0, table.last_row + (1 if table.sum_label else 0), len(table.columns) - 1)
    _choices(page, table)
    mark_table(pen, page, sheet, workbook.over)


def _column(pen: Pen, table: Table, position: int) -> dict[str, Any]:
    """Return a column of a table as the library asks for it: its heading, and its sum where it has one."""
    column = table.columns[position]
    head = looks.head(pen.brand) | ({"align": "center"} if column.kind in looks.CENTRED else {})
    asked: dict[str, Any] = {"header": clean(column.title), "header_format": pen.format(**head)}
    if table.sum_label and position == 0:
        return asked | {"total_string": table.sum_label}
    return asked | ({"total_function": _sum(table, position)} if table.sum_label and column.is_summed else {})


def _sums(pen: Pen, page: Worksheet, table: Table) -> None:
    """Write the last row of a table again, now with what its sums come to and as its columns look."""
    row = table.last_row + 1
    for position, column in enumerate(table.columns):
        cells = [line[position] for line in table.rows]
        values = [cell.value if isinstance(cell, Formula) else cell for cell in cells]
        total = sum(value for value in values if isinstance(value, int | float))
        cell = Formula(_sum(table, position), total) if column.is_summed else None
        look = looks.of_kind(column.kind) | {"bold": True, "bottom": 0, "top": 1, "top_color": pen.brand.primary}
        pen.write(page, row, position, table.sum_label if position == 0 else cell, look)


def _grow(page: Worksheet, row: int, cells: Sequence[tuple[Cell, float]]) -> None:
    give_height(page, row, max((lines_of(cell, width) for cell, width in cells if isinstance(cell, str)), default=1))


def _choices(page: Worksheet, table: Table) -> None:
    for position, column in enumerate(table.columns):
        if column.choices:
            page.data_validation(
                FIRST_ROW,
                position,
                table.last_row,
                position,
                {
                    "validate": "list",
                    "source": list(column.choices),
                    "input_title": column.title[:32],
                    "input_message": column.meaning[:255],
                    "error_type": "warning",
                },
            )


def _frozen_columns(table: Table) -> int:
    """Return how many columns stay in sight: up to the one that names the row."""
    return min(2, len(table.columns)) if table.columns[0].kind == "id" else 0


def _sum(table: Table, position: int) -> str:
    return f"=SUM({at(FIRST_ROW, position)}:{at(table.last_row, position)})"
