"""Reality beside ambition on one row: a dot, a bar, and the line still to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from reports.charts.drawing import draw
from reports.charts.scale import Scale

if TYPE_CHECKING:
    from markupsafe import Markup


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """Spread of opinion on the scale 1 to 5: an interval (five respondents or more) or lowest to highest."""

    kind: Literal["interval", "range"]
    low: float
    high: float


class Dumbbell(msgspec.Struct, frozen=True, kw_only=True):
    """One scope: `score` None is not scored, `target` None is out of scope; `stated` False is a default target.

    `is_sure` False draws an open dot: the confidence is low.
    """

    score: float | None
    target: float | None
    stated: bool
    spread: Spread | None = None
    is_sure: bool = True
    alt: str


class Beside(msgspec.Struct, frozen=True):
    """Where the numbers beside two marks go, so that they can never meet.

    The lower one ends `right` mm from the right edge, the higher one starts `left` mm from the left edge.
    """

    right: float
    left: float


def dumbbell(value: Dumbbell, scale: Scale, height: float, radius: float = 1.5) -> Markup:
    """Draw one row of `height` mm; grid lines run from top to bottom, so that rows join."""
    return draw(
        "dumbbell.svg.jinja", width=scale.width, height=height, alt=value.alt, value=value, scale=scale, radius=radius
    )


def beside(scale: Scale, values: tuple[float | None, float | None], gap: float = 2.6) -> Beside:
    """Return where the labels of up to two marks go, `gap` mm from the marks."""
    known = sorted(value for value in values if value is not None)
    low, high = (known[0], known[-1]) if known else (1.0, 1.0)
    return Beside(right=scale.width - scale.x(low) + gap, left=scale.x(high) + gap)
