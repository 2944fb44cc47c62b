"""The second slide: a native chart of every capability, with its data in a workbook that people can edit.

It is a scatter chart: a point for reality, an upright bar for ambition, and a series of two points for the line
between them, so that a changed figure in the data moves all three.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from reports.office import dated, sayable
from reports.pptx.canvas import Box, Canvas, Colour
from reports.pptx.elements import describe
from reports.pptx.fitting import fitted
from reports.templating import TEMPLATES, environment

if TYPE_CHECKING:
    from reports.view.slides import ChartSlide

CHART_SHARE = 0.66  # of the width of the room; the texts stand beside it
GAP = 10.0
LEGEND = 7.0  # mm
AXIS, RIGHT, FOOT = 8.0, 10.0, 2.0  # mm in the chart: above the scale, right of level 5, under the last row
ROOM_FOR_A_NUMBER = "\u00a0" * 14  # between a name and a dot at level 1, whose number stands at its left
NAME_POINTS = 11
HALF_BAR = 0.36  # of a row
AIR = "\u00a0\u00a0"  # between a mark and its number
SHEET = "Sheet1"


class Plot(msgspec.Struct, frozen=True):
    """Where the scale lies in the chart, as shares of its width and height."""

    left: float
    top: float
    width: float
    height: float


def draw_chart(canvas: Canvas, slide: ChartSlide, day: dt.date) -> None:
    """Draw the chart with its legend, and what stands out beside it."""
    room = canvas.room
    width = room.width * CHART_SHARE - canvas.mm(GAP) / 2
    _legend(canvas, slide, width)
    top = room.top + canvas.lines(1, LEGEND - 2) + canvas.mm(2)
    _chart(canvas, slide, Box(room.left, top, width, room.bottom - top), day)
    left = room.left + width + canvas.mm(GAP)
    texts = []
    for column in slide.columns:
        texts.append(canvas.text(column.title, 14, bold=True, before=5))
        texts.extend(canvas.text(text, 12, before=1.5) for text in column.text.split("\n"))
    canvas.rule(left, room.top, room.right - left, 1.5, "ink")
    box = Box(left, room.top + canvas.mm(2.5), room.right - left, room.height - canvas.mm(2.5))
    kept = fitted(texts, box.width, box.height, canvas.face, canvas.least)
    canvas.write(kept, box, slide.columns[0].title if slide.columns else slide.name)


def _legend(canvas: Canvas, slide: ChartSlide, width: float) -> None:
    room, height = canvas.room, canvas.lines(1, LEGEND - 2)
    middle, left = room.top + height / 2, room.left
    dot, bar = canvas.mm(3.2), canvas.mm(1.6)
    for mark, text in (("dot", slide.reality), ("bar", slide.ambition)):
        if mark == "dot":
            canvas.mark("OVAL", Box(left, middle - dot / 2, dot, dot), "reality")
        else:
            place = Box(left + dot - bar, middle - height * 0.4, bar, height * 0.8)
            is_set = slide.is_stated
            fill: Colour = "ambition" if is_set else "paper"
            edge: Colour | None = None if is_set else "ambition"
            canvas.mark("RECTANGLE", place, fill, outline=edge, dashed=not is_set)
        said = canvas.text(text, 12)
        length = min(canvas.face.width(said.text, said.points) * 1.05 + 1, room.left + width - left - dot)
        canvas.write([said], Box(left + dot + canvas.mm(2), room.top, length, height), text, anchor="middle")
        left += dot + canvas.mm(2) + length + canvas.mm(6)


def _chart(canvas: Canvas, slide: ChartSlide, box: Box, day: dt.date) -> None:
    from pptx.enum.chart import XL_CHART_TYPE

    points = canvas.text("", NAME_POINTS).points
    names = max(canvas.face.width(row.name + ROOM_FOR_A_NUMBER, points, bold=row.is_domain) for row in slide.rows)
    left, top = min(names + 2, box.width * 0.6), canvas.mm(AXIS)
    plot = Plot(
        left=left / box.width,
        top=top / box.height,
        width=1 - (left + canvas.mm(RIGHT)) / box.width,
        height=1 - (top + canvas.mm(FOOT)) / box.height,
    )
    drawn = NativeChart(slide, plot, canvas, points, day)
    frame: Any = canvas.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *canvas.place(box), drawn)
    frame.name = slide.sheet
    describe(frame, sayable(slide.alt))


class Manner(Protocol):
    """How the file around a chart speaks, and how large it draws against the usual slide."""

    @property
    def language(self) -> str: ...

    @property
    def scale(self) -> float: ...


class NativeChart:
    """A chart as the library asks for it: its drawing, and the workbook with its data."""

    def __init__(self, slide: ChartSlide, plot: Plot, manner: Manner, points: float, day: dt.date) -> None:
        self.slide, self.plot, self.manner, self.points, self.day = slide, plot, manner, points, day

    def xml_bytes(self, chart_type: Any) -> bytes:  # noqa: ARG002 - the library gives it
        """Return the drawing."""
        rows, n = self.slide.rows, len(self.slide.rows)
        places = [n - number - 0.5 for number in range(n)]
        reality, ambition = [row.reality for row in rows], [row.ambition for row in rows]
        names = [msgspec.structs.replace(row, name=sayable(row.name)) for row in rows]
        is_low = [row.reality is not None and (row.ambition is None or row.reality <= row.ambition) for row in rows]
        text = (
            environment(TEMPLATES / "pptx")
            .get_template("chart.xml.jinja")
            .render(
                chart=msgspec.structs.replace(self.slide, rows=tuple(names)),
                sheet=SHEET,
                plot=self.plot,
                language=self.manner.language,
                size=round(self.points * 100),
                dot=round(max(7, min(20, 9 * self.manner.scale))),
                bar_width=round(54_000 * self.manner.scale),
                half_bar=HALF_BAR,
                room_for_a_number=ROOM_FOR_A_NUMBER,
                starts=[1] * n,
                places=places,
                reality=reality,
                ambition=ambition,
                reality_texts=[row.reality_text for row in rows],
                ambition_texts=[row.ambition_text for row in rows],
                air=AIR,
                quoted_air=f'"{AIR}"',
                reality_places=_where(places, reality),
                ambition_places=_where(places, ambition),
                reality_left=is_low,
                ambition_left=[row.reality is not None and not low for row, low in zip(rows, is_low, strict=True)],
            )
        )
        return text.strip().encode()

    @property
    def xlsx_blob(self) -> bytes:
        """Return the workbook: a row for each row of the chart."""
        import xlsxwriter

        slide, n, made = self.slide, len(self.slide.rows), io.BytesIO()
        with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
            sheet = book.add_worksheet(SHEET)
            bold = book.add_format({"bold": True})
            for column, head in enumerate(
                (slide.name, slide.reality, slide.ambition, *(slide.place,) * 3, slide.scale)
            ):
                sheet.write_string(0, column, head, bold)
            for number, row in enumerate(slide.rows):
                line, place = number + 1, n - number - 0.5
                sheet.write_string(line, 0, sayable(row.name), bold if row.is_domain else None)
                for column, value in ((1, row.reality), (2, row.ambition)):
                    if value is not None:
                        sheet.write_number(line, column, value)
                        sheet.write_number(line, column + 2, place)
                sheet.write_number(line, 5, place)
                sheet.write_number(line, 6, 1)
            sheet.set_column(0, 0, 40)
            sheet.set_column(1, 6, 14)
        return dated(made.getvalue(), self.day)


def _where(places: Sequence[float], values: Sequence[float | None]) -> list[float | None]:
    """Return the places of the marks that there are; a blank keeps its place for one that is filled in later."""
    return [place if value is not None else None for place, value in zip(places, values, strict=True)]
