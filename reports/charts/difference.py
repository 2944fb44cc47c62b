"""IT beside users on one item: a square, a circle, and the distance between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw
from reports.charts.scale import Scale

if TYPE_CHECKING:
    from markupsafe import Markup

LARGE = 1.0  # level: from here on the difference is a finding (scoring 4.7)


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """The mean of IT and that of users, on the scale 1 to 5."""

    it: float
    user: float
    alt: str


def difference(value: Difference, scale: Scale, height: float) -> Markup:
    """Draw one row; from one level on, the line between the two is thick."""
    return draw(
        "difference.svg.jinja",
        width=scale.width,
        height=height,
        alt=value.alt,
        scale=scale,
        it=scale.x(value.it),
        user=scale.x(value.user),
        large=abs(value.it - value.user) >= LARGE - 1e-9,
    )
