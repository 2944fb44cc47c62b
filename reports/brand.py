"""The look that a department or its consultant gives to every form of a report."""

from __future__ import annotations

from typing import Literal

import msgspec

PRIMARY, ACCENT = "#0E4A63", "#C8500A"  # reality and ambition, as templates/report.css has them


class Logo(msgspec.Struct, frozen=True):
    """A picture that stands on the front page."""

    kind: Literal["svg", "png"]
    content: bytes


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """Who makes the report, and two colours (#RRGGBB): `primary` for reality, `accent` for ambition.

    `is_consultant` where that is somebody else than the organisation: an anonymous report may then name them.
    """

    name: str = ""
    logo: Logo | None = None
    primary: str = PRIMARY
    accent: str = ACCENT
    contact: str = ""
    footer: str = ""
    is_consultant: bool = False


OWN = Brand()
