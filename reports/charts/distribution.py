"""How the answers to one item are distributed: the share of each answer, side by side for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from reports.charts.drawing import draw

if TYPE_CHECKING:
    from markupsafe import Markup

GroupKind = Literal["it", "user", "supplier", "together"]

BIN = 5.7  # mm for one answer
ANSWERS = 6  # a to e, and don't know
HEIGHT = 5.4
BARS = 4.4  # mm in a bin for the bars of all groups


class GroupShares(msgspec.Struct, frozen=True):
    """One group's answers as shares (0..1): the sentences a to e, then don't know."""

    kind: GroupKind
    shares: tuple[float, ...]


class Distribution(msgspec.Struct, frozen=True, kw_only=True):
    """The answers to one item; without groups it is hatched, because no distribution may be shown.

    `gate` is the level of a key practice: a line stands before it, so that who reaches it is right of it.
    """

    groups: tuple[GroupShares, ...]
    gate: int | None = None
    alt: str


def distribution(value: Distribution) -> Markup:
    """Draw the bars of every group above a line; don't know stands apart."""
    n = max(1, len(value.groups))
    width = BARS / max(2, n)
    bars = [
        {
            "kind": group.kind,
            "x": answer * BIN + (BIN - n * width) / 2 + place * width,
            "height": max(share * (HEIGHT - 0.7), 0.5),
        }
        for place, group in enumerate(value.groups)
        for answer, share in enumerate(group.shares)
        if share
    ]
    return draw(
        "distribution.svg.jinja",
        width=ANSWERS * BIN,
        height=HEIGHT,
        alt=value.alt,
        bars=bars,
        bar_width=width - 0.3,
        bin=BIN,
        gate=None if value.gate is None else (value.gate - 1) * BIN,
        shown=bool(value.groups),
    )
