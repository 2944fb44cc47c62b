"""Place labels at marks so that none ever meets another label, a mark or a text that stands there already.

A label stands beside its mark where there is room, else further off with a line to it. The same marks get the same
places; everything is in millimetres from the top left corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from math import cos, hypot, inf, pi, sin

import msgspec

NEAR = 0.7  # between a mark and a label beside it
CLEAR = 0.25  # around a label
DIRECTIONS = 16
FIRST_RING, RING, RINGS = 4.5, 2.4, 20  # how far off a label with a line may stand
NO_PLACE, RUNS_INTO = 10_000.0, 100.0  # the cost of a label left out, and of a line through something
MOST_WRONG = 10  # times worse a line through a label is than one through a mark or another line
LEVEL_FIRST = (0, 8, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11, 4, 12)  # directions, those beside the mark first


class Area(msgspec.Struct, frozen=True):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        """Say whether two rectangles share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Area) -> bool:
        """Say whether another rectangle lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def grown(self, by: float) -> Area:
        return Area(self.left - by, self.top - by, self.right + by, self.bottom + by)


class Line(msgspec.Struct, frozen=True):
    """A straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float

    def crosses(self, area: Area) -> bool:
        """Say whether any part of the line lies inside a rectangle (Liang and Barsky's clipping)."""
        begin, end = 0.0, 1.0
        dx, dy = self.x2 - self.x1, self.y2 - self.y1
        for step, room in (
            (-dx, self.x1 - area.left),
            (dx, area.right - self.x1),
            (-dy, self.y1 - area.top),
            (dy, area.bottom - self.y1),
        ):
            if step == 0:
                if room <= 0:
                    return False
            elif step < 0:
                begin = max(begin, room / step)
            else:
                end = min(end, room / step)
        return begin < end


