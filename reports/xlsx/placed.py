"""Write a sheet whose cells stand each at a place of their own: the overview, and the check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.view.workbook.model import Choice, Formula, PlacedSheet, Workbook
from reports.xlsx import looks
from reports.xlsx.cells import Pen
from reports.xlsx.chart import draw_chart, draw_lines
from reports.xlsx.logo import place_logo
from reports.xlsx.marks import mark_disagreements
from reports.xlsx.measures import give_height, lines_of

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def write_placed(pen: Pen, page: Worksheet, sheet: PlacedSheet, workbook: Workbook) -> None:
    """Write cells at their place, with the list, the logo and the chart that the sheet has."""
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    _heights(page, sheet)
    for placed in sheet.cells:
        look = looks.of_look(placed.look, pen.brand)
        if placed.to:
            pen.link(page, placed.row, placed.column, placed.to, str(placed.cell))
        else:
            pen.write(page, placed.row, placed.column, placed.cell, look)
    page.set_row(0, 26)
    if sheet.choice is not None:
        _offer(page, sheet.choice)
        pen.link(page, sheet.choice.row - 1, 0, workbook.sheets[0].name, workbook.back)
    if sheet.disagrees:
        mark_disagreements(pen, page, sheet)
    if sheet.picture is not None:
        place_logo(page, sheet.picture)
    if sheet.chart is not None:
        draw_chart(pen, page, sheet.chart)
    for lines in sheet.lines:
        draw_lines(pen, page, lines, sheet.widths)
    if sheet.lines:
        pen.link(page, 2, 0, workbook.sheets[0].name, workbook.back)


def _offer(page: Worksheet, choice: Choice) -> None:
    """Give a cell its list to choose from, and keep it in sight."""
    page.data_validation(
        choice.row,
        choice.column,
        choice.row,
        choice.column,
        {
            "validate": "list",
            "source": choice.source,
            "input_title": choice.title[:32],
            "input_message": choice.text[:255],
        },
    )
    page.set_row(choice.row, 22)
    page.freeze_panes(choice.row + 2, 0)


def _heights(page: Worksheet, sheet: PlacedSheet) -> None:
    """Give rows with a wrapped text the height that it needs."""
    lines: dict[int, int] = {}
    for placed in sheet.cells:
        if placed.look in ("text", "head", "figure head", "label"):
            cell = placed.cell.value if isinstance(placed.cell, Formula) else placed.cell
            needed = lines_of(cell, sheet.widths[placed.column]) if isinstance(cell, str) else 1
            lines[placed.row] = max(lines.get(placed.row, 1), needed)
    for row, count in lines.items():
        give_height(page, row, count)
