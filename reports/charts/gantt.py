"""The roadmap as swim lanes: one row an action, bars over quarters, arrows from what must be finished first.

Titles stand in a table left of the chart and every action has a row of its own. So no label can hide an arrow or meet
another label, whatever the number of actions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from reports.charts.drawing import draw
from reports.charts.lettering import text_width
from scoring.roadmap.model import WEEKS_PER_QUARTER

if TYPE_CHECKING:
    from markupsafe import Markup

Certainty = Literal["firm", "planned", "intended"]

INSET = 3.2  # mm left of the first week, for the mark "verify first", and right of the last, for a diamond
VERIFY = 2.6  # mm before a bar that "verify first" takes
HEAD = 1.4  # mm, the length of an arrow head
LEAVE = 1.0  # mm that an arrow runs on after a bar before it turns
LEAVE_NOTICED = 2.0  # the same after a diamond
STEP = 0.5  # mm between the places that are tried for the upright part of an arrow
CROSSING, OVERLAP, COVERING = 10.0, 6.0, 4.0  # the cost of passing behind a bar, along another arrow, through a text
EXPECTED = 26.0  # mm before the end of a quarter that the expectation in the heading of a lane takes
NOTE_POINTS, NOTE_MARGIN = 7.0, 1.5  # points of a note beside a bar, and mm of its own ground
BAR_SHARE, BAR_MOST = 0.56, 3.0  # of the height of a row, and mm
POST_HIGHER = 1.2  # mm that the post of what stays is higher than its bar
NEAR = 0.9  # mm: nearer to each other two uprights read as one


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One action: from week `start` until week `finish` (exclusive). `after` names what it waits for.

    `no_regret` where it stays in the roadmap whatever changes.
    """

    action: str
    start: int
    finish: int
    certainty: Certainty
    noticed: bool
    verify: bool
    after: tuple[str, ...]
    no_regret: bool = False


class Gantt(msgspec.Struct, frozen=True, kw_only=True):
    """The lanes of one sheet, top to bottom, each with its bars; heights and width in millimetres."""

    lanes: tuple[tuple[Bar, ...], ...]
    quarters: int
    width: float
    lane_height: float
    row_height: float
    alt: str

    @property
    def height(self) -> float:
        """Return the height of the whole chart."""
        return len(self.lanes) * self.lane_height + sum(len(lane) for lane in self.lanes) * self.row_height

    @property
    def quarter(self) -> float:
        """Return the width of a quarter."""
        return (self.width - 2 * INSET) / self.quarters


class Box(msgspec.Struct, frozen=True):
    """Where a bar lies: its left and right edge and the middle of its row."""

    bar: Bar
    left: float
    right: float
    middle: float


class Arrow(msgspec.Struct, frozen=True):
    """From the prerequisite's bar along an upright at `x` to the left edge of the bar that waits."""

    start_x: float
    start_y: float
    x: float
    end_x: float
    end_y: float


def boxes(value: Gantt) -> tuple[Box, ...]:
    """Return where every bar lies, lane by lane below the heading of its lane."""
    placed = []
    top = 0.0
    for lane in value.lanes:
        top += value.lane_height
        for bar in lane:
            week = value.quarter / WEEKS_PER_QUARTER
            middle = top + value.row_height / 2
            placed.append(Box(bar, INSET + bar.start * week, INSET + bar.finish * week, middle))
            top += value.row_height
    return tuple(placed)


def note_padding(value: Gantt, bar: Bar, note: str) -> tuple[Literal["left", "right"], float]:
    """Return the side and the millimetres to keep free for a note to stand after its bar, past the diamond.

    Where the sheet ends too soon it stands before the bar.
    """
    week = value.quarter / WEEKS_PER_QUARTER
    after = INSET + bar.finish * week + LEAVE_NOTICED + 0.8
    if after + text_width(note, NOTE_POINTS) + NOTE_MARGIN <= value.width:
        return "left", after
    return "right", value.width - INSET - bar.start * week + VERIFY


