"""The four profiles: reality across, ambition upwards, cut at the middle of the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH, HEIGHT = 60.0, 34.0
NAME_HEIGHT = 6.0


class Quadrant(msgspec.Struct, frozen=True, kw_only=True):
    """One department among the profiles."""

    score: float
    ambition: float
    alt: str


def hides_a_name(value: Quadrant) -> bool:
    """Say whether the dot lies where the name of its quarter stands: along the top of it."""
    from_top = HEIGHT * (5 - value.ambition) / 4
    return from_top % (HEIGHT / 2) < NAME_HEIGHT


def quadrant(value: Quadrant) -> Markup:
    """Draw the field of profiles with the department as a dot in it."""
    return draw(
        "quadrant.svg.jinja",
        width=WIDTH,
        height=HEIGHT,
        alt=value.alt,
        x=WIDTH * (value.score - 1) / 4,
        y=HEIGHT * (5 - value.ambition) / 4,
        high_score=value.score >= 3,
        high_ambition=value.ambition >= 3,
    )
