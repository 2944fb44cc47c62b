"""A level as five boxes, with the ambition as a bar between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH, HEIGHT = 12.6, 3.6


class LevelBoxes(msgspec.Struct, frozen=True, kw_only=True):
    """A level 1 to 5 and its target; the target None where there is none."""

    level: int
    target: int | None
    stated: bool
    alt: str


def level_boxes(value: LevelBoxes) -> Markup:
    """Draw the five boxes, as many filled as the level."""
    return draw("levels.svg.jinja", width=WIDTH, height=HEIGHT, alt=value.alt, value=value)
