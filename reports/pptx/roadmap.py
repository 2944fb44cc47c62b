"""The fourth slide: the roadmap as lanes of bars over the quarters, as many as can be read."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import TYPE_CHECKING

import msgspec

from reports.pptx.canvas import Box, Canvas
from reports.pptx.fitting import LEADING, MM_PER_POINT, Text, line_count, shortened
from scoring.roadmap.model import WEEKS_PER_QUARTER

if TYPE_CHECKING:
    from reports.view.slides import Bar, Lane, RoadmapSlide

LANE_SHARE, TITLE_SHARE, DAYS_SHARE = 0.14, 0.29, 0.045  # of the width of the room
HEAD, CAPACITY, LEGEND = 11.0, 15.0, 7.0  # mm
ROW_AT_MOST = 8.5
ROW_POINTS = 12
DIAMOND = 3.6
EDGE = 3.0  # mm right of the last quarter, for a diamond at the very end


class _Map(msgspec.Struct, frozen=True):
    """Where the columns of the roadmap stand."""

    lane: float
    title: float
    days: float
    chart: float
    right: float
    week: float


def draw_roadmap(canvas: Canvas, slide: RoadmapSlide) -> None:
    """Draw the lanes, or what to do where nothing is planned."""
    if not any(lane.bars for lane in slide.lanes):
        canvas.rule(canvas.room.left, canvas.room.top, canvas.room.width, 1.5, "ink")
        texts = [canvas.text(text, 18, before=4) for text in slide.nothing]
        box = Box(canvas.room.left, canvas.room.top + canvas.mm(4), canvas.room.width, canvas.room.height - canvas.mm(4))
        canvas.write(texts, box, slide.action_head)
        return
    room = canvas.room
    row_least = canvas.least * LEADING * MM_PER_POINT + canvas.mm(0.6)
    rows_height = room.height - canvas.mm(HEAD + CAPACITY + LEGEND)
    lanes = chosen(slide.lanes, floor(rows_height / row_least))
    rows = sum(max(1, len(lane.bars)) for lane in lanes)
    row = min(canvas.mm(ROW_AT_MOST), rows_height / rows)
    chart = room.left + room.width * (LANE_SHARE + TITLE_SHARE + DAYS_SHARE) + canvas.mm(4)
    weeks = len(slide.quarters) * WEEKS_PER_QUARTER
    places = _Map(
        lane=room.left,
        title=room.left + room.width * LANE_SHARE,
        days=room.left + room.width * (LANE_SHARE + TITLE_SHARE),
        chart=chart,
        right=room.right - canvas.mm(EDGE),
        week=(room.right - canvas.mm(EDGE) - chart) / weeks,
    )
    top = room.top + canvas.mm(HEAD)
    bottom = top + rows * row
    _heads(canvas, slide, places, bottom)
    at = top
    for lane in lanes:
        _lane(canvas, lane, places, at, row)
        at += max(1, len(lane.bars)) * row
    _capacity(canvas, slide, places, bottom)
    _legend(canvas, slide, sum(len(lane.bars) for lane in slide.lanes) - sum(len(lane.bars) for lane in lanes), bottom)


def chosen(lanes: Sequence[Lane], rows: int) -> tuple[Lane, ...]:
    """Return the lanes with as many bars as there are rows: those that the planner chose first."""
    empty = sum(not lane.bars for lane in lanes)
    ranks = sorted(bar.rank for lane in lanes for bar in lane.bars)
    room = max(1, rows - empty)
    while True:
        kept = set(ranks[:room])
        lanes_kept = tuple(
            msgspec.structs.replace(lane, bars=tuple(bar for bar in lane.bars if bar.rank in kept)) for lane in lanes
        )
        if room <= 1 or sum(max(1, len(lane.bars)) for lane in lanes_kept) <= rows:
            return lanes_kept
        room -= 1


def _heads(canvas: Canvas, slide: RoadmapSlide, places: _Map, bottom: float) -> None:
    room, top, height = canvas.room, canvas.room.top, canvas.mm(HEAD - 1.5)
    heads = (
        (slide.domain_head, places.lane, places.title - places.lane - canvas.mm(2)),
        (slide.action_head, places.title, places.days - places.title - canvas.mm(2)),
        (slide.days_head, places.days, places.chart - canvas.mm(4) - places.days),
    )
    for text, left, width in heads:
        align = "right" if text == slide.days_head else "left"
        canvas.write([canvas.text(text, 10, tone="grey")], Box(left, top, width, height), text, align=align, anchor="bottom")
    quarter = places.week * WEEKS_PER_QUARTER
    for number, each in enumerate(slide.quarters):
        left = places.chart + number * quarter
        box = Box(left + canvas.mm(1), top, quarter - canvas.mm(1.5), height)
        is_narrow = line_count(each.label, box.width, canvas.text("", 10).points, canvas.face) > 1
        texts = [canvas.text(each.name, 10, bold=True), canvas.text(each.label, 10)]
        canvas.write(texts if not is_narrow else [canvas.text(each.label, 9)], box, each.label, anchor="bottom")
        canvas.line(left, top + canvas.mm(2), left, bottom, 0.5, "line")
    canvas.line(places.right, top + canvas.mm(2), places.right, bottom, 0.5, "line")
    canvas.rule(room.left, top + canvas.mm(HEAD), room.width, 1.5, "ink")


def _lane(canvas: Canvas, lane: Lane, places: _Map, top: float, row: float) -> None:
    height = max(1, len(lane.bars)) * row
    if top > canvas.room.top + canvas.mm(HEAD) + 0.01:
        canvas.rule(canvas.room.left, top, canvas.room.width, 0.75, "grey")
    air = canvas.mm(0.6)
    canvas.write(
        [canvas.text(lane.name, 11, bold=True), canvas.text(lane.text, 10, tone="grey")],
        Box(places.lane, top + air, places.title - places.lane - canvas.mm(2), height - air),
        lane.name,
    )
    for number, bar in enumerate(lane.bars):
        _row(canvas, bar, places, top + number * row, row)


def _row(canvas: Canvas, bar: Bar, places: _Map, top: float, row: float) -> None:
    points = max(canvas.least, min(canvas.text("", ROW_POINTS).points, row / LEADING / MM_PER_POINT * 0.8))
    points = int(points * 2) / 2
    width = places.days - places.title - canvas.mm(2)
    title = _one_line(canvas, bar.title, width, points)
    box = Box(places.title, top, width, row)
    canvas.write([title], box, bar.title, anchor="middle")
    days = Box(places.days, top, places.chart - canvas.mm(4) - places.days, row)
    canvas.write([Text(text=bar.days, points=points)], days, f"{bar.title}: {bar.days}", anchor="middle", align="right")
    thick = min(canvas.mm(4.2), row * 0.62)
    left, right = places.chart + bar.start * places.week, places.chart + bar.finish * places.week
    shape = Box(left, top + (row - thick) / 2, max(0.5, right - left), thick)
    style = {
        "firm": {"fill": "reality"},
        "planned": {"fill": "light", "outline": "reality"},
        "intended": {"fill": "paper", "outline": "reality", "dashed": True},
    }[bar.certainty]
    canvas.mark("RECTANGLE", shape, alt=bar.alt, name=bar.title, **style)  # type: ignore[arg-type]
    if bar.is_noticed:
        wide = min(canvas.mm(DIAMOND), row * 0.85)
        diamond = Box(right - wide / 2, top + (row - wide) / 2, wide, wide)
        canvas.mark("DIAMOND", diamond, "ambition", outline="paper", name=bar.title)


def _one_line(canvas: Canvas, text: str, width: float, points: float) -> Text:
    """Return a text that takes one line, shortened where it must be."""
    return shortened(Text(text=canvas.text(text, 9).text, points=points), width, 1, canvas.face)


def _capacity(canvas: Canvas, slide: RoadmapSlide, places: _Map, bottom: float) -> None:
    room, top = canvas.room, bottom + canvas.mm(2)
    canvas.rule(room.left, bottom, room.width, 1.5, "ink")
    box = Box(places.lane, top, places.chart - canvas.mm(4) - places.lane, canvas.mm(CAPACITY - 3))
    canvas.write(
        [canvas.text(slide.capacity_title, 11, bold=True), canvas.text(slide.capacity_text, 10, tone="grey")],
        box,
        slide.capacity_title,
    )
    quarter = places.week * WEEKS_PER_QUARTER
    most = max((each.capacity.total for each in slide.quarters), default=0) or 1
    for number, each in enumerate(slide.quarters):
        value, left = each.capacity, places.chart + number * quarter
        unit, high = (quarter - canvas.mm(3)) / max(most, value.planned), canvas.mm(4)
        into = canvas.group(f"{each.label}: {each.days}", value.alt)
        bar = Box(left + canvas.mm(1), top + canvas.mm(1), value.total * unit, high)
        canvas.mark("RECTANGLE", bar, "line", hatched=True, outline="grey", points=0.5, into=into)
        free = Box(bar.left, bar.top, min(value.available, value.total) * unit, high)
        canvas.mark("RECTANGLE", free, "paper", outline="grey", points=0.5, into=into)
        if value.planned > 0:
            canvas.mark("RECTANGLE", Box(bar.left, bar.top, value.planned * unit, high), "reality", into=into)
        under = Box(left + canvas.mm(1), top + canvas.mm(5.8), quarter - canvas.mm(1.5), canvas.mm(CAPACITY - 8))
        canvas.write([canvas.text(each.days, 10)], under, f"{each.label}: {each.days}")


def _legend(canvas: Canvas, slide: RoadmapSlide, missing: int, bottom: float) -> None:
    room, top = canvas.room, bottom + canvas.mm(CAPACITY)
    height, left = canvas.mm(LEGEND - 1), room.left
    styles = {
        "firm": {"fill": "reality"},
        "planned": {"fill": "light", "outline": "reality"},
        "intended": {"fill": "paper", "outline": "reality", "dashed": True},
    }
    entries = [(kind, text) for kind, text in slide.certainties]
    if slide.noticed:
        entries.append(("noticed", slide.noticed))  # type: ignore[arg-type]
    wide = canvas.mm(7)
    for kind, text in entries:
        said = canvas.text(text, 10)
        length = canvas.face.width(said.text, said.points) * 1.05 + 1
        middle = top + height / 2
        if kind == "noticed":
            size = canvas.mm(DIAMOND)
            canvas.mark("DIAMOND", Box(left + wide - size, middle - size / 2, size, size), "ambition")
        else:
            canvas.mark("RECTANGLE", Box(left, middle - canvas.mm(1.5), wide, canvas.mm(3)), **styles[kind])  # type: ignore[arg-type]
        canvas.write([said], Box(left + wide + canvas.mm(2), top, length, height), text, anchor="middle")
        left += wide + canvas.mm(2) + length + canvas.mm(5)
    said = slide.not_drawn[missing] if missing < len(slide.not_drawn) else ""
    if said:
        canvas.write([canvas.text(said, 10)], Box(left, top, room.right - left, height), said, anchor="middle", align="right")