class _Heading(msgspec.Struct, frozen=True):
    """A lane heading, in which the expectation of each quarter stands: its height, and where the quarters end."""

    top: float
    bottom: float
    ends: tuple[float, ...]
    width: float


def _headings(value: Gantt) -> tuple[_Heading, ...]:
    ends = tuple(INSET + number * value.quarter for number in range(1, value.quarters + 1))
    found, top = [], 0.0
    for lane in value.lanes:
        found.append(_Heading(top, top + value.lane_height, ends, min(EXPECTED, value.quarter)))
        top += value.lane_height + len(lane) * value.row_height
    return tuple(found)


def arrows(value: Gantt) -> tuple[Arrow, ...]:
    """Return an arrow for every wait between two bars of the sheet, led where it hides least.

    The level parts run in the rows of the two bars, where nothing else stands; only the upright part can pass behind
    a bar, along another arrow or through the heading of a lane, so its place is chosen for that.
    """
    placed = boxes(value)
    by_action = {box.bar.action: box for box in placed}
    led: list[tuple[str, Arrow]] = []
    for box in sorted(placed, key=lambda box: (box.left, box.middle)):
        for action in box.bar.after:
            if action in by_action:
                led.append((action, _lead(by_action[action], box, _Field(placed, _headings(value), tuple(led)))))
    return tuple(arrow for _, arrow in led)


class _Field(msgspec.Struct, frozen=True):
    """What an arrow should keep clear of: bars, headings, and the arrows that were led before, by where they start."""

    placed: tuple[Box, ...]
    headings: tuple[_Heading, ...]
    led: tuple[tuple[str, Arrow], ...]


def _lead(first: Box, then: Box, field: _Field) -> Arrow:
    """Return the arrow between two bars whose upright costs least."""
    leave = LEAVE_NOTICED if first.bar.noticed else LEAVE
    enter = then.left - (VERIFY if then.bar.verify else 0)
    earliest, latest = first.right + leave, enter - HEAD - 0.4
    if latest < earliest:  # no room after the bar: leave it from below or above, just before its end
        x = max(first.left + 0.4, min(first.right - LEAVE, enter - HEAD - 0.4))
        return Arrow(x, first.middle, x, enter, then.middle)
    places = [earliest + n * STEP for n in range(int((latest - earliest) / STEP) + 1)]
    x = min(places, key=lambda x: (_cost(x, first, then, field), x))
    return Arrow(first.right, first.middle, x, enter, then.middle)


def _cost(x: float, first: Box, then: Box, field: _Field) -> float:
    top, bottom = sorted((first.middle, then.middle))
    cost = 0.0
    for box in field.placed:
        right = box.right + (LEAVE_NOTICED if box.bar.noticed else 0)
        if top < box.middle < bottom and box.left - 0.3 < x < right + 0.3:
            cost += CROSSING
    for heading in field.headings:
        if top < heading.top < bottom and any(end - heading.width < x < end for end in heading.ends):
            cost += COVERING
    for action, arrow in field.led:
        if action == first.bar.action or abs(arrow.x - x) >= NEAR:
            continue
        above, below = sorted((arrow.start_y, arrow.end_y))
        if above < bottom and top < below:
            cost += OVERLAP
    return cost


def gantt(value: Gantt) -> Markup:
    """Draw shading by quarter, then the arrows, then the bars over them."""
    placed = boxes(value)
    tops, top = [], 0.0
    for lane in value.lanes:
        tops.append(top)
        top += value.lane_height + len(lane) * value.row_height
    rows = [box.middle + value.row_height / 2 for box in placed]
    return draw(
        "gantt.svg.jinja",
        width=value.width,
        height=value.height,
        alt=value.alt,
        value=value,
        boxes=placed,
        arrows=arrows(value),
        inset=INSET,
        quarter=value.quarter,
        lane_tops=tops,
        row_ends=rows,
        thickness=min(value.row_height * BAR_SHARE, BAR_MOST),
        post=min(value.row_height * BAR_SHARE, BAR_MOST) + POST_HIGHER,
    )
