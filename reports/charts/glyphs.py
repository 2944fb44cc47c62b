"""The marks by themselves, for legends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

Glyph = Literal[
    "reality", "unsure", "ambition", "default_ambition", "distance", "interval", "range", "unknown", "it", "user",
    "supplier", "together", "large_difference", "noticed", "firm", "planned", "intended", "verify", "wait",
    "late_to_on_time", "level_bar", "default_level_bar", "no_regret", "capacity_here",
    "real_change", "no_change", "not_compared", "series_break",
]  # fmt: skip

WIDTHS: dict[Glyph, float] = {
    "reality": 4, "unsure": 4, "ambition": 2.4, "default_ambition": 2.4, "distance": 8, "interval": 8, "range": 8,
    "unknown": 8, "it": 3.4, "user": 3.4, "supplier": 3.4, "together": 3.4, "large_difference": 8, "noticed": 3.4,
    "firm": 8, "planned": 8, "intended": 8, "verify": 2.4, "wait": 6, "late_to_on_time": 8, "level_bar": 8,
    "default_level_bar": 8, "no_regret": 5, "capacity_here": 4.6,
    "real_change": 8, "no_change": 8, "not_compared": 8, "series_break": 2.4,
}  # fmt: skip
HEIGHT = 3.1


def glyph(name: Glyph, alt: str) -> Markup:
    """Draw one mark; `alt` is the word that the legend has for it, empty where that word stands beside it."""
    return draw("glyphs.svg.jinja", width=WIDTHS[name], height=HEIGHT, alt=alt, name=name)
