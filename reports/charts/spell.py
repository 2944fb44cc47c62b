"""When an action runs: its weeks on the quarters of the roadmap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw
from scoring.roadmap.model import WEEKS_PER_QUARTER

if TYPE_CHECKING:
    from markupsafe import Markup

HEIGHT = 3.4
EDGE = 1.8  # mm right of the last quarter, for a diamond at the very end


class Spell(msgspec.Struct, frozen=True, kw_only=True):
    """From week `start` (from 0) until week `finish` (exclusive) of a roadmap of `quarters`."""

    start: int
    finish: int
    quarters: int
    noticed: bool
    alt: str


def spell(value: Spell, width: float) -> Markup:
    """Draw the weeks on an axis of quarters; a diamond at the end where users notice the result."""
    week = (width - EDGE) / (value.quarters * WEEKS_PER_QUARTER)
    return draw(
        "spell.svg.jinja",
        width=width,
        height=HEIGHT,
        alt=value.alt,
        value=value,
        week=week,
        quarter=week * WEEKS_PER_QUARTER,
    )
