"""What changed between two runs: a line for each capability of a domain from the score of then to that of now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH = 50.0
HEIGHT = 56.0
TOP, BOTTOM = 4.0, 52.0  # of level 5 and level 1
LOWEST, HIGHEST = 1, 5
LEFT, RIGHT = 14.5, 29.0  # of the two moments; labels stand outside them
LABEL_POINTS, LABEL_HEIGHT = 7.0, 3.1
LEAD = 2.6  # mm between a mark and its label, for a thin line where the label had to move
RADIUS, REAL_RADIUS = 0.9, 1.3
MOVED = 0.3  # mm that a label may be off before it needs that line


class SlopeLine(msgspec.Struct, frozen=True, kw_only=True):
    """A scope in two runs on the scale 1..5, with its labels; None where it has no score in one of them.

    `is_real` marks a change that chance does not explain; `is_compared` is False where nothing can be said, so that no
    line joins its two marks.
    """

    old: float | None
    new: float | None
    is_real: bool
    is_compared: bool
    before: str
    after: str


class Slope(msgspec.Struct, frozen=True, kw_only=True):
    """The capabilities of one domain."""

    lines: tuple[SlopeLine, ...]
    alt: str

    @property
    def height(self) -> float:
        """Return the height: more where there are more labels than the usual one holds."""
        return max(HEIGHT, LABEL_HEIGHT * len(self.lines) + TOP + HEIGHT - BOTTOM)

    @property
    def bottom(self) -> float:
        """Return where level 1 lies."""
        return self.height - (HEIGHT - BOTTOM)

    def y(self, value: float) -> float:
        """Return where a score lies, in millimetres from the top."""
        return self.bottom - (self.bottom - TOP) * (value - LOWEST) / (HIGHEST - LOWEST)


class SlopeLabel(msgspec.Struct, frozen=True, kw_only=True):
    """A label with its upper left corner and its width, and the height of its mark where it stands beside that."""

    text: str
    x: float
    y: float
    width: float
    is_real: bool
    is_before: bool
    mark: float

    @property
    def middle(self) -> float:
        return self.y + LABEL_HEIGHT / 2


def slope_labels(value: Slope) -> tuple[SlopeLabel, ...]:
    """Return the labels at both sides, each beside its mark or as near as the others leave room."""
    before = [(line.old, line.before, line.is_real) for line in value.lines if line.old is not None]
    after = [(line.new, line.after, line.is_real) for line in value.lines if line.new is not None]
    return (*_column(value, before, is_before=True), *_column(value, after, is_before=False))


def spread_out(wished: Sequence[float], height: float, top: float, bottom: float) -> tuple[float, ...]:
    """Return the upper edges of labels of a height that touch none of the others, as near as can be to the wished ones.

    Labels keep the order of what is wished; those that would meet stand around the middle of what they wish.
    """
    order = sorted(range(len(wished)), key=lambda number: (wished[number], number))
    blocks: list[tuple[float, list[int]]] = []  # the upper edge of the first, and who stand in it
    for number in order:
        members, edge = [number], _within(wished[number], height, top, bottom)
        while blocks and blocks[-1][0] + height * len(blocks[-1][1]) > edge:
            members = [*blocks.pop()[1], *members]
            mean = sum(wished[one] - height * place for place, one in enumerate(members)) / len(members)
            edge = _within(mean, height * len(members), top, bottom)
        blocks.append((edge, members))
    found = [0.0] * len(wished)
    for edge, members in blocks:
        for place, number in enumerate(members):
            found[number] = edge + height * place
    return tuple(found)


def slope(value: Slope) -> Markup:
    """Draw the lines, the real ones last and heaviest, with a thin line to each label that had to move."""
    leads = [
        (RIGHT + REAL_RADIUS, label.mark, label.x - 0.2, label.middle)
        if not label.is_before
        else (LEFT - REAL_RADIUS, label.mark, label.x + label.width + 0.2, label.middle)
        for label in slope_labels(value)
        if abs(label.middle - label.mark) > MOVED
    ]
    lines = [
        (
            None if line.old is None else value.y(line.old),
            None if line.new is None else value.y(line.new),
            line,
        )
        for line in sorted(value.lines, key=lambda line: line.is_real)
    ]
    return draw(
        "slope.svg.jinja",
        width=WIDTH,
        height=value.height,
        alt=value.alt,
        left=LEFT,
        right=RIGHT,
        levels=[value.y(level) for level in range(LOWEST, HIGHEST + 1)],
        lines=lines,
        leads=leads,
        radius=RADIUS,
        real_radius=REAL_RADIUS,
    )


def _column(value: Slope, texts: Sequence[tuple[float, str, bool]], *, is_before: bool) -> tuple[SlopeLabel, ...]:
    marks = [value.y(score) for score, _, _ in texts]
    edges = spread_out([mark - LABEL_HEIGHT / 2 for mark in marks], LABEL_HEIGHT, 0.0, value.height)
    width = LEFT - LEAD if is_before else WIDTH - RIGHT - LEAD
    return tuple(
        SlopeLabel(
            text=text,
            x=0.0 if is_before else RIGHT + LEAD,
            y=edge,
            width=width,
            is_real=is_real,
            is_before=is_before,
            mark=mark,
        )
        for (_, text, is_real), mark, edge in zip(texts, marks, edges, strict=True)
    )


def _within(edge: float, height: float, top: float, bottom: float) -> float:
    return max(top, min(edge, bottom - height))
