"""The files that pages load: each named with what is in it, so that a browser may keep it for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent.parent / "static"
FONT = "plex.woff2"
NAMES = ("workshop.css", "phone.js", "projector.js", "facilitator.js", FONT)


def address(name: str) -> str:
    """Return where a browser finds a file."""
    content_of = content(name)
    assert content_of is not None, name  # noqa: S101 (a name in a template that is none is a bug)
    return f"/static/{name}?v={hashlib.sha256(content_of).hexdigest()[:8]}"


@cache
def content(name: str) -> bytes | None:
    """Return a file; None where there is none of that name."""
    if name == FONT:
        from reports.screen import font

        return font()
    return (STATIC / name).read_bytes() if name in NAMES else None
