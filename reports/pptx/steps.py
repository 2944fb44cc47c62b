"""The fifth slide: the next steps as a table, with an owner to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from reports.pptx.canvas import Box, Canvas, emu
from reports.pptx.elements import DRAWING, describe
from reports.pptx.fitting import Text, fitted, height_of

if TYPE_CHECKING:
    from reports.view.slides import StepsSlide

SHARES = (0.28, 0.27, 0.07, 0.13, 0.25)  # of the width of the table
CELL = 2.5  # mm free in a cell, on every side
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid": every program knows it
DAYS, OWNER = 2, 3  # the columns with a number, and with what is to be filled in
_INK = 'w="19050"><a:solidFill><a:schemeClr val="tx1"/>'
_OWN_LINE = 'w="9525"><a:solidFill><a:schemeClr val="accent3"/>'
_LINE = 'w="9525"><a:solidFill><a:schemeClr val="tx1"><a:alpha val="30000"/></a:schemeClr>'


def draw_steps(canvas: Canvas, slide: StepsSlide) -> None:
    """Draw the table, or what to do where there is no step."""
    if not slide.rows:
        canvas.say_instead(slide.nothing, slide.alt)
        return
    rows: list[list[list[Text]]] = [[[canvas.text(head, 12, tone="grey")] for head in slide.heads]]
    rows += [
        [
            [canvas.text(row.action, 16, bold=True), canvas.text(row.text, 12, tone="grey", before=1)],
            [canvas.text(row.first_step, 14)],
            [canvas.text(row.days, 14)],
            [canvas.text(row.owner or " ", 14)],
            [canvas.text(row.done_when, 14)],
        ]
        for row in slide.rows
    ]
    _table(canvas, slide.alt, rows)


def _table(canvas: Canvas, alt: str, rows: Sequence[Sequence[Sequence[Text]]]) -> None:
    from pptx.util import Emu

    room, inset = canvas.room, canvas.mm(CELL)
    widths = [room.width * share for share in SHARES]
    head = canvas.lines(3, 12)
    most = (room.height - head) / max(1, len(rows) - 1)
    fits = [
        [
            fitted(cell, widths[column] - 2 * inset, (head if number == 0 else most) - inset, canvas.face, canvas.least)
            for column, cell in enumerate(row)
        ]
        for number, row in enumerate(rows)
    ]
    smallest = min(text.points for cell in fits[0] for text in cell)
    fits[0] = [tuple(msgspec.structs.replace(text, points=smallest) for text in cell) for cell in fits[0]]
    heights = [
        max(height_of(cell, widths[column] - 2 * inset, canvas.face) + 2 * inset for column, cell in enumerate(row))
        for row in fits
    ]
    spread = min(1.35, room.height / sum(heights))
    heights = [heights[0], *(height * spread for height in heights[1:])]
    frame: Any = canvas.shapes.add_table(
        len(rows), len(SHARES), *canvas.place(Box(room.left, room.top, room.width, sum(heights)))
    )
    frame.name = alt
    describe(frame, alt)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    table._tbl.tblPr.find(f"{{{DRAWING}}}tableStyleId").text = NO_STYLE  # noqa: SLF001 - the library has no other way
    for column, width in enumerate(widths):
        table.columns[column].width = Emu(emu(width))
    for number, row in enumerate(fits):
        table.rows[number].height = Emu(emu(heights[number]))
        for column, texts in enumerate(row):
            cell = table.cell(number, column)
            cell.margin_left = cell.margin_right = Emu(emu(inset))
            cell.margin_top = cell.margin_bottom = Emu(emu(inset / (2 if number == 0 else 1)))
            if column == 0:
                cell.margin_left = 0
            for place, text in enumerate(texts):
                paragraph = cell.text_frame.paragraphs[0] if place == 0 else cell.text_frame.add_paragraph()
                canvas.set_paragraph(paragraph, text, "right" if column == DAYS else "left", first=place == 0)
            _borders(cell, _INK if number == 0 else _OWN_LINE if canvas.is_own else _LINE)
            if number and column == OWNER and not texts[0].text.strip():
                cell.fill.solid()
                canvas.colour(cell.fill.fore_color, "tint")


def _borders(cell: Any, under: str) -> None:
    """Draw a rule under a cell, and no other."""
    from pptx.oxml import parse_xml

    lines = "".join(
        f'<a:{side} xmlns:a="{DRAWING}" w="0"><a:noFill/></a:{side}>'
        if side != "lnB"
        else f'<a:lnB xmlns:a="{DRAWING}" {under}</a:solidFill></a:lnB>'
        for side in ("lnL", "lnR", "lnT", "lnB")
    )
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the library has no other way
    for line in reversed(list(parse_xml(f'<a:tcPr xmlns:a="{DRAWING}">{lines}</a:tcPr>'))):
        properties.insert(0, line)
