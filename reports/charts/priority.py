"""Importance against gap: what lies below the bar and matters stands top left, and is worked on first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw
from reports.charts.labelling import Area, Line, Mark, places
from reports.charts.lettering import text_width

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH = 166.0
TALL, LOW = 104.0, 70.0  # where importances differ, and where all are about the same
DIFFERENT = 0.2
LEFT, TOP, RIGHT, UNDER = 6.0, 1.0, 165.9, 4.0  # of the field, with the ticks under it
PADDING = 5.5  # between the field's edge and the outermost marks
RADIUS = 1.5
BAR = 1.1  # the width of the bar
LABEL_POINTS, LABEL_HEIGHT = 7.0, 3.3
TITLE_POINTS, TITLE_HEIGHT = 7.75, 4.6
BOLDER = 1.08  # how much wider than regular letters bold ones are
ONE_MARK = 1.2  # mm: marks nearer than this are one
LEAST, MOST = 0.5, 1.5  # importance (scoring 4.6)


class PriorityPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One capability: `short` names it where several share a mark; `distance` is score less target."""

    short: str
    name: str
    distance: float
    importance: float
    is_sure: bool


class PriorityField(msgspec.Struct, frozen=True, kw_only=True):
    """Capabilities by their distance to the bar, from `low` (below it) to `high`, and their importance.

    `points` are in the order in which their labels choose a place. `corners` are the names of the four parts: top
    left, top right, bottom left, bottom right. `stated` False is a default target.
    """

    points: tuple[PriorityPoint, ...]
    low: float
    high: float
    stated: bool
    corners: tuple[str, str, str, str]
    alt: str

    @property
    def height(self) -> float:
        """Return the height of the drawing: low where importance tells nothing apart."""
        importances = [point.importance for point in self.points]
        return TALL if max(importances) - min(importances) > DIFFERENT else LOW

    @property
    def bottom(self) -> float:
        """Return where the field ends, from the top edge of the drawing."""
        return self.height - UNDER

    def x(self, distance: float) -> float:
        """Return where a distance lies, from the left edge of the drawing."""
        room = RIGHT - LEFT - 2 * PADDING
        return LEFT + PADDING + room * (distance - self.low) / (self.high - self.low)

    def y(self, importance: float) -> float:
        """Return where an importance lies, from the top edge of the drawing."""
        room = self.bottom - TOP - 2 * PADDING
        return self.bottom - PADDING - room * (importance - LEAST) / (MOST - LEAST)


class PriorityLabel(msgspec.Struct, frozen=True, kw_only=True):
    """A label with its place; `short` and `name` are set apart where it names one capability."""

    short: str
    name: str
    left: float
    top: float
    line: Line | None


class _Group(msgspec.Struct, frozen=True):
    x: float
    y: float
    points: tuple[PriorityPoint, ...]

    @property
    def short(self) -> str:
        return ", ".join(point.short for point in self.points)

    @property
    def name(self) -> str:
        return self.points[0].name if len(self.points) == 1 else ""


@lru_cache(maxsize=8)
def priority_labels(value: PriorityField) -> tuple[PriorityLabel, ...]:
    """Return the label of every mark, so placed that none meets another, a mark or the name of a part."""
    groups = _groups(value)
    marks = [Mark(group.x, group.y, RADIUS, _width(group), LABEL_HEIGHT) for group in groups]
    bar, middle = value.x(0), value.y(1)
    rules = (Area(bar - BAR / 2, TOP, bar + BAR / 2, value.bottom), Area(LEFT, middle - 0.1, RIGHT, middle + 0.1))
    frame = Area(LEFT + 0.5, TOP + 0.5, RIGHT - 0.5, value.bottom - 0.5)
    placed = places(marks, frame, corner_areas(value), rules)
    return tuple(
        PriorityLabel(short=group.short, name=group.name, left=place.area.left, top=place.area.top, line=place.line)
        for group, place in zip(groups, placed, strict=True)
        if place is not None
    )


def corner_areas(value: PriorityField) -> tuple[Area, ...]:
    """Return where the names of the four parts stand."""
    areas = []
    for number, title in enumerate(value.corners):
        width = text_width(title, TITLE_POINTS) * BOLDER + 1
        left = LEFT + 1.5 if number % 2 == 0 else RIGHT - 1.5 - width
        top = TOP + 0.8 if number < 2 else value.bottom - 0.8 - TITLE_HEIGHT
        areas.append(Area(left, top, left + width, top + TITLE_HEIGHT))
    return tuple(areas)


def priority(value: PriorityField) -> Markup:
    """Draw the field with the bar as the line between what lies below it and what reaches it."""
    return draw(
        "priority.svg.jinja",
        width=WIDTH,
        height=value.height,
        alt=value.alt,
        left=LEFT,
        top=TOP,
        right=RIGHT,
        bottom=value.bottom,
        bar=value.x(0),
        bar_width=BAR,
        stated=value.stated,
        middle=value.y(1),
        ticks=[value.x(tick) for tick in range(ceil(value.low), floor(value.high) + 1)],
        groups=[(group, all(point.is_sure for point in group.points)) for group in _groups(value)],
        lines=[label.line for label in priority_labels(value) if label.line],
        radius=RADIUS,
    )


def _groups(value: PriorityField) -> Sequence[_Group]:
    """Return the marks: capabilities that lie on each other share one."""
    groups: list[_Group] = []
    for point in value.points:
        x, y = value.x(point.distance), value.y(point.importance)
        for number, group in enumerate(groups):
            if abs(group.x - x) < ONE_MARK and abs(group.y - y) < ONE_MARK:
                groups[number] = _Group(group.x, group.y, (*group.points, point))
                break
        else:
            groups.append(_Group(x, y, (point,)))
    return groups


def _width(group: _Group) -> float:
    width = text_width(group.short, LABEL_POINTS) * BOLDER
    return width + 0.6 + (text_width(f" {group.name}", LABEL_POINTS) if group.name else 0)
