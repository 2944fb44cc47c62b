"""The person-days of a quarter: planned, still free, and the reserve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

HEIGHT = 2.6


class CapacityBar(msgspec.Struct, frozen=True, kw_only=True):
    """Person-days: `planned` of the `available`, which leaves out the reserve, of `total` in all."""

    planned: float
    available: float
    total: float
    alt: str


def capacity_bar(value: CapacityBar, width: float) -> Markup:
    """Draw the quarter as a bar of `width` mm with the reserve hatched."""
    per_day = (width - 0.2) / value.total if value.total else 0
    return draw(
        "capacity.svg.jinja",
        width=width,
        height=HEIGHT,
        alt=value.alt,
        planned=min(value.planned, value.total) * per_day,
        available=value.available * per_day,
        total=value.total * per_day,
    )
