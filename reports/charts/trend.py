"""A score over many runs: a line through the runs of a series, with a gap where another series begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

HEIGHT = 9.6
TOP, BOTTOM = 1.0, 8.6  # of level 5 and level 1
LOWEST, HIGHEST = 1, 5
EDGE = 1.6  # mm between the first or last run and the edge
RADIUS, LAST_RADIUS = 0.55, 1.0
GAP = 0.8  # mm of hatching at either side of a run without a score


class TrendPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A run: its place on the axis of time (0..1), its score (1..5; None without one) and the number of its series."""

    at: float
    score: float | None
    series: int


class TrendLine(msgspec.Struct, frozen=True, kw_only=True):
    """The runs of one scope in their order."""

    points: tuple[TrendPoint, ...]
    alt: str = ""


def trend_strokes(value: TrendLine) -> tuple[tuple[TrendPoint, ...], ...]:
    """Return the points that a line may join: neighbours of one series, each with a score."""
    strokes: list[list[TrendPoint]] = []
    before: TrendPoint | None = None
    for point in value.points:
        if point.score is not None:
            if before is not None and before.score is not None and before.series == point.series:
                strokes[-1].append(point)
            else:
                strokes.append([point])
        before = point
    return tuple(tuple(stroke) for stroke in strokes)


def trend_breaks(value: TrendLine) -> tuple[tuple[float, float], ...]:
    """Return from where until where (0..1) the series breaks off: between the last run of one and the first of next."""
    return tuple(
        (value.points[number - 1].at, value.points[number].at)
        for number in range(1, len(value.points))
        if value.points[number].series != value.points[number - 1].series
    )


def trend_x(at: float, width: float) -> float:
    """Return where a moment (0..1) lies, in millimetres from the left."""
    return EDGE + (width - 2 * EDGE) * at


def trend_y(score: float) -> float:
    """Return where a score lies, in millimetres from the top."""
    return BOTTOM - (BOTTOM - TOP) * (score - LOWEST) / (HIGHEST - LOWEST)


def trend(value: TrendLine, width: float) -> Markup:
    """Draw the strokes on the whole scale; hatched where there is no score, an empty gap where a series breaks off."""
    scored = [point for point in value.points if point.score is not None]
    return draw(
        "trend.svg.jinja",
        width=width,
        height=HEIGHT,
        alt=value.alt,
        top=TOP,
        bottom=BOTTOM,
        middle=trend_y(3),
        strokes=[
            [(trend_x(one.at, width), trend_y(one.score)) for one in stroke if one.score is not None]
            for stroke in trend_strokes(value)
        ],
        unknown=[trend_x(point.at, width) - GAP for point in value.points if point.score is None],
        gap=2 * GAP,
        breaks=[(trend_x(begin, width) + trend_x(end, width)) / 2 for begin, end in trend_breaks(value)],
        last=scored[-1] is value.points[-1] if scored else False,
        radius=RADIUS,
        last_radius=LAST_RADIUS,
    )
