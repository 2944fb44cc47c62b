"""How far a figure can be relied on, as three rising bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.charts.drawing import draw
from scoring.scorecard import ConfidenceValue

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH, HEIGHT = 4.4, 3.0
FILLED: dict[ConfidenceValue, int] = {"low": 1, "medium": 2, "high": 3}


def meter(value: ConfidenceValue, alt: str) -> Markup:
    """Draw one filled bar for low, two for medium, three for high."""
    return draw("meter.svg.jinja", width=WIDTH, height=HEIGHT, alt=alt, filled=FILLED[value])
