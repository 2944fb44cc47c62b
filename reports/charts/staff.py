"""The large measuring staff of the answer: the whole department's reality and ambition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw
from reports.charts.scale import Scale

if TYPE_CHECKING:
    from markupsafe import Markup

TICKS = tuple((1 + tenth / 10, tenth % 5 == 0) for tenth in range(41))  # value, and whether it is a long tick


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """Reality and ambition on the scale 1 to 5; None where there is nothing to say."""

    score: float | None
    ambition: float | None
    stated: bool
    alt: str


def staff(value: Staff, scale: Scale, height: float, top: float = 24) -> Markup:
    """Draw the staff `top` mm from the top of a drawing of `height` mm; the figures stand above it."""
    return draw(
        "staff.svg.jinja",
        width=scale.width,
        height=height,
        alt=value.alt,
        value=value,
        scale=scale,
        top=top,
        ticks=TICKS,
    )
