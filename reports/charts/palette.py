"""The report's colours, read from its style sheet: inline SVG cannot see custom properties, so it gets the values."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

STYLE_SHEET = Path(__file__).parent.parent / "templates" / "report.css"


class Palette(msgspec.Struct, frozen=True):
    """Six colours that keep their order in greyscale; the style sheet says what each is for."""

    ink: str
    petrol: str
    bar: str
    grey: str
    line: str
    tint: str


def palette_of(style_sheet: str) -> Palette:
    """Return the colours that a style sheet declares as --ink, --petrol, --bar, --grey, --line and --tint."""
    declared = dict(re.findall(r"--(\w+):\s*(#\w+)", style_sheet))
    return msgspec.convert({name: declared[name] for name in Palette.__struct_fields__}, Palette)


@cache
def palette() -> Palette:
    """Return the colours of the report."""
    return palette_of(STYLE_SHEET.read_text(encoding="utf-8"))
