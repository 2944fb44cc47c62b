"""A share of the highest as a small bar, beside the number that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

HEIGHT = 2.4


def share_bar(share: float, alt: str, width: float) -> Markup:
    """Draw a share (0..1) of `width` mm on its track."""
    return draw("share.svg.jinja", width=width, height=HEIGHT, alt=alt, filled=width * min(max(share, 0.0), 1.0))
