"""Where a score may stand at the end of each quarter: a band from "everything a quarter late" to "all on time"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

HEIGHT = 30.0
TOP, BOTTOM = 1.6, 28.4  # of level 5 and level 1
LOWEST, HIGHEST = 1, 5


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """A scope now and at the end of each quarter, on the scale 1 to 5; None where there is no score yet."""

    now: float | None
    ends: tuple[tuple[float, float] | None, ...]
    target: float | None
    stated: bool
    alt: str


def outlook(value: Outlook, width: float, column: float) -> Markup:
    """Draw the band in columns of `column` mm: now, then one for each quarter, each end at the middle of its column."""
    moments = [(value.now, value.now) if value.now is not None else None, *value.ends]
    first = width - column * len(moments)
    points = [
        (first + column * (number + 0.5), outlook_y(moment[0]), outlook_y(moment[1]))
        for number, moment in enumerate(moments)
        if moment is not None
    ]
    return draw(
        "outlook.svg.jinja",
        width=width,
        height=HEIGHT,
        alt=value.alt,
        points=points,
        unknown=[first + column * number for number, moment in enumerate(moments) if moment is None],
        column=column,
        now=points[0] if value.now is not None else None,
        target=None if value.target is None else outlook_y(value.target),
        stated=value.stated,
        left=first,
        levels=[outlook_y(level) for level in range(LOWEST, HIGHEST + 1)],
        top=TOP,
    )


def outlook_y(value: float) -> float:
    """Return where a value lies, in millimetres from the top."""
    return BOTTOM - (BOTTOM - TOP) * (value - LOWEST) / (HIGHEST - LOWEST)
