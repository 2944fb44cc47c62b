"""How much of the gap a roadmap can close with ever more days: one point for each capacity, the own one on a staff."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw
from reports.charts.labelling import Area
from reports.charts.lettering import text_width

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH, HEIGHT = 166.0, 54.0
HEAD = 38.0  # mm at the left for the headings of the rows under the drawing
LEFT, RIGHT = 44.0, 160.0  # of the field: half a figure fits beside it
TOP, BOTTOM = 5.5, 53.0  # of the whole gap, and of nothing; a label fits above
COLUMN_LEAST = 11.0  # mm between two points for both to have a column
RADIUS, OWN_RADIUS = 1.3, 2.2
STAFF_WIDTH = 1.8
LABEL_POINTS, LABEL_HEIGHT = 7.0, 3.3
BOLDER = 1.08  # how much wider than regular letters bold ones are
ABOVE = 0.5  # mm between a point and its label
BETWEEN = 1.2  # mm between two labels


class FrontierPoint(msgspec.Struct, frozen=True, kw_only=True):
    """What can be closed (0..1) with `capacity` person-days a quarter; None where there is no plan.

    `text` is the share as a label, `closed` as a figure (with ≥ where it is not proved), and `tick` the capacity.
    `is_own` marks what the roadmap itself counts on, `is_enough` the fewest days that close all that can be closed.
    """

    capacity: float
    reach: float | None
    is_proved: bool
    text: str
    closed: str
    tick: str
    is_own: bool = False
    is_enough: bool = False


class Frontier(msgspec.Struct, frozen=True, kw_only=True):
    """The points by capacity, and the share (0..1) that the catalogue can close at all."""

    points: tuple[FrontierPoint, ...]
    highest: float
    alt: str

    @property
    def most(self) -> float:
        """Return the capacity at the right end of the axis."""
        return max((point.capacity for point in self.points), default=0) or 1

    def x(self, capacity: float) -> float:
        """Return where a capacity lies, from the left edge of the drawing."""
        return LEFT + (RIGHT - LEFT) * capacity / self.most


class FrontierLabel(msgspec.Struct, frozen=True):
    """A text with the middle of its lower edge."""

    text: str
    x: float
    y: float


class FrontierColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the table under the drawing: its width, and what to keep free (mm) to stand under the point."""

    point: FrontierPoint
    width: float
    before: float
    after: float


def frontier_y(reach: float) -> float:
    """Return where a share lies, in millimetres from the top."""
    return BOTTOM - (BOTTOM - TOP) * reach


def frontier_labels(value: Frontier) -> tuple[FrontierLabel, ...]:
    """Return the shares of the points that the text speaks of, where they meet no other mark; the own one first."""
    placed: list[tuple[Area, FrontierLabel]] = []
    for point in sorted(value.points, key=_importance):
        if point.reach is None or not (point.is_own or point.is_enough):
            continue
        x, y = value.x(point.capacity), frontier_y(point.reach)
        half = _half(point.text)
        beside = OWN_RADIUS + ABOVE + half
        if point.is_own and x - beside - half >= LEFT:  # left of its staff, above the line, which rises to the right
            x, bottom = x - beside, y - ABOVE
        elif point.is_own:  # the scale stands at the left: right of the staff, under the line
            x, bottom = x + beside, y + ABOVE + LABEL_HEIGHT
        else:
            bottom = y - RADIUS - ABOVE
        area = Area(x - half, bottom - LABEL_HEIGHT, x + half, bottom)
        marks = [
            Area(
                value.x(other.capacity) - RADIUS,
                frontier_y(other.reach) - RADIUS,
                value.x(other.capacity) + RADIUS,
                frontier_y(other.reach) + RADIUS,
            )
            for other in value.points
            if other is not point and other.reach is not None
        ]
        if bottom > BOTTOM or any(area.meets(taken) for taken in [*marks, *(other for other, _ in placed)]):
            continue
        placed.append((area.grown(BETWEEN / 2), FrontierLabel(point.text, x, bottom)))
    return tuple(label for _, label in sorted(placed, key=lambda one: one[1].x))


def frontier_columns(value: Frontier) -> tuple[FrontierColumn, ...]:
    """Return the columns of the table under the drawing, each with its figures under its point.

    As many as have room beside each other; those that the text speaks of come first, then those to the right.
    """
    chosen: list[FrontierPoint] = []
    for point in sorted(value.points, key=_importance):
        if all(abs(value.x(point.capacity) - value.x(other.capacity)) >= COLUMN_LEAST for other in chosen):
            chosen.append(point)
    chosen.sort(key=lambda point: point.capacity)
    places = [value.x(point.capacity) for point in chosen]
    edges = [HEAD, *((here + there) / 2 for here, there in pairwise(places)), WIDTH]
    return tuple(
        FrontierColumn(
            point=point,
            width=right - left,
            before=max(0.0, (x - left) - (right - x)),
            after=max(0.0, (right - x) - (x - left)),
        )
        for point, x, (left, right) in zip(chosen, places, pairwise(edges), strict=True)
    )


def frontier(value: Frontier) -> Markup:
    """Draw the points with the line through them, the staff at the own capacity, and what no list of actions holds."""
    known = [
        (point, value.x(point.capacity), frontier_y(point.reach)) for point in value.points if point.reach is not None
    ]
    return draw(
        "frontier.svg.jinja",
        width=WIDTH,
        height=HEIGHT,
        alt=value.alt,
        left=LEFT,
        right=RIGHT,
        top=TOP,
        bottom=BOTTOM,
        levels=[frontier_y(share / 4) for share in range(5)],
        highest=frontier_y(value.highest),
        unknown=_unknown(value),
        own=[value.x(point.capacity) for point in value.points if point.is_own],
        points=[(x, y, point.is_proved) for point, x, y in known if not point.is_own],
        here=[(x, y, point.is_proved) for point, x, y in known if point.is_own],
        line=[(x, y) for _, x, y in known],
        radius=RADIUS,
        own_radius=OWN_RADIUS,
        staff_width=STAFF_WIDTH,
    )


def _unknown(value: Frontier) -> list[tuple[float, float]]:
    """Return the left edge and the width of what is hatched: from halfway the point before to halfway the next."""
    places = [value.x(point.capacity) for point in value.points]
    edges = [LEFT, *((here + there) / 2 for here, there in pairwise(places)), RIGHT]
    return [
        (edges[number], edges[number + 1] - edges[number])
        for number, point in enumerate(value.points)
        if point.reach is None and edges[number + 1] > edges[number]
    ]


def _importance(point: FrontierPoint) -> tuple[bool, bool, float]:
    """Return the order in which labels choose a place: the own capacity, what is enough, and the ends inwards."""
    return not point.is_own, not point.is_enough, -point.capacity


def _half(text: str) -> float:
    return text_width(text, LABEL_POINTS) * BOLDER / 2
