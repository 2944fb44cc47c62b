"""Draw the chart of reality and ambition, as one of Excel’s own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.view.workbook.model import TABLE_ROW, Chart, at, quoted
from reports.xlsx.cells import Pen, clean
from reports.xlsx.looks import FONT, LINE, QUIET

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


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
    drawn.set_y_axis(
        {
            "min": 1,
            "max": 5,
            "major_unit": 1,
            "num_format": "0",
            "name": chart.axis,
            "name_font": {"name": FONT, "bold": False, "color": QUIET},
            "num_font": {"name": FONT},
            "major_gridlines": {"visible": True, "line": {"color": "#E3E8EB", "width": 0.75}},
            "line": {"none": True},
        }
    )
    drawn.set_x_axis({"num_font": {"name": FONT, "rotation": -45}, "line": {"color": LINE}})
    drawn.set_legend({"position": "top", "font": {"name": FONT}})
    drawn.set_size({"width": 780, "height": 500})
    page.insert_chart(chart.row, chart.column, drawn, {"description": clean(chart.alt), "object_position": 1})


def _fixed(cell: str) -> str:
    """Return a cell that stays where it is when a formula moves: $B$4."""
    name = cell.rstrip("0123456789")
    return f"${name}${cell[len(name) :]}"
