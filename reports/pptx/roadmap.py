"""The fourth slide: the roadmap as lanes of bars over the quarters, as many as can be read."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from reports.charts.gantt import Certainty
from reports.pptx.canvas import Align, Box, Canvas
from reports.pptx.fitting import LEADING, MM_PER_POINT, Text, line_count, shortened
from scoring.roadmap.model import WEEKS_PER_QUARTER

if TYPE_CHECKING:
    from reports.view.slides import Bar, Lane, RoadmapSlide

LANE_SHARE, TITLE_SHARE, DAYS_SHARE = 0.14, 0.36, 0.045  # of the width of the room; of titles at most
HEAD, CAPACITY, LEGEND = 9.5, 9.0, 6.0  # mm, or what their lines need
BAR_ROOM = 5.5  # mm for the bar of a quarter's capacity
ROW_AT_MOST, BAR_AT_MOST = 8.5, 4.2
ROW_POINTS, LANE_POINTS = 12, 11
DIAMOND = 3.6
POST_WIDTH, POST_HIGHER = 1.3, 1.6  # mm: the mark of what stays whatever changes, at the start of its bar
EDGE = 3.0  # mm right of the last quarter, for a diamond at the very end
GAP, AIR = 4.0, 2.0  # mm before the chart, and between columns
STYLES: dict[Certainty, dict[str, Any]] = {
    "firm": {"fill": "reality"},
    "planned": {"fill": "light", "outline": "reality"},
    "intended": {"fill": "paper", "outline": "reality", "dashed": True},
}


class _Map(msgspec.Struct, frozen=True, kw_only=True):
    """Where the columns and rows of the roadmap stand, in millimetres."""

    lane: float
    title: float
    days: float
    days_right: float
    chart: float
    right: float
    top: float
    bottom: float
    row: float
    lane_points: float
    points: float
    quarter: float

    @property
    def week(self) -> float:
        return self.quarter / WEEKS_PER_QUARTER


def draw_roadmap(canvas: Canvas, slide: RoadmapSlide) -> None:
    """Draw the lanes, or what to do where nothing is planned."""
    if not any(lane.bars for lane in slide.lanes):
        canvas.say_instead(slide.nothing, slide.action_head)
        return
    head = canvas.lines(2, HEAD) + canvas.mm(1.5)
    foot = canvas.lines(2, CAPACITY) + canvas.mm(BAR_ROOM + 2) + canvas.lines(1, LEGEND)
    height = canvas.room.height - head - foot
    lanes = chosen(slide.lanes, floor(height / (canvas.lines(1) + canvas.mm(0.4))))
    places = _map(canvas, slide, lanes, head, height)
    _heads(canvas, slide, places)
    at = places.top
    for lane in lanes:
        _lane(canvas, lane, places, at)
        at += max(1, len(lane.bars)) * places.row
    _capacity(canvas, slide, places)
    _legend(canvas, slide, sum(len(lane.bars) for lane in slide.lanes) - sum(len(lane.bars) for lane in lanes))


def chosen(lanes: Sequence[Lane], rows: int) -> tuple[Lane, ...]:
    """Return the lanes with as many bars as there are rows: those that the planner chose first."""
    ranks = sorted(bar.rank for lane in lanes for bar in lane.bars)
    for number in range(len(ranks), 1, -1):
        kept = set(ranks[:number])
        drawn = tuple(
            msgspec.structs.replace(lane, bars=tuple(bar for bar in lane.bars if bar.rank in kept)) for lane in lanes
        )
        if sum(max(1, len(lane.bars)) for lane in drawn) <= rows:
            return drawn
    return tuple(
        msgspec.structs.replace(lane, bars=tuple(bar for bar in lane.bars if bar.rank in ranks[:1])) for lane in lanes
    )


def _map(canvas: Canvas, slide: RoadmapSlide, lanes: Sequence[Lane], head: float, height: float) -> _Map:
    room, air = canvas.room, canvas.mm(AIR)
    rows = sum(max(1, len(lane.bars)) for lane in lanes)
    row = min(canvas.mm(ROW_AT_MOST), height / rows)
    domains = max(canvas.face.width(word, 1, bold=True) for lane in lanes for word in lane.name.split())
    lane_width = max(room.width * LANE_SHARE, domains * canvas.least + air + 1)
    lane_points = _half_points(canvas, LANE_POINTS, (lane_width - air - 1) / domains)
    titles = max(canvas.face.width(bar.title, 1) for lane in lanes for bar in lane.bars)
    widest = room.width * TITLE_SHARE - air - 1
    points = _half_points(canvas, ROW_POINTS, min(widest / titles, row / LEADING / MM_PER_POINT * 0.85))
    days_width = max(room.width * DAYS_SHARE, canvas.face.width(slide.days_head, canvas.least) + 1)
    title = room.left + lane_width
    days = title + min(widest, titles * points) + air + 1
    chart = days + days_width + canvas.mm(GAP)
    right = room.right - canvas.mm(EDGE)
    return _Map(
        lane=room.left,
        title=title,
        days=days,
        days_right=days + days_width,
        chart=chart,
        right=right,
        top=room.top + head,
        bottom=room.top + head + rows * row,
        row=row,
        lane_points=lane_points,
        points=points,
        quarter=(right - chart) / len(slide.quarters),
    )


def _half_points(canvas: Canvas, wanted: float, most: float) -> float:
    """Return a size of type in half points: as wanted, or smaller to `most`, never under the smallest."""
    return max(canvas.least, min(canvas.text("", wanted).points, floor(most * 2) / 2))


def _heads(canvas: Canvas, slide: RoadmapSlide, places: _Map) -> None:
    top, height, air = canvas.room.top, canvas.lines(2, HEAD), canvas.mm(AIR)
    heads: tuple[tuple[str, float, float, Align], ...] = (
        (slide.domain_head, places.lane, places.title - air, "left"),
        (slide.action_head, places.title, places.days - air, "left"),
        (slide.days_head, places.days, places.days_right, "right"),
    )
    for text, left, right, align in heads:
        box = Box(left, top, right - left, height)
        canvas.write([canvas.text(text, 10, tone="grey")], box, text, align=align, anchor="bottom")
    for number, each in enumerate(slide.quarters):
        left = places.chart + number * places.quarter
        canvas.line((left, top), (left, places.bottom), 0.5, "line")
        box = Box(left + canvas.mm(1), top, places.quarter - canvas.mm(1.5), height)
        texts = [canvas.text(each.name, 10, bold=True), canvas.text(each.label, 10)]
        if line_count(each.label, box.width, canvas.least, canvas.face) > 1:
            texts = [canvas.text(each.label, 9)]
        canvas.write(texts, box, each.label, anchor="bottom")
    canvas.line((places.right, top), (places.right, places.bottom), 0.5, "line")
    canvas.rule(canvas.room.left, places.top, canvas.room.width, 1.5, "ink")


def _lane(canvas: Canvas, lane: Lane, places: _Map, top: float) -> None:
    height, air = max(1, len(lane.bars)) * places.row, canvas.mm(0.6)
    if top > places.top + 0.01:
        canvas.rule(canvas.room.left, top, canvas.room.width, 0.75, "grey")
    name = Text(text=canvas.text(lane.name, LANE_POINTS).text, points=places.lane_points, bold=True)
    texts = [name, canvas.text(lane.text, 10, tone="grey")]
    canvas.write(
        texts, Box(places.lane, top + air, places.title - places.lane - canvas.mm(AIR), height - air), lane.name
    )
    for number, bar in enumerate(lane.bars):
        _row(canvas, bar, places, top + number * places.row)


def _row(canvas: Canvas, bar: Bar, places: _Map, top: float) -> None:
    row, points = places.row, places.points
    width = places.days - places.title - canvas.mm(AIR)
    title = shortened(Text(text=canvas.text(bar.title, 9).text, points=points), width, 1, canvas.face)
    canvas.write([title], Box(places.title, top, width, row), bar.title, anchor="middle")
    days = Box(places.days, top, places.days_right - places.days, row)
    canvas.write([Text(text=bar.days, points=points)], days, f"{bar.title}: {bar.days}", anchor="middle", align="right")
    thick = min(canvas.mm(BAR_AT_MOST), row * 0.62)
    left, right = places.chart + bar.start * places.week, places.chart + bar.finish * places.week
    shape = Box(left, top + (row - thick) / 2, max(0.5, right - left), thick)
    canvas.mark("RECTANGLE", shape, alt=bar.alt, name=bar.title, **STYLES[bar.certainty])
    if bar.is_no_regret:
        high = min(row, thick + canvas.mm(POST_HIGHER))
        post = Box(left - canvas.mm(POST_WIDTH) / 2, top + (row - high) / 2, canvas.mm(POST_WIDTH), high)
        canvas.mark("RECTANGLE", post, "ink", outline="paper", points=0.5, name=bar.title)
    if bar.is_noticed:
        wide = min(canvas.mm(DIAMOND), row * 0.85)
        diamond = Box(right - wide / 2, top + (row - wide) / 2, wide, wide)
        canvas.mark("DIAMOND", diamond, "ambition", outline="paper", name=bar.title)


def _capacity(canvas: Canvas, slide: RoadmapSlide, places: _Map) -> None:
    top, under = places.bottom + canvas.mm(AIR), places.bottom + canvas.mm(AIR + BAR_ROOM)
    height = canvas.lines(2, CAPACITY)
    canvas.rule(canvas.room.left, places.bottom, canvas.room.width, 1.5, "ink")
    box = Box(places.lane, top, places.days_right - places.lane, canvas.mm(BAR_ROOM) + height)
    texts = [canvas.text(slide.capacity_title, 11, bold=True), canvas.text(slide.capacity_text, 10, tone="grey")]
    canvas.write(texts, box, slide.capacity_title)
    width = places.quarter - canvas.mm(1.5)
    is_narrow = any(line_count(each.days, width, canvas.least, canvas.face) > 1 for each in slide.quarters)
    most = max(max(each.capacity.total, each.capacity.planned) for each in slide.quarters) or 1
    for number, each in enumerate(slide.quarters):
        value, left = each.capacity, places.chart + number * places.quarter + canvas.mm(1)
        unit, high = (places.quarter - canvas.mm(3)) / most, canvas.mm(4)
        into = canvas.group(f"{each.label}: {each.days}", value.alt)
        bar = Box(left, top + canvas.mm(0.5), value.total * unit, high)
        canvas.mark("RECTANGLE", bar, "grey", hatched=True, outline="grey", points=0.5, into=into)
        free = Box(left, bar.top, min(value.available, value.total) * unit, high)
        canvas.mark("RECTANGLE", free, "paper", outline="grey", points=0.5, into=into)
        if value.planned > 0:
            canvas.mark("RECTANGLE", Box(left, bar.top, value.planned * unit, high), "reality", into=into)
        texts = [canvas.text(each.short if is_narrow else each.days, 10)]
        canvas.write(texts, Box(left, under, width, canvas.lines(1, CAPACITY / 2)), f"{each.label}: {each.days}")


def _legend(canvas: Canvas, slide: RoadmapSlide, missing: int) -> None:
    height, left, wide = canvas.lines(1, LEGEND), canvas.room.left, canvas.mm(7)
    top = canvas.room.bottom - height
    middle, air = top + height / 2, canvas.mm(AIR)
    entries: list[tuple[Certainty | Literal["noticed", "no regret"], str]] = list(slide.certainties)
    if slide.noticed:
        entries.append(("noticed", slide.noticed))
    if slide.no_regret:
        entries.append(("no regret", slide.no_regret))
    for kind, text in entries:
        said = canvas.text(text, 10)
        length = canvas.face.width(said.text, said.points) * 1.05 + 1
        if kind == "noticed":
            size = canvas.mm(DIAMOND)
            canvas.mark("DIAMOND", Box(left + wide - size, middle - size / 2, size, size), "ambition")
        elif kind == "no regret":
            canvas.mark(
                "RECTANGLE", Box(left + 1, middle - canvas.mm(1.5), wide - 1, canvas.mm(3)), **STYLES["intended"]
            )
            post = Box(
                left + 1 - canvas.mm(POST_WIDTH) / 2, middle - canvas.mm(2.3), canvas.mm(POST_WIDTH), canvas.mm(4.6)
            )
            canvas.mark("RECTANGLE", post, "ink", outline="paper", points=0.5)
        else:
            canvas.mark("RECTANGLE", Box(left, middle - canvas.mm(1.5), wide, canvas.mm(3)), **STYLES[kind])
        canvas.write([said], Box(left + wide + air, top, length, height), text, anchor="middle")
        left += wide + length + 2 * air + canvas.mm(3)
    said_of_others = slide.not_drawn[missing]
    if said_of_others:
        box = Box(left, top, canvas.room.right - left, height)
        canvas.write([canvas.text(said_of_others, 10)], box, said_of_others, anchor="middle", align="right")
