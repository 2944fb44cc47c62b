"""How the map of a roadmap is spread over pages: as few as hold it, with rows that can still be read.

Everything is in millimetres of an A4 page on its side. The rows take the height that the texts around them leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import msgspec

from reports.charts.gantt import INSET
from reports.charts.lettering import line_count, text_width

CAPACITY_BESIDE_UP_TO = 4  # quarters; with more of them the figures stand below the bar
WIDE_UP_TO = 6  # quarters; with more of them a column holds ids and ranges only

PAGE_WIDTH, PAGE_HEIGHT = 267.0, 183.0
LABELS_WIDTH = 92.0
HEAD_HEIGHT, AXIS_HEIGHT = 19.0, 7.8
LANE_HEIGHT, LANE_HEIGHT_NARROW = 5.0, 8.0
ROW_LOWEST, ROW_HIGHEST = 3.7, 7.2
CAPACITY_HEIGHT, CAPACITY_HEIGHT_BELOW = 5.4, 8.4
WHOLE_HEIGHT, WHOLE_HEIGHT_NARROW = 5.0, 8.1
NOTE_POINTS = 7.0
NOTE_LINE, FOOT_LINE, LEGEND_LINE = 3.12, 3.05, 3.4
MILESTONES_MARGIN, FOOT_MARGIN, LEGEND_MARGIN = 1.8, 6.0, 0.8  # above and below the lines
MILESTONE_WIDTH_LOST, MARK_WIDTH = 2.4, 4.0  # the padding of a cell, and the diamond before a milestone
FIRST_STEP_WIDTH, LEFT_OUT_WIDTH, LEGEND_WIDTH = 75.0, 87.5, 90.0
LEGEND_MARK_WIDTH = 12.5  # on average, with the space around it
BETWEEN_FIRST_STEPS, BETWEEN_LEFT_OUT = 0.4, 0.5
SPARE = 0.8


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """The texts around the map: milestones by quarter, and what stands in the legend and the foot."""

    milestones: tuple[tuple[str, ...], ...]
    legend: tuple[str, ...]
    first_steps: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def quarters(self) -> int:
        return len(self.milestones)

    @property
    def is_wide(self) -> bool:
        """Say whether a quarter is wide enough for words."""
        return self.quarters <= WIDE_UP_TO


class SheetPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The lanes of one page, by their place in the whole, and the height of its rows."""

    lanes: tuple[int, ...]
    row_height: float


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """The pages of a map; `foot_is_alone` where the foot has a page of its own after them."""

    sheets: tuple[SheetPlan, ...]
    lane_height: float
    foot_is_alone: bool


def spread_out(rows: Sequence[int], around: Surroundings) -> Spread:
    """Return how lanes with these numbers of rows are spread.

    Rows are made lower before the foot goes to a next page, and the foot goes before a lane does.
    """
    lane_height = LANE_HEIGHT if around.is_wide else LANE_HEIGHT_NARROW
    alone = PAGE_HEIGHT - HEAD_HEIGHT - AXIS_HEIGHT - _under_height(around) - SPARE
    beside_foot = alone - _foot_height(around)

    def row_height(lanes: Sequence[int], room: float) -> float | None:
        height = (room - len(lanes) * lane_height) / max(1, sum(rows[lane] for lane in lanes))
        return None if height < ROW_LOWEST else min(height, ROW_HIGHEST)

    pages: list[list[int]] = [[]]
    for lane in range(len(rows)):
        if pages[-1] and row_height([*pages[-1], lane], alone) is None:
            pages.append([])
        pages[-1].append(lane)
    with_foot = row_height(pages[-1], beside_foot)
    heights = [row_height(page, alone) or ROW_LOWEST for page in pages]
    if with_foot is not None:
        heights[-1] = with_foot
    return Spread(
        sheets=tuple(
            SheetPlan(lanes=tuple(page), row_height=height) for page, height in zip(pages, heights, strict=True)
        ),
        lane_height=lane_height,
        foot_is_alone=with_foot is None,
    )


def _under_height(around: Surroundings) -> float:
    """Return the height of the rows under the map: capacity, milestones beside the legend, and the whole."""
    capacity = CAPACITY_HEIGHT if around.quarters <= CAPACITY_BESIDE_UP_TO else CAPACITY_HEIGHT_BELOW
    whole = WHOLE_HEIGHT if around.is_wide else WHOLE_HEIGHT_NARROW
    width = (PAGE_WIDTH - LABELS_WIDTH - 2 * INSET) / around.quarters - MILESTONE_WIDTH_LOST - MARK_WIDTH
    lines = max(sum(line_count(text, width, NOTE_POINTS) for text in cell) for cell in around.milestones)
    legend = NOTE_LINE + LEGEND_MARGIN + _legend_lines(around.legend) * LEGEND_LINE
    return capacity + whole + MILESTONES_MARGIN + max(lines * NOTE_LINE, legend)


def _legend_lines(entries: Sequence[str]) -> int:
    lines, used = 1, 0.0
    for entry in entries:
        length = LEGEND_MARK_WIDTH + text_width(entry, NOTE_POINTS)
        if used and used + length > LEGEND_WIDTH:
            lines, used = lines + 1, 0.0
        used += length
    return lines


def _foot_height(around: Surroundings) -> float:
    """Return the height of the foot: first steps in two columns, and what is left out with its link in a third."""
    steps = _heights(around.first_steps, FIRST_STEP_WIDTH, BETWEEN_FIRST_STEPS)
    left_out = _heights(around.left_out, LEFT_OUT_WIDTH, BETWEEN_LEFT_OUT)
    half = ceil(len(steps) / 2)
    onward = FOOT_LINE if left_out else 0.0
    return FOOT_MARGIN + max(sum(steps[:half]), sum(steps[half:]), sum(left_out) + onward)


def _heights(texts: Sequence[str], width: float, between: float) -> list[float]:
    return [line_count(text, width, NOTE_POINTS) * FOOT_LINE + between for text in texts]