class Mark(msgspec.Struct, frozen=True):
    """A round mark, and the size of the label that it wants."""

    x: float
    y: float
    radius: float
    width: float
    height: float

    @property
    def area(self) -> Area:
        return Area(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


class Place(msgspec.Struct, frozen=True):
    """Where a label stands, and the line from its mark where it stands further off."""

    area: Area
    line: Line | None


def places(
    marks: Sequence[Mark], frame: Area, texts: Sequence[Area] = (), rules: Sequence[Area] = ()
) -> tuple[Place | None, ...]:
    """Return a place within the frame for the label of every mark.

    No label stands on one of the `texts` or on one of the `rules`; a line to a label may cross a rule. Several orders
    of choosing are tried, and columns beside the crowd, until no line runs into anything. None where the frame is
    full, so that a label is left out rather than put over another.
    """
    best: tuple[Place | None, ...] = ()
    least = inf
    for found in _attempts(marks, frame, texts, rules):
        cost = sum(_cost(number, found, marks) for number in range(len(marks)))
        if cost < least:
            best, least = found, cost
        if least < RUNS_INTO:
            break
    return best


def _attempts(
    marks: Sequence[Mark], frame: Area, texts: Sequence[Area], rules: Sequence[Area]
) -> Iterator[tuple[Place | None, ...]]:
    for order in _orders(marks):
        yield _placed(order, marks, frame, (texts, rules))
    yield _in_columns(marks, frame, (*texts, *rules))


def _orders(marks: Sequence[Mark]) -> Iterator[list[int]]:
    """Yield orders in which marks may choose, by their numbers: as given, from above, from the left."""
    numbers = list(range(len(marks)))
    yield numbers
    yield sorted(numbers, key=lambda number: marks[number].y)
    yield sorted(numbers, key=lambda number: marks[number].x)


def _in_columns(marks: Sequence[Mark], frame: Area, blocked: Sequence[Area]) -> tuple[Place | None, ...]:
    """Return labels in a column at each side of a crowd, so that no line to one can run through another."""
    by_x = sorted(range(len(marks)), key=lambda number: (marks[number].x, number))
    ends = min(mark.x for mark in marks) - FIRST_RING, max(mark.x for mark in marks) + FIRST_RING
    left = [number for number in by_x[: len(by_x) // 2] if ends[0] - marks[number].width >= frame.left]
    right = [number for number in by_x if number not in left]
    found: list[Place | None] = [None] * len(marks)
    for column, is_left in ((left, True), (right, False)):
        step = max((marks[number].height for number in column), default=0.0) + 2 * CLEAR
        middle = sum(marks[number].y for number in column) / max(1, len(column))
        top = max(frame.top, middle - step * len(column) / 2)
        for number in sorted(column, key=lambda number: (marks[number].y, number)):
            mark = marks[number]
            x = ends[0] - mark.width if is_left else ends[1]
            while top + mark.height <= frame.bottom and _hits(_area(x, top, mark), frame, blocked, ()):
                top += step / 2
            if top + mark.height <= frame.bottom:
                found[number] = _led(mark, x, top)
            top += step
    return tuple(found)


def _placed(
    order: Sequence[int], marks: Sequence[Mark], frame: Area, fixed: tuple[Sequence[Area], Sequence[Area]]
) -> tuple[Place | None, ...]:
    """Return the places that marks take when they choose in an order."""
    texts, rules = fixed
    found: list[Place | None] = [None] * len(marks)
    solid = [*texts, *(mark.area for mark in marks)]
    lines: list[Line] = []
    for number in order:
        mark = marks[number]
        blocked = [*solid, *rules]
        place = next(
            (
                place
                for place in chain(_beside(mark), _further_off(mark))
                if not _hits(place.area, frame, blocked, lines) and _is_clear(place.line, mark, solid, lines)
            ),
            None,
        ) or next((place for place in _anywhere(mark, frame) if not _hits(place.area, frame, blocked, lines)), None)
        found[number] = place
        if place is not None:
            solid.append(place.area.grown(CLEAR))
            lines += [place.line] if place.line else []
    return tuple(found)


def _cost(number: int, found: Sequence[Place | None], marks: Sequence[Mark]) -> float:
    """Return how much a place asks of a reader: the length of its line, and much more where that meets something."""
    place = found[number]
    if place is None:
        return NO_PLACE
    if place.line is None:
        return 0.0
    line = place.line
    others = [other for other in found if other is not None and other is not place]
    met = sum(MOST_WRONG * line.crosses(other.area) for other in others)
    met += sum(other.line is not None and _cross(line, other.line) for other in others)
    met += sum(line.crosses(mark.area) for at, mark in enumerate(marks) if at != number)
    return hypot(line.x2 - line.x1, line.y2 - line.y1) + met * RUNS_INTO


def _beside(mark: Mark) -> Iterator[Place]:
    """Yield the places that touch a mark: right, left, above, below, and then the four corners between them."""
    off = mark.radius + NEAR
    slant = 0.7 * mark.radius
    right, left, centred = mark.x + off, mark.x - off - mark.width, mark.x - mark.width / 2
    above, below, level = mark.y - off - mark.height, mark.y + off, mark.y - mark.height / 2
    for x, y in (
        (right, level),
        (left, level),
        (centred, above),
        (centred, below),
        (mark.x + slant, above + slant),
        (mark.x + slant, below - slant),
        (mark.x - slant - mark.width, above + slant),
        (mark.x - slant - mark.width, below - slant),
    ):
        yield Place(_area(x, y, mark), None)


def _further_off(mark: Mark) -> Iterator[Place]:
    """Yield places around a mark, the nearest first; the line ends at the middle of the label's nearest side."""
    for ring in range(RINGS):
        off = FIRST_RING + ring * RING
        for direction in LEVEL_FIRST:
            angle = 2 * pi * direction / DIRECTIONS
            x, y = mark.x + off * cos(angle), mark.y + off * sin(angle)
            yield _led(mark, x if cos(angle) > -1e-9 else x - mark.width, y - mark.height / 2)


def _anywhere(mark: Mark, frame: Area) -> Iterator[Place]:
    """Yield places all over the frame, the nearest first."""
    step_x, step_y = 3.0, mark.height / 2
    lefts = [frame.left + n * step_x for n in range(int((frame.right - frame.left - mark.width) / step_x) + 1)]
    tops = [frame.top + n * step_y for n in range(int((frame.bottom - frame.top - mark.height) / step_y) + 1)]
    spots = ((left, top) for left in lefts for top in tops)
    for left, top in sorted(
        spots, key=lambda spot: (hypot(spot[0] + mark.width / 2 - mark.x, spot[1] + mark.height / 2 - mark.y), spot)
    ):
        yield _led(mark, left, top)


def _led(mark: Mark, left: float, top: float) -> Place:
    """Return a place with a line from the edge of its mark."""
    area = _area(left, top, mark)
    x = min(max(mark.x, area.left), area.right)
    y = min(max(mark.y, area.top), area.bottom)
    if area.left <= mark.x <= area.right:  # above or below
        x = min(max(mark.x, area.left + 1), area.right - 1)
    else:
        y = (area.top + area.bottom) / 2
    length = hypot(x - mark.x, y - mark.y) or 1.0
    reach = mark.radius / length
    return Place(area, Line(mark.x + (x - mark.x) * reach, mark.y + (y - mark.y) * reach, x, y))


def _area(left: float, top: float, mark: Mark) -> Area:
    return Area(left, top, left + mark.width, top + mark.height)


def _is_clear(line: Line | None, mark: Mark, solid: Sequence[Area], lines: Sequence[Line]) -> bool:
    """Say whether a line meets nothing on its way from its mark."""
    if line is None:
        return True
    return not any(line.crosses(area) for area in solid if area != mark.area) and not any(
        _cross(line, other) for other in lines
    )


def _hits(area: Area, frame: Area, blocked: Sequence[Area], lines: Sequence[Line]) -> bool:
    return (
        not frame.holds(area)
        or any(area.meets(other) for other in blocked)
        or any(line.crosses(area.grown(CLEAR)) for line in lines)
    )


def _cross(one: Line, other: Line) -> bool:
    """Say whether two lines cross."""

    def side(line: Line, x: float, y: float) -> float:
        return (line.x2 - line.x1) * (y - line.y1) - (line.y2 - line.y1) * (x - line.x1)

    return (
        side(one, other.x1, other.y1) * side(one, other.x2, other.y2) < 0
        and side(other, one.x1, one.y1) * side(other, one.x2, one.y2) < 0
    )
