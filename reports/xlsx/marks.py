"""Mark cells by what they hold, also after somebody has changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.view.workbook.model import FIRST_ROW, PlacedSheet, Table, TableSheet, at
from reports.xlsx.cells import Pen
from reports.xlsx.looks import QUIET, WRONG

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def mark_table(pen: Pen, page: Worksheet, sheet: TableSheet, over: tuple[str, ...]) -> None:
    """Draw bars where a column asks to be compared, and mark a quarter with more planned than there is room."""
    table = sheet.table

    def cells(key: str) -> tuple[int, int, int, int]:
        position = table.position(key)
        return FIRST_ROW, position, table.last_row, position

    if sheet.key == "capabilities":
        for key, most, colour in (("gap", 4, pen.brand.accent), ("priority", 100, pen.brand.primary)):
            page.conditional_format(
                *cells(key),
                {
                    "type": "data_bar",
                    "bar_color": _tint(colour),
                    "bar_solid": True,
                    "data_bar_2010": True,
                    "min_type": "num",
                    "min_value": 0,
                    "max_type": "num",
                    "max_value": most,
                },
            )
    if sheet.key == "actions":
        _mark_progress(pen, page, table, over)
    if sheet.key == "quarters":
        page.conditional_format(
            *cells("left"),
            {
                "type": "cell",
                "criteria": "<",
                "value": -0.05,
                "format": pen.book.add_format({"bg_color": WRONG, "bold": True}),
            },
        )


def _mark_progress(pen: Pen, page: Worksheet, table: Table, names: tuple[str, ...]) -> None:
    """Show in grey what is over, and in bold what should have been finished by today."""
    status = f"${at(FIRST_ROW, table.position('status'))}"
    over = "OR(" + ",".join(f'{status}="{name}"' for name in names) + ")"
    whole = (FIRST_ROW, 0, table.last_row, len(table.columns) - 1)
    page.conditional_format(
        *whole, {"type": "formula", "criteria": f"={over}", "format": pen.book.add_format({"font_color": QUIET})}
    )
    if table.has("finish"):
        position = table.position("finish")
        finish = f"${at(FIRST_ROW, position)}"
        page.conditional_format(
            FIRST_ROW,
            position,
            table.last_row,
            position,
            {
                "type": "formula",
                "criteria": f"=AND(ISNUMBER({finish}),{finish}<TODAY(),NOT({over}))",
                "format": pen.book.add_format({"bold": True, "bg_color": WRONG}),
            },
        )


def mark_disagreements(pen: Pen, page: Worksheet, sheet: PlacedSheet) -> None:
    """Colour what does not agree; the word stands in the cell as well."""
    mark = pen.book.add_format({"bold": True, "bg_color": WRONG})
    for placed in sheet.cells:
        if placed.look == "agrees":
            place = (placed.row, placed.column, placed.row, placed.column)
            for word in sheet.disagrees:
                page.conditional_format(
                    *place, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": mark}
                )


def _tint(colour: str) -> str:
    """Return a colour with so much white that a dark figure can be read on it."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - 0.35 * (255 - part)):02X}" for part in parts)
