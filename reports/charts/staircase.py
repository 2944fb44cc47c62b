"""The staircase of a domain: five steps, those reached filled, the bar on the one that is aimed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH, HEIGHT = 166.0, 40.0
FIRST_STEP, RISE = 13.0, 5.3
TREAD = WIDTH / 5


class Staircase(msgspec.Struct, frozen=True, kw_only=True):
    """A domain's level (None: not scored) and its target, which may lie between two steps."""

    level: int | None
    target: float | None
    stated: bool
    alt: str


def rise(level: float) -> float:
    """Return how high a level stands above the ground, in millimetres."""
    return FIRST_STEP + RISE * (level - 1)


def staircase(value: Staircase) -> Markup:
    """Draw the five steps; without a level all of them are hatched."""
    steps = [
        {"x": (level - 1) * TREAD, "height": rise(level), "reached": value.level is not None and level <= value.level}
        for level in range(1, 6)
    ]
    aimed = None if value.target is None else min(5, int(value.target + 1e-9))
    return draw(
        "staircase.svg.jinja",
        width=WIDTH,
        height=HEIGHT,
        alt=value.alt,
        value=value,
        steps=steps,
        tread=TREAD,
        aimed=aimed,
    )
