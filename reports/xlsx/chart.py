"""Draw the chart of reality and ambition, as one of Excel’s own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reports.view.workbook.model import TABLE_ROW, Chart, Lines, at, quoted
from reports.xlsx.cells import Pen, clean
from reports.xlsx.looks import FONT, LINE, QUIET

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


SCALE: dict[str, Any] = {
    "min": 1,
    "max": 5,
    "major_unit": 1,
    "num_format": "0",
    "num_font": {"name": FONT},
    "major_gridlines": {"visible": True, "line": {"color": "#E3E8EB", "width": 0.75}},
    "line": {"none": True},
}
MARKS = ("circle", "square", "diamond", "triangle", "x")  # each line its own, so that no colour need be seen
ROW, LETTER, EDGE = 17, 7, 5  # pixels of a row, of a character in a column, and of the edges of a column


def draw_lines(pen: Pen, page: Worksheet, lines: Lines, widths: Sequence[float]) -> None:
    """Draw lines over the runs: the ones to see in the colour of the brand, the others quiet."""
    drawn = pen.book.add_chart({"type": "line"})
    for part in lines.lines:
        colour = pen.brand.primary if part.is_strong else QUIET
        drawn.add_series(
            {
                "name": clean(part.name),
                "categories": f"={lines.moments}",
                "values": f"={part.values}",
                "line": {"color": colour, "width": 2.25 if part.is_strong else 1},
                "marker": {
                    "type": MARKS[part.mark % len(MARKS)],
                    "size": 6,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
            }
        )
    drawn.show_blanks_as("gap")
    drawn.set_title(
        {"name": clean(lines.title), "name_font": {"name": FONT, "size": 10, "bold": True, "color": pen.brand.primary}}
    )
    drawn.set_y_axis(SCALE)
    drawn.set_x_axis({"num_font": {"name": FONT, "size": 8}, "num_format": "mm-yyyy", "line": {"color": LINE}})
    drawn.set_legend({"position": "bottom", "font": {"name": FONT, "size": 8}} if lines.has_legend else {"none": True})
    along = widths[lines.column : lines.column + lines.columns]
    drawn.set_size({"width": sum(along) * LETTER + len(along) * EDGE - 8, "height": lines.rows * ROW - 8})
    page.insert_chart(lines.row, lines.column, drawn, {"description": clean(lines.alt), "object_position": 1})


def draw_chart(pen: Pen, page: Worksheet, chart: Chart) -> None:
    """Draw reality as dots and ambition as dashes, with a line between them."""
    drawn = pen.book.add_chart({"type": "line"})

    def series(position: int, marker: dict[str, Any]) -> None:
        first, last = at(chart.first_row, position), at(chart.last_row, position)
        heading = at(TABLE_ROW, position)
        drawn.add_series(
            {
                "name": f"={quoted(chart.sheet)}!{_fixed(heading)}",
                "categories": [chart.sheet, chart.first_row, chart.categories, chart.last_row, chart.categories],
                "values": f"={quoted(chart.sheet)}!{_fixed(first)}:{_fixed(last)}",
                "line": {"none": True},
                "marker": marker,
            }
        )

    primary, accent = pen.brand.primary, pen.brand.accent
    series(
        chart.reality,
        {"type": "circle", "size": 10, "fill": {"color": primary}, "border": {"color": primary}},
    )
    series(
        chart.ambition,
        {"type": "long_dash", "size": 16, "fill": {"color": accent}, "border": {"color": accent}},
    )
    drawn.set_high_low_lines({"line": {"color": LINE, "width": 2.25}})
    drawn.set_title(
        {
            "name": chart.title,
            "name_font": {"name": FONT, "size": 12, "color": primary, "bold": True},
            "overlay": False,
        }
    )
    drawn.set_y_axis(SCALE | {"name": chart.axis, "name_font": {"name": FONT, "bold": False, "color": QUIET}})
    drawn.set_x_axis({"num_font": {"name": FONT, "rotation": -45}, "line": {"color": LINE}})
    drawn.set_legend({"position": "top", "font": {"name": FONT}})
    drawn.set_size({"width": 780, "height": 500})
    page.insert_chart(chart.row, chart.column, drawn, {"description": clean(chart.alt), "object_position": 1})


def _fixed(cell: str) -> str:
    """Return a cell that stays where it is when a formula moves: $B$4."""
    name = cell.rstrip("0123456789")
    return f"${name}${cell[len(name) :]}"
