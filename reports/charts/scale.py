"""The measuring staff: where a level or a score lies, in millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

LOWEST, HIGHEST = 1, 5
AXIS_HEIGHT = 1.8


class Scale(msgspec.Struct, frozen=True):
    """Levels 1 to 5 over `width` millimetres, with room left and right of the ends."""

    width: float
    left: float
    right: float

    @property
    def unit(self) -> float:
        """Return the width of one level."""
        return (self.width - self.left - self.right) / (HIGHEST - LOWEST)

    def x(self, value: float) -> float:
        """Return where a value lies, from the left edge."""
        return self.left + (value - LOWEST) * self.unit

    @property
    def grid(self) -> tuple[float, ...]:
        """Return where the five levels lie."""
        return tuple(self.x(level) for level in range(LOWEST, HIGHEST + 1))


def axis(scale: Scale, alt: str) -> Markup:
    """Draw the staff as the axis above a column of charts."""
    return draw("axis.svg.jinja", width=scale.width, height=AXIS_HEIGHT, alt=alt, scale=scale)
