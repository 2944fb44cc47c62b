"""How far answers lie apart: lower levels left of the middle, higher ones right of it, the middle level across it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH, HEIGHT = 46.0, 5.4
SHARE = WIDTH / 2  # mm for all answers, at one side


class Diverging(msgspec.Struct, frozen=True, kw_only=True):
    """The shares (0..1) of the answers a to e, together 1; empty where no distribution may be shown."""

    shares: tuple[float, ...]
    alt: str


def diverging(value: Diverging) -> Markup:
    """Draw one bar; the outermost answers are the darkest at both sides."""
    edges = [0.0]
    for share in value.shares:
        edges.append(edges[-1] + share)
    middle = (edges[2] + edges[3]) / 2 if value.shares else 0.0
    parts = [
        {"x": WIDTH / 2 + (start - middle) * SHARE, "width": (end - start) * SHARE, "answer": answer}
        for answer, (start, end) in enumerate(pairwise(edges))
        if end > start
    ]
    return draw("diverging.svg.jinja", width=WIDTH, height=HEIGHT, alt=value.alt, parts=parts, shown=bool(value.shares))
