"""The first slide: the two numbers on the measuring staff, and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.pptx.canvas import Box, Canvas
from reports.pptx.fitting import together

if TYPE_CHECKING:
    from reports.view.material import Fact
    from reports.view.slides import AnswerSlide

FIGURE = 54
STAFF_TOP, STAFF_HEIGHT = 36.0, 7.0  # mm under the top of the room
LEVELS_TOP, LEVELS_HEIGHT = 47.0, 12.0
COLUMNS_TOP = 68.0
GAP = 10.0


def draw_answer(canvas: Canvas, slide: AnswerSlide) -> None:
    """Draw the answer."""
    _figures(canvas, slide)
    _staff(canvas, slide)
    _levels(canvas, slide)
    _columns(canvas, slide)


def _x(canvas: Canvas, value: float) -> float:
    """Return where a value lies: each level has a fifth of the width, with its name under its middle."""
    return canvas.room.left + canvas.room.width / 5 * (value - 0.5)


def _figures(canvas: Canvas, slide: AnswerSlide) -> None:
    room, height, gap = canvas.room, canvas.mm(STAFF_TOP - 3), canvas.mm(4)
    score, bar = slide.staff.score, slide.staff.ambition
    marks: list[tuple[Fact, float]] = []
    if slide.reality and score is not None:
        marks.append((slide.reality, score))
    if slide.ambition and bar is not None:
        marks.append((slide.ambition, bar))
    marks.sort(key=lambda mark: mark[1])
    boxes = []
    for number, (_, value) in enumerate(marks):
        at = _x(canvas, value)
        if number == 0 and len(marks) > 1:
            boxes.append(Box(room.left, room.top, at - gap - room.left, height))
        else:
            boxes.append(Box(at + gap, room.top, room.right - at - gap, height))
    narrowest = min((box.width for box in boxes), default=0.0)
    texts = [[canvas.text(fact.term, 14), canvas.text(fact.text, FIGURE)] for fact, _ in marks]
    said = together(texts, narrowest, height, canvas.face, canvas.least)
    for (fact, _), box, both in zip(marks, boxes, said, strict=True):
        canvas.write(both, box, fact.term, align="right" if box.left == room.left else "left", anchor="bottom")


def _staff(canvas: Canvas, slide: AnswerSlide) -> None:
    value, top, height = slide.staff, canvas.room.top + canvas.mm(STAFF_TOP), canvas.mm(STAFF_HEIGHT)
    left, unit = _x(canvas, 1), canvas.room.width / 5
    into = canvas.group(slide.staff.alt, slide.staff.alt)
    hatched = value.score is None
    for level in range(1, 5):
        box = Box(left + (level - 1) * unit, top, unit, height)
        if hatched:
            canvas.mark("RECTANGLE", box, "line", hatched=True, outline="ink", into=into)
        else:
            canvas.mark("RECTANGLE", box, "ink" if level % 2 else "paper", outline="ink", into=into)
    for tenth in range(41):
        at = _x(canvas, 1 + tenth / 10)
        length = canvas.mm(2.4 if tenth % 5 == 0 else 1.4)
        canvas.line((at, top + height), (at, top + height + length), 0.5, "ink", into=into)
    above = canvas.room.top + canvas.mm(3)
    if value.ambition is not None:
        wide, at = canvas.mm(3), _x(canvas, value.ambition)
        around = canvas.mm(1)
        box = Box(at - wide / 2, above, wide, top + height - above)
        edge = Box(box.left - around, above, wide + 2 * around, box.height + 0.2)
        canvas.mark("RECTANGLE", edge, "paper", into=into)
        if value.stated:
            canvas.mark("RECTANGLE", box, "ambition", into=into)
        else:
            canvas.mark("RECTANGLE", box, "paper", outline="ambition", points=1.5, dashed=True, into=into)
    if value.score is not None:
        at, wide = _x(canvas, value.score), canvas.mm(10)
        canvas.line((at, above), (at, top), 2.25, "reality", into=into)
        box = Box(at - wide / 2, top + height / 2 - wide / 2, wide, wide)
        canvas.mark("OVAL", box, "reality", outline="paper", points=2.25, into=into)


def _levels(canvas: Canvas, slide: AnswerSlide) -> None:
    unit, top = canvas.room.width / 5, canvas.room.top + canvas.mm(LEVELS_TOP)
    for number, name in enumerate(slide.levels):
        box = Box(canvas.room.left + number * unit, top, unit, canvas.mm(LEVELS_HEIGHT))
        texts = [canvas.text(str(number + 1), 12, bold=True), canvas.text(name, 12)]
        canvas.write(texts, box, name, align="center")


def _columns(canvas: Canvas, slide: AnswerSlide) -> None:
    room, top = canvas.room, canvas.room.top + canvas.mm(COLUMNS_TOP)
    gap = canvas.mm(GAP)
    width = (room.width - gap * (len(slide.columns) - 1)) / len(slide.columns)
    height = room.bottom - top - canvas.mm(2.5)
    texts = [
        [
            canvas.text(column.title, 12, tone="grey"),
            canvas.text(column.lead, 18, bold=True, before=1),
            canvas.text(column.text, 14, before=2),
        ]
        for column in slide.columns
    ]
    columns = zip(slide.columns, together(texts, width, height, canvas.face, canvas.least), strict=True)
    for number, (column, said) in enumerate(columns):
        left = room.left + number * (width + gap)
        canvas.rule(left, top, width, 1.5, "ink")
        canvas.write(said, Box(left, top + canvas.mm(2.5), width, height), column.title)
